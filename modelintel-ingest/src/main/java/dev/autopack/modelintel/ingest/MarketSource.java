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
     * @throws BadInputException if the content is missing or no document of this format
     */
    public Feed read(FeedContent content, Instant now) {
        FeedBuilder feed = new FeedBuilder(label(), content, now);
        format.get().read(content.text(), feed);
        return feed.feed();
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
