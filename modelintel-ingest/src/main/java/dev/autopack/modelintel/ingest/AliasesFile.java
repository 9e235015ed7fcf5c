package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code aliases.yaml}: raw names, of telemetry, leaderboards or code, and the models that the user says they mean. */
final class AliasesFile {

    private final Map<String, Entry> byKey = new LinkedHashMap<>();

    private record Entry(Position at, String name, ModelId target) {}

    private AliasesFile() {}

    /** Of a directory that has no such file. */
    static AliasesFile empty() {
        return new AliasesFile();
    }

    /** @throws BadInputException if the file is malformed, a name has no model, or a name has two */
    static AliasesFile read(SourceText source) {
        Fields document = Fields.of("", YamlParser.read(source));
        AliasesFile file = new AliasesFile();
        if (document.optional("aliases").isPresent()) {
            Fields section = document.fields("aliases");
            section.keys().forEach(name -> file.add(section, name));
        }
        document.refuseOthers();
        return file;
    }

    private void add(Fields section, String name) {
        if (section.optional(name).isEmpty()) {
            throw section.at(name)
                    .bad(Printable.quote(name) + " names no model. Maybe write one behind it, or remove the line.");
        }
        Entry entry = new Entry(section.at(name), name, section.model(name));
        Entry other = byKey.putIfAbsent(ModelNames.key(name), entry);
        if (other != null
                && !ModelNames.key(other.target().value())
                        .equals(ModelNames.key(entry.target().value()))) {
            throw entry.at()
                    .bad(Printable.quote(name) + " means " + entry.target() + " here and " + other.target()
                            + " in line " + other.at().line() + ". Maybe remove one of the two.");
        }
    }

    /** The names as they are written, for a configuration that uses them too. */
    List<ModelAlias> written() {
        return byKey.values().stream()
                .map(entry -> new ModelAlias(entry.name(), entry.target()))
                .toList();
    }

    /**
     * The names with the models as the catalog calls them.
     *
     * @param models the model of a name or alias that is known
     * @param isModel whether a name is that of a model that somebody offers, defines or prices
     * @param configured what the aliases of {@code models.yaml} mean
     * @throws BadInputException if a model is unknown, or a name is a model's own or means another model elsewhere
     */
    List<ModelAlias> resolved(
            Function<String, Optional<ModelId>> models,
            Function<String, Boolean> isModel,
            Function<String, Optional<ModelId>> configured) {
        List<ModelAlias> resolved = new ArrayList<>();
        byKey.values().forEach(entry -> {
            ModelId model = models.apply(entry.target().value())
                    .orElseThrow(() -> entry.at()
                            .bad("the catalog does not know " + entry.target()
                                    + ". Maybe it is mistyped, or the source that has it is to be ingested first."));
            if (isModel.apply(entry.name()) && !ModelNames.key(entry.name()).equals(ModelNames.key(model.value()))) {
                throw Aliases.hiding(entry.at(), entry.name(), model);
            }
            configured.apply(entry.name()).filter(other -> !other.equals(model)).ifPresent(other -> {
                throw entry.at()
                        .bad(Printable.quote(entry.name()) + " means " + model + " here and " + other
                                + " in model_aliases of models.yaml. Maybe remove one of the two.");
            });
            resolved.add(new ModelAlias(entry.name(), model));
        });
        return resolved;
    }
}
