package dev.autopack.modelintel.audit;

import dev.autopack.modelintel.catalog.ModelId;

/**
 * The model to use instead of another.
 *
 * @param model the model to use
 * @param source who says so, such as {@code recommendation 12} or a provider
 */
public record Replacement(ModelId model, String source) {

    /** @throws IllegalArgumentException if the source is blank */
    public Replacement {
        if (source.isBlank()) {
            throw new IllegalArgumentException("Nobody is named who says that " + model + " is the replacement.");
        }
    }
}
