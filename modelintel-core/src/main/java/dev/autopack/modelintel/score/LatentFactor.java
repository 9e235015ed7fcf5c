package dev.autopack.modelintel.score;

import java.util.List;

/**
 * What several columns of evidence have in common, one number for each model: the posterior of θ in the one-factor model
 * x<sub>ij</sub> = θ<sub>i</sub> + d<sub>j</sub> + e<sub>ij</sub>, θ ~ N(0, prior variance), e ~ N(0, noise of the
 * column). Its mean is Σ (x + d)/noise divided by 1/prior + Σ 1/noise, so that a model with few figures is drawn to the
 * average. The d<sub>j</sub> put columns that different models have on one scale: each is the mean θ of the models with
 * runs that have the column, found by iteration.
 *
 * <p>The mean is linear in the values, with weights that depend only on which values there are. Therefore a higher value
 * never lowers it, and a model that is nowhere lower than another with the same columns is not lower here.
 */
final class LatentFactor {

    /** Two rounds: the columns of one model overlap enough that a third one moves nothing. */
    private static final int ROUNDS = 2;

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
        double[] precision = new double[models];
        double[] sum = new double[models];
        for (int i = 0; i < models; i++) {
            precision[i] = 1 / priorVariance;
            for (Column column : columns) {
                if (column.has(i)) {
                    precision[i] += 1 / column.noise();
                    sum[i] += column.value(i) / column.noise();
                }
            }
        }
        double[] mean = new double[models];
        double[] shift = new double[columns.size()];
        for (int round = 0; ; round++) {
            for (int i = 0; i < models; i++) {
                double shifted = sum[i];
                for (int j = 0; j < shift.length; j++) {
                    Column column = columns.get(j);
                    shifted += column.has(i) ? shift[j] / column.noise() : 0;
                }
                mean[i] = shifted / precision[i];
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
            variance[i] = 1 / precision[i];
        }
        return new LatentFactor(mean, variance);
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
