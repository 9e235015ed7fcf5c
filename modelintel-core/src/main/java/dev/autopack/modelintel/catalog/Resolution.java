package dev.autopack.modelintel.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a raw name was found to mean, and how.
 *
 * @param rawName the name
 * @param match how it was decided
 * @param models the model; several where the name is ambiguous, none where it is unknown
 * @param rule which rule decided, in words
 */
public record Resolution(String rawName, Match match, List<ModelId> models, String rule) {

    /** How a name is decided. */
    public enum Match {
        /** It is a name that the catalog has. */
        EXACT,
        /** It is an alias of the configuration. */
        ALIAS,
        /** A rule leads to one model. */
        RULE,
        /** A rule leads to several models; none is chosen. */
        AMBIGUOUS,
        /** Nothing leads to a model. */
        UNKNOWN;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException if the number of models does not fit the match */
    public Resolution {
        models = List.copyOf(models);
        boolean fits = switch (match) {
            case EXACT, ALIAS, RULE -> models.size() == 1;
            case AMBIGUOUS -> models.size() > 1;
            case UNKNOWN -> models.isEmpty();
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    "'" + rawName + "' is " + match.label() + " with " + models.size() + " models.");
        }
    }

    /** The one model that the name means; empty if it is unknown or ambiguous. */
    public Optional<ModelId> model() {
        return models.size() == 1 ? Optional.of(models.get(0)) : Optional.empty();
    }
}
