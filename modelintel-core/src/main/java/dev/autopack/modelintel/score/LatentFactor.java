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
 */
final class LatentFactor {

    /** Huber's usual bound: 95 % as efficient as the mean where all errors are normal. */
    private static final double FAR = 1.345;

    /** Newton's method on a piecewise linear function is exact once it has the piece; halving finds it at the latest. */
    private static final int STEPS = 60;

    private static final double ROUNDING = 1e-14;

    private final double[] mean;
    private final double[] variance;

    private LatentFactor(double[] mean, double[] variance) {
        this.mean = mean;
        this.variance = variance;
    }

    /**
     * @param models how many models there are
     * @param columns centred
     * @param priorVariance the variance of θ
     */
    static LatentFactor of(int models, List<Column> columns, double priorVariance) {
        double[] mean = new double[models];
        double[] variance = new double[models];
        for (int i = 0; i < models; i++) {
            mean[i] = common(i, columns, priorVariance);
            double precision = 1 / priorVariance;
            for (Column column : columns) {
                precision += column.has(i) ? 1 / column.noise() : 0;
            }
            variance[i] = 1 / precision;
        }
        return new LatentFactor(mean, variance);
    }

    /** The zero of the falling, piecewise linear function of θ that all figures and the prior pull with. */
    private static double common(int model, List<Column> columns, double priorVariance) {
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

    double mean(int model) {
        return mean[model];
    }

    double variance(int model) {
        return variance[model];
    }
}
