package dev.autopack.modelintel.approval;

import dev.autopack.modelintel.runtime.ShareInterval;
import org.apache.commons.math3.util.FastMath;

/**
 * A difference of two success rates with its 95 % interval: Newcombe's hybrid score interval, method 10 of Newcombe, R. G.
 * (1998), Interval estimation for the difference between independent proportions, Statistics in Medicine 17, 873-890. With
 * the rates p and q and their Wilson intervals (l, u) and (m, v), q - p lies between q - p - sqrt((q - m)² + (u - p)²) and
 * q - p + sqrt((v - q)² + (p - l)²).
 *
 * @param estimate the observed difference, in [-1, 1]
 * @param lower the lower end, in [-1, 1]
 * @param upper the upper end, in [-1, 1]
 */
public record DifferenceOfRates(double estimate, double lower, double upper) {

    /**
     * The rate after less the rate before.
     *
     * @throws IllegalArgumentException if nothing finished before or after
     */
    static DifferenceOfRates between(JobRecord before, JobRecord after) {
        double p = before.successRate().orElseThrow(() -> new IllegalArgumentException("Nothing finished before."));
        double q = after.successRate().orElseThrow(() -> new IllegalArgumentException("Nothing finished after."));
        ShareInterval ofP = interval(before);
        ShareInterval ofQ = interval(after);
        return new DifferenceOfRates(
                q - p,
                q - p - FastMath.hypot(q - ofQ.low(), ofP.high() - p),
                q - p + FastMath.hypot(ofQ.high() - q, p - ofP.low()));
    }

    private static ShareInterval interval(JobRecord job) {
        return ShareInterval.of(job.succeededPhases(), job.finishedPhases());
    }
}
