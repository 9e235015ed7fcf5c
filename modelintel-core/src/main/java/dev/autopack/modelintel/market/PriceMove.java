package dev.autopack.modelintel.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a price is to the one before it of the same source and offering. */
public enum PriceMove {
    /** There is none before it. */
    FIRST,
    /** A new price from a date on. */
    CHANGE,
    /** The source says of a date of which it had said something else that the price was this. */
    CORRECTION,
    /** The price before the last one again, within 45 days: the one in between was most likely wrong. */
    FLIP,
    /** A price that was taken back within 45 days, see {@link #FLIP}. */
    TAKEN_BACK;

    private static final Duration SHORT = Duration.ofDays(45);

    /**
     * A price in its order.
     *
     * @param input USD for tokens sent, in whatever unit all have in common
     * @param output the same for tokens received
     * @param effectiveAt from when it holds
     * @param statedAt the date that the source gives for it; empty where it gives none
     * @param observedAt when the source saw it
     */
    public record Step(
            BigDecimal input, BigDecimal output, Instant effectiveAt, Optional<Instant> statedAt, Instant observedAt) {

        private boolean costsLike(Step other) {
            return input.compareTo(other.input) == 0 && output.compareTo(other.output) == 0;
        }

        /** A price without a date says from the beginning of time; that is no date of which something is corrected. */
        private boolean corrects(Step other) {
            return statedAt.equals(other.statedAt)
                    && statedAt.filter(date -> !date.equals(Instant.EPOCH)).isPresent();
        }
    }

    /** What each of the prices of one source and offering is, in the order in which they are given. */
    public static List<PriceMove> of(List<Step> steps) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(
                steps::get, Comparator.comparing(Step::effectiveAt).thenComparing(Step::observedAt)));
        PriceMove[] moves = new PriceMove[steps.size()];
        for (int i = 0; i < order.size(); i++) {
            Step step = steps.get(order.get(i));
            moves[order.get(i)] = i == 0 ? FIRST : step.corrects(steps.get(order.get(i - 1))) ? CORRECTION : CHANGE;
            if (i > 1 && returns(steps.get(order.get(i - 2)), steps.get(order.get(i - 1)), step)) {
                moves[order.get(i)] = FLIP;
                moves[order.get(i - 1)] = moves[order.get(i - 1)] == FLIP ? FLIP : TAKEN_BACK;
            }
        }
        return List.of(moves);
    }

    private static boolean returns(Step before, Step between, Step now) {
        return now.costsLike(before)
                && !now.costsLike(between)
                && Duration.between(between.effectiveAt(), now.effectiveAt()).compareTo(SHORT) <= 0;
    }

    /** What each price is among those of its source and offering that are given, by row. */
    public static Map<Long, PriceMove> byRow(Collection<MarketPrice> prices) {
        Map<List<Object>, List<MarketPrice>> histories = new HashMap<>();
        prices.forEach(price -> histories
                .computeIfAbsent(
                        List.of(price.source(), price.model(), price.offering(), price.onlyAt()),
                        key -> new ArrayList<>())
                .add(price));
        Map<Long, PriceMove> byRow = new HashMap<>();
        histories.values().forEach(history -> {
            List<PriceMove> moves = of(history.stream().map(MarketPrice::step).toList());
            for (int i = 0; i < moves.size(); i++) {
                byRow.put(history.get(i).id(), moves.get(i));
            }
        });
        return byRow;
    }

    /** Its name in documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
