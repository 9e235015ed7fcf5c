package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.ingest.Value.Form;
import dev.autopack.modelintel.ingest.Value.Mapping;
import dev.autopack.modelintel.ingest.Value.Scalar;
import dev.autopack.modelintel.usecase.ConfigPath;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code models.yaml} says of models: it defines some, gives some other names, and names some for jobs. */
final class ModelsFile {

    private static final String DEFINITIONS = "models";

    private final SourceText source;
    private final Mapping document;
    private final List<Model> definitions;
    private final List<ModelAlias> aliases;
    private final ModelNames names;

    private ModelsFile(SourceText source, Value root, List<ModelAlias> elsewhere) {
        this.source = source;
        Fields fields = Fields.of("", root);
        this.document = (Mapping) root;
        this.definitions = definitions(fields);
        List<ModelId> defined = definitions.stream().map(Model::id).toList();
        this.aliases = Aliases.read(fields, defined);
        this.names = ModelNames.of(
                defined, Stream.concat(aliases.stream(), elsewhere.stream()).toList());
    }

    /** @throws BadInputException if the file is malformed, or a definition or alias is impossible */
    static ModelsFile read(SourceText source) {
        return read(source, List.of());
    }

    /** @param elsewhere names that another file of the configuration gives to models, and that this one may use */
    static ModelsFile read(SourceText source, List<ModelAlias> elsewhere) {
        return new ModelsFile(source, YamlParser.read(source), elsewhere);
    }

    SourceText source() {
        return source;
    }

    List<Model> definitions() {
        return definitions;
    }

    List<ModelAlias> aliases() {
        return aliases;
    }

    /** The model that a name of this configuration means; the name itself where it is neither alias nor defined. */
    ModelId resolve(ModelId name) {
        return names.resolve(name.value()).orElse(name);
    }

    /**
     * The models named for jobs or by aliases and where each is named first, in the order of the places.
     *
     * @param notes takes what stands in such a place and cannot be a model's name
     */
    Map<ModelId, Position> named(List<String> notes) {
        Map<ModelId, Position> named = new LinkedHashMap<>();
        for (Scalar name : ModelPlaces.namesIn(document)) {
            try {
                named.putIfAbsent(resolve(ModelId.of(name.text())), name.at());
            } catch (IllegalArgumentException e) {
                notes.add(name.at() + ": " + e.getMessage());
            }
        }
        return named;
    }

    /** @throws BadInputException if no model is named at the place */
    ModelId current(ConfigPath path) {
        Scalar scalar = written(path);
        try {
            return resolve(ModelId.of(scalar.text()));
        } catch (IllegalArgumentException e) {
            throw scalar.at().bad(path + ": " + e.getMessage());
        }
    }

    /**
     * The name at a place as it is written, which may be an alias.
     *
     * @throws BadInputException if no model is named there
     */
    Scalar written(ConfigPath path) {
        Value value = document;
        for (String segment : path.segments()) {
            value = Optional.of(value)
                    .filter(Mapping.class::isInstance)
                    .flatMap(mapping -> ((Mapping) mapping).get(segment))
                    .orElseThrow(() -> new BadInputException(
                            source.name() + " has no " + path + ". Maybe the path in use_cases.yaml is mistyped."));
        }
        if (value instanceof Scalar scalar && scalar.form() == Form.TEXT) {
            return scalar;
        }
        throw value.at().bad(path + " names no model. Maybe the path in use_cases.yaml is too short or mistyped.");
    }

    /** Where models are named by this very name, without regard to case. */
    List<Scalar> placesThatName(String name) {
        return ModelPlaces.namesIn(document).stream()
                .filter(scalar -> scalar.text().equalsIgnoreCase(name))
                .toList();
    }

    private static List<Model> definitions(Fields document) {
        if (document.optional(DEFINITIONS).isEmpty()) {
            return List.of();
        }
        Fields section = document.fields(DEFINITIONS);
        Once once = new Once();
        List<Model> definitions = new ArrayList<>();
        for (String name : section.keys()) {
            Fields fields = section.fields(name);
            once.check(fields.at(), "the model " + Printable.quote(name), ModelNames.key(name));
            definitions.add(definition(fields.made(() -> ModelId.of(name)), fields));
        }
        return definitions;
    }

    private static Model definition(ModelId id, Fields fields) {
        String provider = fields.text("provider");
        String family = fields.optionalText("family").orElseGet(id::family);
        String displayName = fields.optionalText("display_name").orElse(id.value());
        Optional<Integer> contextWindow = fields.optionalWhole("context_window_tokens");
        Optional<Boolean> toolUse = fields.optionalFlag("tool_use");
        Optional<LocalDate> releasedAt = fields.optionalDate("released_at");
        boolean deprecated = fields.optionalFlag("is_deprecated").orElse(false);
        Optional<String> sourceUrl = fields.optionalUrl("source_url").map(URI::toString);
        fields.refuseOthers();
        return fields.made(() -> new Model(
                id, provider, family, displayName, contextWindow, toolUse, releasedAt, deprecated, sourceUrl));
    }
}
