package dev.autopack.modelintel.score;

import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * What several columns of evidence have in common, one number for each model: the posterior of θ in the one-factor model
 * x<sub>ij</sub> = θ<sub>i</sub> + e<sub>ij</sub>, θ ~ N(0, prior variance), with e normal in the middle and of longer
 * tails, as Huber takes it (Annals of Mathematical Statistics 35, 1964, 73): the θ that makes
 * θ/prior = Σ ψ((x − θ)/σ)/σ, where ψ(z) = z held within ±{@value #FAR} and σ² is the column's noise. A model with few
 * figures is drawn to the average, and one figure far from what the others say of the model pulls no harder than
 * {@value #FAR} σ does.
 *
 * <p>ψ never falls. Therefore a higher value never lowers θ, and a model that is nowhere lower than another with the same
 * columns is not lower here. The variance depends only on which values there are.
 *
 * @param columns around their centres
 * @param priorVariance the variance of θ
 */
record LatentFactor(List<Column> columns, double priorVariance) {

    /** Huber's usual bound: 95 % as efficient as the mean where all errors are normal. */
    private static final double FAR = 1.345;

    /** Newton's method on a piecewise linear function is exact once it has the piece; halving finds it at the latest. */
    private static final int STEPS = 60;

    private static final double ROUNDING = 1e-14;

    /** Posterior mean of θ: the zero of the falling, piecewise linear function that all figures and the prior pull with. */
    double mean(int model) {
        double common = 0;
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            double pull = -common / priorVariance;
            double steepness = 1 / priorVariance;
            for (Column column : columns) {
                if (column.has(model)) {
                    double furthest = FAR * column.deviation();
                    double distance = column.value(model) - common;
                    pull += FastMath.max(-furthest, FastMath.min(furthest, distance)) / column.noise();
                    steepness += FastMath.abs(distance) <= furthest ? 1 / column.noise() : 0;
                }
            }
            if (FastMath.abs(pull) < ROUNDING) {
                break;
            }
            if (pull > 0) {
                low = common;
            } else {
                high = common;
            }
            double next = common + pull / steepness;
            common = next > low && next < high ? next : (low + high) / 2;
        }
        return common;
    }

    /** Posterior variance of θ. */
    double variance(int model) {
        double precision = 1 / priorVariance;
        for (Column column : columns) {
            precision += column.has(model) ? 1 / column.noise() : 0;
        }
        return 1 / precision;
    }
}
