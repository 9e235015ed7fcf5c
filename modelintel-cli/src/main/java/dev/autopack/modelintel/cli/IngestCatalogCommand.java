package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.ingest.BundledConfig;
import dev.autopack.modelintel.ingest.CatalogReading;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "ingest-catalog",
        description = {
            "Reads the models, aliases and prices of models.yaml and pricing.yaml into the catalog.",
            "What they do not say of the market is taken from the configuration that comes with modelintel."
        })
final class IngestCatalogCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Option(
            names = "--effective-at",
            paramLabel = "INSTANT",
            description = "From when the prices hold for which pricing.yaml gives no date. Default: now.")
    private Optional<Instant> effectiveAt;

    @Option(names = "--config-only", description = "Take nothing from the configuration that comes with modelintel.")
    private boolean configOnly;

    @Override
    public void run() {
        CatalogReading reading = modelintel.config().catalog(effectiveAt, modelintel.now());
        reading.notes().forEach(modelintel::note);
        Facts facts =
                configOnly ? reading.facts() : reading.facts().completedBy(BundledConfig.market(modelintel.now()));
        modelintel.withStore(store -> modelintel.print(
                Rendering.render(Documents.recordedFacts(store.evidence().record(facts)), format.format(), "ingest")));
    }
}
