package dev.autopack.modelintel.usecase;

import java.util.Locale;

/**
 * How much each kind of evidence counts. The weights are not negative and add up to 1; sentiment has at most 0.10.
 *
 * @param price weight of the price component
 * @param benchmark weight of the benchmark component
 * @param runtime weight of the runtime component
 * @param sentiment weight of the sentiment component
 */
public record ScoringWeights(double price, double benchmark, double runtime, double sentiment) {

    /** The most that sentiment may count. */
    public static final double SENTIMENT_CAP = 0.10;

    private static final ScoringWeights DEFAULTS = new ScoringWeights(0.35, 0.40, 0.20, 0.05);

    /** @throws IllegalArgumentException if the weights are not of that form; the message says which */
    public ScoringWeights {
        double sum = price + benchmark + runtime + sentiment;
        if (!(price >= 0 && benchmark >= 0 && runtime >= 0 && sentiment >= 0)) {
            throw new IllegalArgumentException(
                    "The weights (" + text(price, benchmark, runtime, sentiment) + ") must be numbers from 0.");
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("The weights (" + text(price, benchmark, runtime, sentiment)
                    + ") add up to " + String.format(Locale.ROOT, "%.4g", sum) + ". Maybe "
                    + (sum > 1 ? "lower" : "raise") + " one of them: they must add up to 1.");
        }
        if (sentiment > SENTIMENT_CAP) {
            throw new IllegalArgumentException("The weight of sentiment is " + sentiment
                    + ". Maybe lower it: sentiment supports and never decides, so it has at most " + SENTIMENT_CAP
                    + ".");
        }
    }

    /** 0.35 price, 0.40 benchmark, 0.20 runtime, 0.05 sentiment. */
    public static ScoringWeights defaults() {
        return DEFAULTS;
    }

    @Override
    public String toString() {
        return text(price, benchmark, runtime, sentiment);
    }

    private static String text(double price, double benchmark, double runtime, double sentiment) {
        return "price=" + price + ", benchmark=" + benchmark + ", runtime=" + runtime + ", sentiment=" + sentiment;
    }
}
