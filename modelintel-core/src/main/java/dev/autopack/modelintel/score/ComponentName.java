package dev.autopack.modelintel.score;

import dev.autopack.modelintel.usecase.ScoringWeights;

/** The kinds of evidence that a score is made of, in the order in which they are shown and added up. */
public enum ComponentName {
    PRICE,
    BENCHMARK,
    RUNTIME,
    SENTIMENT;

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
