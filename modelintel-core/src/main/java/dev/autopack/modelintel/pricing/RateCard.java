package dev.autopack.modelintel.pricing;

import java.math.BigDecimal;
import java.util.Collections;
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
     * What the tokens cost. Overlapping kinds are taken apart by inclusion and exclusion: of the tokens of a priced
     * kind, those are charged at its price that are in no narrower priced kind. With traits that are independent of
     * each other, their number is the sum over the priced kinds within it of (-1)^(traits more) times the kind's tokens
     * (Möbius inversion on the product of the traits).
     *
     * @return the cost; empty if tokens were used of which the card has no price
     * @throws InconsistentUsageException if a narrower kind has more tokens than a wider one
     */
    public Optional<Cost> cost(Usage usage) {
        BigDecimal input = BigDecimal.ZERO;
        BigDecimal output = BigDecimal.ZERO;
        for (Meter meter : usage.tokens().keySet()) {
            if (usage.of(meter) > 0 && !rates.containsKey(meter.whole())) {
                return Optional.empty();
            }
        }
        for (Map.Entry<Meter, Rate> entry : rates.entrySet()) {
            BigDecimal sum = entry.getValue().times(chargedAt(entry.getKey(), usage), usage.of(Meter.INPUT));
            if (entry.getKey().isInput()) {
                input = input.add(sum);
            } else {
                output = output.add(sum);
            }
        }
        return Optional.of(new Cost(input.divide(MILLION), output.divide(MILLION)));
    }

    private long chargedAt(Meter meter, Usage usage) {
        long charged = 0;
        for (Meter narrower : rates.keySet()) {
            if (narrower.isWithin(meter)) {
                charged += (narrower.stepsWithin(meter) % 2 == 0 ? 1 : -1) * usage.of(narrower);
            }
        }
        if (charged < 0) {
            throw new InconsistentUsageException(meter, usage);
        }
        return charged;
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
