package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.BundledConfig;
import dev.autopack.modelintel.ingest.CatalogReading;
import dev.autopack.modelintel.ingest.ConfigDirectory;
import dev.autopack.modelintel.ingest.FeedContent;
import dev.autopack.modelintel.ingest.MarketSource;
import dev.autopack.modelintel.market.Feed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
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

    private static final String AUTOPACK = "autopack";

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

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<FeedOption> feeds = new ArrayList<>();

    @Option(
            names = "--allow-shrink",
            description = "Take a source even if it has lost more than 30 %% of its offerings since last time.")
    private boolean allowShrink;

    static final class FeedOption {
        @Option(
                names = "--from",
                required = true,
                paramLabel = "FILE",
                description = "Read another source, and not the configuration; may be repeated together with --source.")
        private String from = "";

        @Option(
                names = "--source",
                required = true,
                paramLabel = "NAME",
                description =
                        "Its format: models-dev, litellm, litellm-events, genai-prices, price-history, or autopack"
                                + " for a configuration directory.")
        private String source = "";
    }

    @Override
    public void run() {
        if (feeds.isEmpty()) {
            ingest(modelintel.config(), configOnly);
            return;
        }
        List<Feed> read = new ArrayList<>();
        for (FeedOption option : feeds) {
            if (option.source.equals(AUTOPACK)) {
                ingest(ConfigDirectory.of(Path.of(option.from)), true);
                continue;
            }
            MarketSource source = MarketSource.of(option.source)
                    .orElseThrow(() -> new BadInputException("--source " + option.source + " is unknown. Maybe use one"
                            + " of models-dev, litellm, litellm-events, genai-prices, price-history, autopack."));
            read.add(source.read(FeedContent.of(Path.of(option.from)), modelintel.now()));
        }
        if (!read.isEmpty()) {
            modelintel.withStore(store -> modelintel.print(Rendering.render(
                    MarketDocuments.ingested(
                            read,
                            read.stream()
                                    .map(feed -> store.market().record(feed, allowShrink))
                                    .toList()),
                    format.format(),
                    "ingest")));
        }
    }

    private void ingest(ConfigDirectory config, boolean configOnly) {
        CatalogReading reading = config.catalog(effectiveAt, modelintel.now());
        reading.notes().forEach(modelintel::note);
        Facts facts =
                configOnly ? reading.facts() : reading.facts().completedBy(BundledConfig.market(modelintel.now()));
        modelintel.withStore(store -> modelintel.print(
                Rendering.render(Documents.recordedFacts(store.evidence().record(facts)), format.format(), "ingest")));
    }
}
