package dev.autopack.modelintel.catalog;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A model and its specification.
 *
 * @param id canonical name
 * @param provider who offers it first hand, such as {@code anthropic}
 * @param family models of one line of succession, such as {@code claude-sonnet}
 * @param displayName what people call it
 * @param contextWindowTokens the longest input in tokens, positive
 * @param toolUse whether it can call tools
 * @param releasedAt the day of its release
 * @param deprecated whether the provider advises against starting to use it
 * @param sourceUrl where the specification was read
 */
public record Model(
        ModelId id,
        String provider,
        String family,
        String displayName,
        Optional<Integer> contextWindowTokens,
        Optional<Boolean> toolUse,
        Optional<LocalDate> releasedAt,
        boolean deprecated,
        Optional<String> sourceUrl) {

    /** @throws IllegalArgumentException if a name is blank or the context window is not positive */
    public Model {
        requireText(id, "provider", provider);
        requireText(id, "family", family);
        requireText(id, "display_name", displayName);
        contextWindowTokens.ifPresent(tokens -> {
            if (tokens <= 0) {
                throw new IllegalArgumentException(
                        "context_window_tokens of " + id + " is " + tokens + "; it must be positive.");
            }
        });
    }

    /** A model of which only the name is known, and who seems to offer it. */
    public static Model named(ModelId id, String provider) {
        return new Model(
                id,
                provider,
                id.family(),
                id.value(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    public boolean sameProviderAs(Model other) {
        return provider.equals(other.provider);
    }

    public boolean sameFamilyAs(Model other) {
        return sameProviderAs(other) && family.equals(other.family);
    }

    private static void requireText(ModelId id, String field, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(field + " of " + id + " is blank.");
        }
    }
}
