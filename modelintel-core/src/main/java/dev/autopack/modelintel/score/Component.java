package dev.autopack.modelintel.score;

import java.util.Optional;

/**
 * One part of a score.
 *
 * @param name the kind of evidence
 * @param weight its weight in this scorecard, in [0, 1]; 0 where it is unknown, because the known ones share its weight
 *     in proportion to their own
 * @param estimate what the evidence says; empty where there is none
 */
public record Component(ComponentName name, double weight, Optional<Estimate> estimate) {

    /** @throws IllegalArgumentException if the weight is outside [0, 1] or an unknown component has one */
    public Component {
        if (!(weight >= 0 && weight <= 1) || (estimate.isEmpty() && weight != 0)) {
            throw new IllegalArgumentException("The weight of " + name + " is " + weight + ".");
        }
    }

    /**
     * Whether the estimate rests on evidence of the model itself, and not on what is assumed of any model. A cost may come
     * from published or measured costs without a price row.
     */
    public boolean known() {
        return estimate.isPresent()
                && (name == ComponentName.PRICE || !estimate.get().evidence().isEmpty());
    }

    /** Weight times score: what this part adds to the total. */
    public double contribution() {
        return estimate.isPresent() ? weight * estimate.get().score() : 0;
    }
}
