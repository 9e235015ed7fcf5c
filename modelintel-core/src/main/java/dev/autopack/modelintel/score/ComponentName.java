package dev.autopack.modelintel.score;

import dev.autopack.modelintel.usecase.ScoringWeights;
import java.util.Locale;

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
}
