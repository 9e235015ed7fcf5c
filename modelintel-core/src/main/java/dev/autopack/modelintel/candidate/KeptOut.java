package dev.autopack.modelintel.candidate;

import dev.autopack.modelintel.catalog.ModelId;

/**
 * A model that would clearly have won, had the plan's rule let it compete. The user decides whether the rule is worth it.
 *
 * @param model the model
 * @param confidence the probability that it is of more value than what the answer comes to, in [0, 1]
 * @param condition which condition kept it out
 * @param brings what it would bring, in words for a person
 */
public record KeptOut(ModelId model, double confidence, String condition, String brings) {

    /** @throws IllegalArgumentException if the confidence is outside [0, 1] */
    public KeptOut {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("A confidence is in [0, 1], not " + confidence + ".");
        }
    }
}
