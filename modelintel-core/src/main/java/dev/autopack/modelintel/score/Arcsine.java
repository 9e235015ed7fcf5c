package dev.autopack.modelintel.score;

import org.apache.commons.math3.util.FastMath;

/**
 * Success rates on the arcsine scale, f = asin √p from 0 to π/2. On it the sampling variance of an observed rate is
 * 1/(4n) whatever the rate (Anscombe, F. J. (1948), Biometrika 35, 246), so that rates can be compared and averaged
 * with weights that do not depend on them.
 */
final class Arcsine {

    static final double HIGHEST = FastMath.PI / 2;

    /** The scale's middle: a rate of one half. */
    static final double EVEN = FastMath.PI / 4;

    private Arcsine() {}

    /** @param rate in [0, 1] */
    static double of(double rate) {
        return FastMath.asin(FastMath.sqrt(rate));
    }

    /** Anscombe's transformation of a count: asin √((x + 3/8) / (n + 3/4)). */
    static double of(long succeeded, long finished) {
        return of((succeeded + 0.375) / (finished + 0.75));
    }

    /** The sampling variance of a transformed count: 1/(4n + 2) (Anscombe). */
    static double variance(long finished) {
        return 1 / (4.0 * finished + 2);
    }

    /** The mean of p = sin² f for f ~ N(mean, variance): (1 − cos(2 mean) e^(−2 variance)) / 2. */
    static double meanRate(double mean, double variance) {
        double within = FastMath.min(FastMath.max(mean, 0), HIGHEST);
        return (1 - FastMath.cos(2 * within) * FastMath.exp(-2 * variance)) / 2;
    }

    /**
     * The runs that a normal opinion on this scale is worth: the Beta distribution with mean p and n pseudo-runs has the
     * variance p(1 − p)/(n + 1), which is 1/(4(n + 1)) on this scale. No opinion is worth less than one run, as Jeffreys'
     * prior is.
     */
    static double pseudoRuns(double variance) {
        return FastMath.max(1 / (4 * variance) - 1, 1);
    }
}
