package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.candidate.CandidateRule;
import dev.autopack.modelintel.usecase.ScoringWeights;
import dev.autopack.modelintel.usecase.UseCase;

/**
 * What the engine goes by.
 *
 * @param weights how much each kind of evidence counts, unless the use case says otherwise
 * @param candidateRule which models may be considered
 * @param maxRecommendations how many models are recommended at most, at least 1
 * @param confidenceFloor below it nothing is recommended, unless the use case says otherwise, in [0, 1]
 * @param blindConfidence the most confidence where nothing is known of the current model, in [0, 1]
 */
public record ScoringPolicy(
        ScoringWeights weights,
        CandidateRule candidateRule,
        int maxRecommendations,
        double confidenceFloor,
        double blindConfidence) {

    /** Names the rules of this engine; it changes whenever the same evidence could give another answer. */
    public static final String VERSION = "5";

    /** @throws IllegalArgumentException if a value is outside its range */
    public ScoringPolicy {
        if (maxRecommendations < 1) {
            throw new IllegalArgumentException(
                    "The number of candidates is " + maxRecommendations + "; it must be at least 1.");
        }
        requireProbability("confidenceFloor", confidenceFloor);
        requireProbability("blindConfidence", blindConfidence);
    }

    /** The plan's weights and rule, three recommendations, a floor of 0.60, and at most 0.80 without knowledge of the current model. */
    public static ScoringPolicy defaults() {
        return new ScoringPolicy(ScoringWeights.defaults(), CandidateRule.defaults(), 3, 0.60, 0.80);
    }

    public ScoringPolicy withWeights(ScoringWeights other) {
        return new ScoringPolicy(other, candidateRule, maxRecommendations, confidenceFloor, blindConfidence);
    }

    public ScoringPolicy withMaxRecommendations(int other) {
        return new ScoringPolicy(weights, candidateRule, other, confidenceFloor, blindConfidence);
    }

    /** The policy for a use case: its own floor of the confidence goes before the general one. */
    ScoringPolicy heeding(UseCase useCase) {
        return new ScoringPolicy(
                weights,
                candidateRule,
                maxRecommendations,
                useCase.confidenceFloor().orElse(confidenceFloor),
                blindConfidence);
    }

    private static void requireProbability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", not in [0, 1].");
        }
    }
}
