package dev.autopack.modelintel.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The price of one kind of token, which may change with the length of the context.
 *
 * @param base USD per million tokens, 0 to 10,000
 * @param steps other prices from a number of tokens on, by ascending number
 * @param mode what the steps mean
 */
public record Rate(BigDecimal base, List<Step> steps, Mode mode) {

    /** The highest price that is believed, in USD per million tokens. */
    public static final BigDecimal HIGHEST = BigDecimal.valueOf(10_000);

    /** What a step means. */
    public enum Mode {
        /** A request with more input tokens than the step's number pays the step's price for all its tokens. */
        CLIFF,
        /** Each token pays the price of the step that its own number is above. */
        MARGINAL
    }

    /**
     * Another price from a number of tokens on.
     *
     * @param above holds for more tokens than this, positive
     * @param usdPerMillion USD per million tokens, 0 to 10,000
     */
    public record Step(long above, BigDecimal usdPerMillion) {

        /** @throws IllegalArgumentException if the number is not positive or the price is not believed */
        public Step {
            if (above <= 0) {
                throw new IllegalArgumentException(
                        "A price step begins above " + above + " tokens; it must be above" + " a positive number.");
            }
            requireBelievable(usdPerMillion);
        }
    }

    /** @throws IllegalArgumentException if a price is negative or above 10,000, or the steps do not ascend */
    public Rate {
        requireBelievable(base);
        steps = List.copyOf(steps);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).above() <= steps.get(i - 1).above()) {
                throw new IllegalArgumentException("The price steps do not ascend: "
                        + steps.get(i - 1).above() + ", then " + steps.get(i).above() + ".");
            }
        }
    }

    /** The same price at any length. */
    public static Rate flat(BigDecimal usdPerMillion) {
        return new Rate(usdPerMillion, List.of(), Mode.CLIFF);
    }

    /**
     * USD times a million for that many tokens.
     *
     * @param tokens of this kind
     * @param inputTokens of the whole request
     */
    BigDecimal times(long tokens, long inputTokens) {
        return mode == Mode.CLIFF ? priceAbove(inputTokens).multiply(BigDecimal.valueOf(tokens)) : marginal(tokens);
    }

    private BigDecimal priceAbove(long number) {
        BigDecimal price = base;
        for (Step step : steps) {
            if (number > step.above()) {
                price = step.usdPerMillion();
            }
        }
        return price;
    }

    private BigDecimal marginal(long tokens) {
        BigDecimal sum = BigDecimal.ZERO;
        long from = 0;
        BigDecimal price = base;
        for (Step step : steps) {
            long until = Math.min(tokens, step.above());
            sum = sum.add(price.multiply(BigDecimal.valueOf(until - from)));
            from = until;
            price = step.usdPerMillion();
        }
        return sum.add(price.multiply(BigDecimal.valueOf(tokens - from)));
    }

    /** Whether both say the same, whatever the number of digits they were written with. */
    public boolean sameAs(Rate other) {
        return base.compareTo(other.base) == 0
                && mode == other.mode
                && steps.size() == other.steps.size()
                && IntStream.range(0, steps.size())
                        .allMatch(i -> steps.get(i).above()
                                        == other.steps.get(i).above()
                                && steps.get(i)
                                                .usdPerMillion()
                                                .compareTo(other.steps.get(i).usdPerMillion())
                                        == 0);
    }

    private static void requireBelievable(BigDecimal usdPerMillion) {
        if (usdPerMillion.signum() < 0) {
            throw new IllegalArgumentException(
                    "A price is negative (" + usdPerMillion.toPlainString() + " USD per million tokens).");
        }
        if (usdPerMillion.compareTo(HIGHEST) > 0) {
            throw new IllegalArgumentException("A price is " + usdPerMillion.toPlainString()
                    + " USD per million tokens, above 10,000. Maybe its unit is mixed up.");
        }
    }
}
