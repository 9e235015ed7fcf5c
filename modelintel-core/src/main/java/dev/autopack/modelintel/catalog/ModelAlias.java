package dev.autopack.modelintel.catalog;

/**
 * Another name of a model, such as {@code sonnet} for {@code claude-sonnet-4-5}.
 *
 * @param alias the other name
 * @param model the model it stands for
 */
public record ModelAlias(String alias, ModelId model) {

    /** @throws IllegalArgumentException if the alias is blank */
    public ModelAlias {
        if (alias.isBlank()) {
            throw new IllegalArgumentException("An alias of " + model + " is blank.");
        }
    }
}
