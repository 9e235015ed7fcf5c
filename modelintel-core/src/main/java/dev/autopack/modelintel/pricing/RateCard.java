package dev.autopack.modelintel.pricing;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The prices of the kinds of token that have one. A kind without a price of its own is charged as the narrowest kind
 * that it is within.
 *
 * @param rates by kind, at least one
 */
public record RateCard(SortedMap<Meter, Rate> rates) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private static final List<Meter> NARROW_FIRST = Arrays.stream(Meter.values())
            .sorted(Comparator.comparingInt(Meter::narrowness).reversed())
            .toList();

    /** @throws IllegalArgumentException if there is no price at all */
    public RateCard {
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("There is no price of any kind of token.");
        }
        rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
    }

    public static RateCard of(Map<Meter, Rate> rates) {
        return new RateCard(new TreeMap<>(rates));
    }

    /** The price of a kind of token; empty where it has none of its own. */
    public Optional<Rate> rate(Meter meter) {
        return Optional.ofNullable(rates.get(meter));
    }

    /**
     * What the tokens cost. Each token is charged once, as the narrowest priced kind that it is of: of the tokens of a
     * priced kind, those that are charged as a narrower one are taken away. Tokens of two kinds that have prices of their
     * own, such as cached ones of audio, are priced only where the kind of both has a price; genai-prices refuses a card
     * without it, and here it prices what has no such tokens.
     *
     * @return the cost; empty if tokens were used of which the card has no price, or several
     * @throws InconsistentUsageException if a narrower kind has more tokens than a wider one
     */
    public Optional<Cost> cost(Usage usage) {
        usage.tokens().forEach((meter, tokens) -> {
            if (tokens > usage.of(meter.whole())) {
                throw new InconsistentUsageException(meter.whole(), usage);
            }
        });
        if (usage.tokens().keySet().stream().anyMatch(meter -> usage.of(meter) > 0 && hasSeveralPrices(meter))) {
            return Optional.empty();
        }
        BigDecimal input = BigDecimal.ZERO;
        BigDecimal output = BigDecimal.ZERO;
        Map<Meter, Long> charged = new EnumMap<>(Meter.class);
        for (Meter meter : NARROW_FIRST) {
            Rate rate = rates.get(meter);
            if (rate == null) {
                continue;
            }
            long tokens = left(meter, charged, usage);
            charged.put(meter, tokens);
            BigDecimal sum = rate.times(tokens, usage.of(Meter.INPUT));
            if (meter.isInput()) {
                input = input.add(sum);
            } else {
                output = output.add(sum);
            }
        }
        for (Meter meter : usage.tokens().keySet()) {
            if (!rates.containsKey(meter.whole()) && left(meter, charged, usage) > 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new Cost(input.divide(MILLION), output.divide(MILLION)));
    }

    /** Whether there are several narrowest priced kinds that the kind is within. */
    private boolean hasSeveralPrices(Meter meter) {
        List<Meter> priced = rates.keySet().stream().filter(meter::isWithin).toList();
        return priced.stream()
                        .filter(kind -> priced.stream().noneMatch(other -> other != kind && other.isWithin(kind)))
                        .count()
                > 1;
    }

    /** The tokens of a kind that are not charged as a narrower one. */
    private static long left(Meter meter, Map<Meter, Long> charged, Usage usage) {
        long left = usage.of(meter);
        for (Map.Entry<Meter, Long> narrower : charged.entrySet()) {
            if (narrower.getKey().isWithin(meter)) {
                left -= narrower.getValue();
            }
        }
        if (left < 0) {
            throw new InconsistentUsageException(meter, usage);
        }
        return left;
    }

    /** Whether both say the same, whatever the number of digits they were written with. */
    public boolean sameAs(RateCard other) {
        return rates.keySet().equals(other.rates.keySet())
                && rates.entrySet().stream()
                        .allMatch(entry -> other.rate(entry.getKey())
                                .filter(rate -> rate.sameAs(entry.getValue()))
                                .isPresent());
    }
}
