package dev.autopack.modelintel.market;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which source wins where several state a price.
 *
 * @param order the sources, the most trusted first; any other source comes after them, and among those the latest price counts
 */
public record Trust(List<String> order) {

    /** The order in which sources are trusted unless the user says otherwise. */
    public static final Trust USUAL = new Trust(List.of(
            OwnPrice.SOURCE,
            "autopack_config",
            "models-dev",
            "price-history",
            "genai-prices",
            "modelintel_bundle",
            "litellm",
            "litellm-events"));

    public Trust {
        order = List.copyOf(order);
    }

    /** These sources first, in this order; before them only what the user states himself, behind them the others. */
    public Trust preferring(List<String> sources) {
        return new Trust(Stream.of(List.of(OwnPrice.SOURCE), sources, order)
                .flatMap(List::stream)
                .distinct()
                .toList());
    }

    /** The most trusted source is first. */
    public Comparator<String> comparator() {
        return Comparator.comparingInt(this::rank).thenComparing(Comparator.naturalOrder());
    }

    private int rank(String source) {
        int index = order.indexOf(source);
        return index < 0 ? order.size() : index;
    }

    /**
     * The price that holds at an instant: of those that count and have taken effect, one that had been seen by then
     * before one that a source only claims to have held then (what the user states is no mere claim); of those the one of the most trusted source; of that
     * source the one that took effect last, and of several then the one seen last.
     */
    public Optional<MarketPrice> inForce(Collection<MarketPrice> prices, Instant at) {
        return prices.stream()
                .filter(MarketPrice::counts)
                .filter(price -> price.isInEffect(at))
                .max(Comparator.<MarketPrice, Boolean>comparing(
                                price -> price.isOwn() || !price.observedAt().isAfter(at))
                        .thenComparing(price -> rank(price.source()), Comparator.reverseOrder())
                        .thenComparing(MarketPrice::effectiveAt)
                        .thenComparing(MarketPrice::observedAt)
                        .thenComparing(MarketPrice::retrievedAt)
                        .thenComparing(MarketPrice::source)
                        .thenComparingLong(MarketPrice::id));
    }
}
