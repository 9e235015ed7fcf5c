package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.market.Feed;
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
     * Reads what the source states. Records that are impossible are refused one by one.
     *
     * @param now when it is read
     * @throws BadInputException if the content is missing, no document of this format, or has nothing to record
     */
    public Feed read(FeedContent content, Instant now) {
        FeedBuilder feed = new FeedBuilder(label(), content, now);
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
