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

        /** @throws BadInputException if there is no such format, or the file cannot be read */
        MarketPlace place() {
            MarketSource format = MarketSource.of(source)
                    .orElseThrow(() -> new BadInputException("--source " + source + " is unknown. Maybe use one"
                            + " of models-dev, litellm, litellm-events, genai-prices, price-history, autopack."));
            return new MarketPlace(
                    from, format, Web.isAddress(from) ? Optional.empty() : Optional.of(FeedContent.of(Path.of(from))));
        }
    }

    /** Where a source is read; of a file what is in it. */
    private record MarketPlace(String from, MarketSource format, Optional<FeedContent> file) {

        /** What is there; empty if that has not changed since it was read last. */
        Optional<FeedContent> content(Optional<FeedReading> last) {
            return file.or(() -> Web.patient().fetchNewer(from, last));
        }
    }

    @Override
    public void run() {
        if (feeds.isEmpty()) {
            Facts facts = facts(modelintel.config(), configOnly);
            RecordedFacts recorded = modelintel.withStore(
                    store -> store.atomically(joined -> recorded(joined, modelintel.config(), facts)));
            print(Documents.recordedFacts(recorded));
            return;
        }
        Map<ConfigDirectory, Facts> configurations = new LinkedHashMap<>();
        feeds.stream().filter(FeedOption::isConfiguration).forEach(option -> {
            ConfigDirectory config = ConfigDirectory.of(Path.of(option.from));
            configurations.put(config, facts(config, true));
        });
        List<MarketPlace> places = feeds.stream()
                .filter(option -> !option.isConfiguration())
                .map(FeedOption::place)
                .toList();
        print(modelintel.withStore(store -> {
            // All is read before anything is written; what is on record says what need not be read again.
            Readings readings = readings(store, places);
            return store.atomically(joined -> record(joined, configurations, readings));
        }));
    }

    /** What sources state now, and which of them still state what they did. */
    private record Readings(List<Feed> read, Map<String, FeedReading> unchanged) {}

    private Readings readings(Store store, List<MarketPlace> places) {
        List<Feed> read = new ArrayList<>();
        Map<String, FeedReading> unchanged = new TreeMap<>();
        Map<String, FeedReading> lastReadings = new TreeMap<>(store.market().lastReadings());
        for (MarketPlace place : places) {
            MarketSource format = place.format();
            // A source that is named twice states what it states last.
            Optional<FeedReading> last =
                    Optional.ofNullable(lastReadings.remove(format.label())).filter(format::isOfThisVersion);
            Optional<FeedContent> content = place.content(last);
            last.flatMap(then -> format.same(then, content))
                    .ifPresentOrElse(
                            same -> unchanged.put(format.label(), same),
                            () -> content.ifPresent(any -> read.add(format.read(any, now()))));
        }
        return new Readings(read, unchanged);
    }

    private ObjectNode record(Store store, Map<ConfigDirectory, Facts> configurations, Readings readings) {
        List<RecordedFacts> recorded = configurations.entrySet().stream()
                .map(entry -> recorded(store, entry.getKey(), entry.getValue()))
                .toList();
        List<RecordedFacts> ofFeeds = store.market().record(readings.read(), allowShrink);
        readings.unchanged().forEach((source, same) -> store.market().seenAgain(source, same, now()));
        return MarketDocuments.ingested(recorded, readings.read(), ofFeeds, readings.unchanged());
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
