package dev.autopack.modelintel.score;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.util.FastMath;

/** One source of evidence about all models: a benchmark, the costs it published, list prices, the user's other runs. */
final class Column {

    /** Values further from the centre than this many standard deviations count as no further: one bad figure in a file. */
    private static final double FURTHEST = 2.5;

    private final double[] values;
    private final int[] given;
    private final double noise;
    private final double deviation;
    private int count;

    private Column(double[] values, int[] given, int count, double noise) {
        this.values = values;
        this.given = given;
        this.count = count;
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
        return new Column(values, new int[models], 0, noise);
    }

    /** Takes a value of a model; one that has several has their mean. */
    void add(int model, double value) {
        count += has(model) ? 0 : 1;
        given[model]++;
        values[model] = has(model) ? values[model] + (value - values[model]) / given[model] : value;
    }

    /** The values on another scale. */
    Column map(DoubleUnaryOperator scale) {
        double[] mapped = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            mapped[i] = has(i) ? scale.applyAsDouble(values[i]) : Double.NaN;
        }
        return new Column(mapped, given, count, noise);
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
     * The values as distances from a centre. The only value of a column, which is its centre too, tells nothing.
     *
     * @param unit what counts as a distance of one
     * @param commonVariance how far what the columns have in common varies, in these units
     */
    Column around(double centre, double unit, double commonVariance) {
        double furthest = FURTHEST * FastMath.sqrt(commonVariance + noise);
        double[] distances = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double distance = (values[i] - centre) / unit;
            distances[i] = has(i) ? FastMath.max(-furthest, FastMath.min(furthest, distance)) : Double.NaN;
        }
        return new Column(distances, given, count, count > 1 ? noise : Double.POSITIVE_INFINITY);
    }

    /** How many models have a value. */
    int count() {
        return count;
    }

    /** The mean of the values there are; not a number where there are none. */
    double mean() {
        return StatUtils.mean(present());
    }

    /** Their median, which a bad one hardly moves; not a number where there are none. */
    double median() {
        return new Median().evaluate(present());
    }

    /**
     * The standard deviation of the n values there are, steadied by ν assumed ones that lie s apart:
     * √((Σ (x − mean)² + ν s²) / (n + ν)), and taken again with values further than {@value #FURTHEST} of it held there, so that
     * one bad figure does not change the measure of all others. One where the values do not differ and none is assumed.
     */
    double spread(double assumedValues, double assumedSpread) {
        double[] present = present();
        double mean = StatUtils.mean(present);
        double assumed = assumedValues * assumedSpread * assumedSpread;
        double total = count + assumedValues;
        double plain = FastMath.sqrt((squaresWithin(Double.POSITIVE_INFINITY, present, mean) + assumed) / total);
        return plain == 0 ? 1 : FastMath.sqrt((squaresWithin(FURTHEST * plain, present, mean) + assumed) / total);
    }

    private static double squaresWithin(double furthest, double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            double distance = FastMath.min(furthest, FastMath.abs(value - mean));
            squares += distance * distance;
        }
        return squares;
    }

    private double[] present() {
        double[] present = new double[count];
        int next = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                present[next++] = value;
            }
        }
        return present;
    }
}
