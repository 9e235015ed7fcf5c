package dev.autopack.modelintel.usecase;

import java.util.List;

/**
 * The place in {@code models.yaml} that names the model of a use case, such as {@code doctor_models.cheap}.
 *
 * @param segments mapping keys from the top of the document, at least one, none blank
 */
public record ConfigPath(List<String> segments) {

    /** @throws IllegalArgumentException if there is no segment or one is blank */
    public ConfigPath {
        segments = List.copyOf(segments);
        if (segments.isEmpty() || segments.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "'" + String.join(".", segments) + "' is no configuration path. Maybe a dot is too many.");
        }
    }

    /** Reads the dotted form. */
    public static ConfigPath parse(String dotted) {
        return new ConfigPath(List.of(dotted.split("\\.", -1)));
    }

    @Override
    public String toString() {
        return String.join(".", segments);
    }
}
