package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Who offers a model, guessed from how its name begins. The list is {@code providers.yaml} in this package. */
final class Providers {

    private final Map<String, String> byBeginning = new HashMap<>();

    private Providers(Fields list) {
        list.keys()
                .forEach(provider -> list.texts(provider).forEach(beginning -> byBeginning.put(beginning, provider)));
    }

    static Providers byNamingConvention() {
        try (InputStream in =
                Objects.requireNonNull(Providers.class.getResourceAsStream("providers.yaml"), "not in the jar")) {
            return new Providers(Fields.of("", YamlParser.read(SourceText.read("providers.yaml", in))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty where no known beginning fits. */
    Optional<String> of(ModelId model) {
        String name = model.value().toLowerCase(Locale.ROOT);
        return byBeginning.keySet().stream()
                .filter(beginning -> begins(name, beginning))
                .max(Comparator.comparingInt(String::length))
                .map(byBeginning::get);
    }

    private static boolean begins(String name, String beginning) {
        return name.startsWith(beginning)
                && (name.length() == beginning.length() || !Character.isLetter(name.charAt(beginning.length())));
    }
}
