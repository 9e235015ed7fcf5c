package dev.autopack.modelintel.score;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/** One source of evidence about all models: a benchmark, the costs it published, list prices, the user's other runs. */
final class Column {

    /** Values further from the centre than this many standard deviations count as no further: one bad figure in a file. */
    private static final double FURTHEST = 2.5;

    private final double[] values;
    private final double noise;
    private final double deviation;

    private Column(double[] values, double noise) {
        this.values = values;
        this.noise = noise;
        this.deviation = FastMath.sqrt(noise);
    }

    /**
     * A column that has no value yet.
     *
     * @param models how many models there are
     * @param noise how far a value strays from what all columns have in common, as a variance
     */
    static Column empty(int models, double noise) {
        double[] values = new double[models];
        Arrays.fill(values, Double.NaN);
        return new Column(values, noise);
    }

    void put(int model, double value) {
        values[model] = value;
    }

    double value(int model) {
        return values[model];
    }

    double noise() {
        return noise;
    }

    /** The noise as a standard deviation. */
    double deviation() {
        return deviation;
    }

    boolean has(int model) {
        return !Double.isNaN(values[model]);
    }

    /**
     * The values as distances from the mean of the models that have runs, each with its say; without any, from the
     * plain mean.
     *
     * @param commonVariance how far what the columns have in common varies
     */
    Column centred(double[] say, double commonVariance) {
        return centred(mean(say), 1, FURTHEST * FastMath.sqrt(commonVariance + noise));
    }

    /**
     * The same in units of the models' spread, √((Σ say (x − mean)² + ν s²) / (Σ say + ν)): that of the models that have
     * runs, steadied by ν assumed models of the given spread s.
     */
    Column standardised(double[] say, double commonVariance, double assumedModels, double assumedSpread) {
        double mean = mean(say);
        double squares = assumedModels * assumedSpread * assumedSpread;
        double total = assumedModels;
        for (int i = 0; i < values.length; i++) {
            if (has(i)) {
                squares += say[i] * (values[i] - mean) * (values[i] - mean);
                total += say[i];
            }
        }
        return centred(mean, FastMath.sqrt(squares / total), FURTHEST * FastMath.sqrt(commonVariance + noise));
    }

    /**
     * Values on a scale of their own, such as ratings, in units of the spread of all models that have one; all alike
     * where they do not differ.
     */
    Column standardisedByAll(double[] say, double commonVariance) {
        double[] everyone = new double[values.length];
        Arrays.fill(everyone, 1);
        double mean = mean(everyone);
        double squares = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                squares += (value - mean) * (value - mean);
                count++;
            }
        }
        double spread = squares == 0 ? 1 : FastMath.sqrt(squares / count);
        return centred(mean(say), spread, FURTHEST * FastMath.sqrt(commonVariance + noise));
    }

    private Column centred(double mean, double unit, double furthest) {
        double[] centred = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double distance = (values[i] - mean) / unit;
            centred[i] = has(i) ? FastMath.max(-furthest, FastMath.min(furthest, distance)) : Double.NaN;
        }
        return new Column(centred, noise);
    }

    /** The mean by say, or the plain mean where none of the models has any. */
    double mean(double[] say) {
        double sum = 0;
        double total = 0;
        double plain = 0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (has(i)) {
                sum += say[i] * values[i];
                total += say[i];
                plain += values[i];
                count++;
            }
        }
        return total > 0 ? sum / total : plain / count;
    }
}
