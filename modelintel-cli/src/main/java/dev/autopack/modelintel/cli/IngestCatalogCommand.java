package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.evidence.RecordedFacts.Changes;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.BundledConfig;
import dev.autopack.modelintel.ingest.CatalogReading;
import dev.autopack.modelintel.ingest.ConfigDirectory;
import dev.autopack.modelintel.ingest.FeedContent;
import dev.autopack.modelintel.ingest.MarketSource;
import dev.autopack.modelintel.ingest.Web;
import dev.autopack.modelintel.market.Feed;
import dev.autopack.modelintel.market.FeedReading;
import dev.autopack.modelintel.market.OwnTerms;
import dev.autopack.modelintel.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
                paramLabel = "FILE|URL",
                description =
                        "Read another source, and not the configuration, from a file or an http(s) address; may be"
                                + " repeated together with --source.")
        private String from = "";

        @Option(
                names = "--source",
                required = true,
                paramLabel = "NAME",
                description =
                        "Its format: models-dev, litellm, litellm-events, genai-prices, price-history, or autopack"
                                + " for a configuration directory.")
        private String source = "";

        boolean isConfiguration() {
            return source.equals(AUTOPACK);
        }

        MarketSource format() {
            return MarketSource.of(source)
                    .orElseThrow(() -> new BadInputException("--source " + source + " is unknown. Maybe use one"
                            + " of models-dev, litellm, litellm-events, genai-prices, price-history, autopack."));
        }
    }

    @Override
    public void run() {
        if (feeds.isEmpty()) {
            Facts facts = facts(modelintel.config(), configOnly);
            modelintel.withStore(store -> print(Documents.recordedFacts(recorded(store, modelintel.config(), facts))));
            return;
        }
        Map<ConfigDirectory, Facts> configurations = new LinkedHashMap<>();
        feeds.stream().filter(FeedOption::isConfiguration).forEach(option -> {
            ConfigDirectory config = ConfigDirectory.of(Path.of(option.from));
            configurations.put(config, facts(config, true));
        });
        List<FeedOption> sources =
                feeds.stream().filter(option -> !option.isConfiguration()).toList();
        // All is read before anything is written; of the web, what is on record says which versions are known.
        Map<FeedOption, Feed> files = new HashMap<>();
        sources.stream()
                .filter(option -> !Web.isAddress(option.from))
                .forEach(option ->
                        files.put(option, option.format().read(FeedContent.of(Path.of(option.from)), now())));
        modelintel.withStore(store -> {
            List<Feed> read = new ArrayList<>();
            Map<String, FeedReading> unchanged = new TreeMap<>();
            for (FeedOption option : sources) {
                Optional<FeedReading> last =
                        Web.isAddress(option.from) ? store.market().lastReading(option.source) : Optional.empty();
                Optional.ofNullable(files.get(option))
                        .or(() -> Web.patient()
                                .fetchNewer(option.from, last)
                                .map(content -> option.format().read(content, now())))
                        .ifPresentOrElse(read::add, () -> last.ifPresent(then -> unchanged.put(option.source, then)));
            }
            List<RecordedFacts> recorded = configurations.entrySet().stream()
                    .map(entry -> recorded(store, entry.getKey(), entry.getValue()))
                    .toList();
            print(MarketDocuments.ingested(
                    recorded,
                    read,
                    read.stream()
                            .map(feed -> store.market().record(feed, allowShrink))
                            .toList(),
                    unchanged));
        });
    }

    private Facts facts(ConfigDirectory config, boolean withoutMarket) {
        CatalogReading reading = config.catalog(effectiveAt, now());
        reading.notes().forEach(modelintel::note);
        return withoutMarket ? reading.facts() : reading.facts().completedBy(BundledConfig.market(now()));
    }

    /** What the user says of the market is checked before anything is written, and holds after the models are there. */
    private RecordedFacts recorded(Store store, ConfigDirectory config, Facts facts) {
        OwnTerms terms =
                config.terms(facts, store.evidence().names(), store.market().offered(), now());
        Map<String, Changes> changes =
                new TreeMap<>(store.evidence().record(facts).byKind());
        changes.putAll(store.market().adopt(terms, now()).byKind());
        return new RecordedFacts(changes);
    }

    private Instant now() {
        return modelintel.now();
    }

    private void print(ObjectNode document) {
        modelintel.print(Rendering.render(document, format.format(), "ingest"));
    }
}
