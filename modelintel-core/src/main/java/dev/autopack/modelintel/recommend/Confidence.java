package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.score.Component;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Estimate;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.usecase.ScoringWeights;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How sure it is that one model scores higher than another would, were everything known: Φ(d / s), by the normal
 * approximation. A component that is known of both adds weight × (difference of scores) to d and weight² × (sum of the
 * squared standard errors) to s². One that is unknown of either adds nothing to d and weight² × 1/6 to s²: the variance
 * of the difference of two values that may lie anywhere in [0, 1]. So what is missing draws the confidence to 0.5.
 */
final class Confidence {

    private static final double UNKNOWN_VARIANCE = 1.0 / 6;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private Confidence() {}

    static double of(Scorecard candidate, Scorecard current, ScoringWeights weights) {
        double difference = 0;
        double variance = 0;
        for (Component component : candidate.components()) {
            double weight = component.name().weightIn(weights);
            Optional<Estimate> ours = component.estimate();
            Optional<Estimate> theirs = current.component(component.name()).estimate();
            if (ours.isPresent() && theirs.isPresent()) {
                difference += weight * (ours.get().score() - theirs.get().score());
                variance += weight
                        * weight
                        * (square(ours.get().standardError())
                                + square(theirs.get().standardError()));
            } else {
                variance += weight * weight * UNKNOWN_VARIANCE;
            }
        }
        if (variance == 0) {
            return difference == 0 ? 0.5 : difference > 0 ? 1 : 0;
        }
        return NORMAL.cumulativeProbability(difference / Math.sqrt(variance));
    }

    /** Whether there is telemetry of the model. */
    static boolean tried(Scorecard scorecard) {
        return scorecard.component(ComponentName.RUNTIME).known();
    }

    private static double square(double x) {
        return x * x;
    }
}
