package dev.autopack.modelintel.score;

import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * What several columns of evidence have in common, one number for each model: the posterior of θ in the one-factor model
 * x<sub>ij</sub> = θ<sub>i</sub> + d<sub>j</sub> + e<sub>ij</sub>, θ ~ N(0, prior variance), with e normal in the middle
 * and of longer tails, as Huber takes it (Annals of Mathematical Statistics 35, 1964, 73): the θ that makes
 * θ/prior = Σ ψ((x + d − θ)/σ)/σ, where ψ(z) = z held within ±{@value #FAR} and σ² is the column's noise. A model with few
 * figures is drawn to the average, and one figure far from what the others say of the model pulls no harder than
 * {@value #FAR} σ does. The d<sub>j</sub> put columns that different models have on one scale: each is the mean θ of the
 * models with runs that have the column, found by iteration.
 *
 * <p>ψ never falls. Therefore a higher value never lowers θ, and a model that is nowhere lower than another with the same
 * columns is not lower here. The variance depends only on which values there are.
 */
final class LatentFactor {

    /** Two rounds: the columns of one model overlap enough that a third one moves nothing. */
    private static final int ROUNDS = 2;

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
     * @param say how much each model counts in putting the columns on one scale
     */
    static LatentFactor of(int models, List<Column> columns, double priorVariance, double[] say) {
        double[] mean = new double[models];
        double[] shift = new double[columns.size()];
        for (int round = 0; ; round++) {
            for (int i = 0; i < models; i++) {
                mean[i] = common(i, columns, shift, priorVariance);
            }
            if (round == ROUNDS) {
                break;
            }
            for (int j = 0; j < shift.length; j++) {
                shift[j] = meanOf(mean, columns.get(j), say);
            }
        }
        double[] variance = new double[models];
        for (int i = 0; i < models; i++) {
            double precision = 1 / priorVariance;
            for (Column column : columns) {
                precision += column.has(i) ? 1 / column.noise() : 0;
            }
            variance[i] = 1 / precision;
        }
        return new LatentFactor(mean, variance);
    }

    /** The zero of the falling, piecewise linear function of θ that all figures and the prior pull with. */
    private static double common(int model, List<Column> columns, double[] shift, double priorVariance) {
        double common = 0;
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            double pull = -common / priorVariance;
            double steepness = 1 / priorVariance;
            for (int j = 0; j < shift.length; j++) {
                Column column = columns.get(j);
                if (column.has(model)) {
                    double furthest = FAR * column.deviation();
                    double distance = column.value(model) + shift[j] - common;
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

    private static double meanOf(double[] values, Column column, double[] say) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            if (column.has(i)) {
                sum += say[i] * values[i];
                total += say[i];
            }
        }
        return total > 0 ? sum / total : 0;
    }

    double mean(int model) {
        return mean[model];
    }

    double variance(int model) {
        return variance[model];
    }
}
