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
     * The values as distances from their mean.
     *
     * @param unit what counts as a distance of one
     * @param commonVariance how far what the columns have in common varies
     */
    Column centred(double unit, double commonVariance) {
        double mean = mean();
        double furthest = FURTHEST * FastMath.sqrt(commonVariance + noise);
        double[] centred = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double distance = (values[i] - mean) / unit;
            centred[i] = has(i) ? FastMath.max(-furthest, FastMath.min(furthest, distance)) : Double.NaN;
        }
        return new Column(centred, noise);
    }

    /**
     * The same in units of the models' spread, √((Σ (x − mean)² + ν s²) / (n + ν)): that of the n models of the column,
     * steadied by ν assumed ones of the given spread s; all alike where models do not differ and none is assumed.
     */
    Column standardised(double commonVariance, double assumedModels, double assumedSpread) {
        double mean = mean();
        double squares = assumedModels * assumedSpread * assumedSpread;
        double total = assumedModels;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                squares += (value - mean) * (value - mean);
                total++;
            }
        }
        return centred(squares == 0 ? 1 : FastMath.sqrt(squares / total), commonVariance);
    }

    /** The mean of the values there are; not a number where there are none. */
    double mean() {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }
}
