package dev.autopack.modelintel.ingest;

import com.google.common.hash.Hashing;
import dev.autopack.modelintel.market.Feed;
import dev.autopack.modelintel.market.FeedReading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** An outside source of what the market offers. */
public enum MarketSource {
    MODELS_DEV(ModelsDevFeed::new),
    LITELLM(LiteLlmFeed::new),
    LITELLM_EVENTS(PriceTableFeed::ofLiteLlmEvents),
    GENAI_PRICES(GenAiPricesFeed::new),
    PRICE_HISTORY(PriceTableFeed::ofHistory);

    /** Begins each fingerprint. To be raised when a source is read in another way, so that the same content is read again. */
    private static final String VERSION = "3:";

    @SuppressWarnings("ImmutableEnumChecker") // a supplier of a fresh reader, bound to nothing
    private final Supplier<MarketFormat> format;

    MarketSource(Supplier<MarketFormat> format) {
        this.format = format;
    }

    /** Its name in options and in the database, such as {@code models-dev}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The last reading of the source, if another one would find the same.
     *
     * @param content what the source states now; empty where its server says that it has not changed
     */
    public Optional<FeedReading> same(FeedReading last, Optional<FeedContent> content) {
        return content.map(now ->
                        new FeedReading(now.url(), now.validators(), fingerprint(now), last.readAt(), last.refused()))
                .or(() -> Optional.of(last))
                .filter(now -> now.fingerprint().equals(last.fingerprint()));
    }

    /** Whether what was found then would be found by this version too. */
    public boolean isOfThisVersion(FeedReading reading) {
        return reading.fingerprint().startsWith(VERSION);
    }

    private static String fingerprint(FeedContent content) {
        return VERSION + Hashing.sha256().hashString(content.text().text(), StandardCharsets.UTF_8);
    }

    /**
     * Reads what the source states. Records that are impossible are refused one by one.
     *
     * @param now when it is read
     * @throws BadInputException if the content is missing, no document of this format, or has nothing to record
     */
    public Feed read(FeedContent content, Instant now) {
        FeedBuilder feed = new FeedBuilder(label(), content, fingerprint(content), now);
        format.get().read(content.text(), feed);
        Feed read = feed.feed();
        if (read.prices().isEmpty() && read.benchmarks().isEmpty()) {
            throw new BadInputException(content.text().name() + " has nothing that can be recorded as " + label()
                    + read.refused().stream()
                            .findFirst()
                            .map(first -> "; of " + read.refused().size() + " refused records the first is "
                                    + first.at() + ", " + first.reason())
                            .orElse("")
                    + ". Maybe it is another file, or --source another one.");
        }
        return read;
    }

    /** The source of that label; empty where there is none. */
    public static Optional<MarketSource> of(String label) {
        for (MarketSource source : values()) {
            if (source.label().equals(label)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }
}
