package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.audit.AuditCatalog;
import dev.autopack.modelintel.audit.CatalogEntry;
import dev.autopack.modelintel.audit.Replacement;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.ingest.Value.Sequence;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A catalog as {@code modelintel models --format json} prints it, for an audit without a database. */
public final class CatalogFile {

    private CatalogFile() {}

    /**
     * Reads an exported catalog. Fields it does not know are left alone: a newer export may have more.
     *
     * @throws BadInputException if the file is missing or no such export, or a model is incomplete or there twice
     */
    public static AuditCatalog read(Path file) {
        Fields document = Fields.of("", JsonReader.read(SourceText.read(file)));
        if (!(document.required("models") instanceof Sequence models)) {
            throw document.bad("models", "is no list", "export the catalog with 'modelintel models --format json'");
        }
        Once once = new Once();
        List<CatalogEntry> entries = new ArrayList<>();
        for (int i = 0; i < models.items().size(); i++) {
            Fields fields = Fields.of("models[" + (i + 1) + "]", models.items().get(i));
            CatalogEntry entry = entry(fields);
            once.check(
                    fields.at(),
                    "the model " + entry.model().id(),
                    entry.model().id());
            entries.add(entry);
        }
        return AuditCatalog.of(entries);
    }

    private static CatalogEntry entry(Fields fields) {
        ModelId id = fields.model("model_id");
        String provider = fields.text("provider");
        String family = fields.text("family");
        String displayName = fields.text("display_name");
        Optional<String> replacement = fields.optionalText("replacement");
        Optional<String> source = replacement.map(model -> fields.text("replacement_source"));
        return fields.made(() -> new CatalogEntry(
                new Model(
                        id,
                        provider,
                        family,
                        displayName,
                        fields.optionalWhole("context_window_tokens"),
                        fields.optionalFlag("tool_use"),
                        fields.optionalDate("released_at"),
                        fields.flag("is_deprecated"),
                        fields.optionalUrl("source_url").map(URI::toString)),
                new TreeSet<>(fields.texts("aliases")),
                fields.optionalDate("deprecated_on"),
                replacement.map(model -> new Replacement(ModelId.of(model), source.orElseThrow()))));
    }
}
