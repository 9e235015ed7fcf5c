package dev.autopack.modelintel.score;

import dev.autopack.modelintel.usecase.ScoringWeights;
import java.util.Locale;
import java.util.Map;

/** The kinds of evidence that a score is made of, in the order in which they are shown and added up. */
public enum ComponentName {
    PRICE,
    BENCHMARK,
    RUNTIME,
    SENTIMENT;

    /** The name in words and in JSON, such as {@code price}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The weight of this component before the weights of unknown ones are given to the known. */
    public double weightIn(ScoringWeights weights) {
        return switch (this) {
            case PRICE -> weights.price();
            case BENCHMARK -> weights.benchmark();
            case RUNTIME -> weights.runtime();
            case SENTIMENT -> weights.sentiment();
        };
    }

    /** The weights by component; the opposite of {@link #weightIn}. One that is not given is 0. */
    public static ScoringWeights weights(Map<ComponentName, Double> byComponent) {
        return new ScoringWeights(
                byComponent.getOrDefault(PRICE, 0.0),
                byComponent.getOrDefault(BENCHMARK, 0.0),
                byComponent.getOrDefault(RUNTIME, 0.0),
                byComponent.getOrDefault(SENTIMENT, 0.0));
    }
}
