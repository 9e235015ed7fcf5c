package dev.autopack.modelintel.score;

import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * How often a model is expected to succeed: the Beta-Binomial posterior whose prior comes from the benchmarks.
 *
 * @param foreseen the rate that benchmarks, and the user's runs in other work, let expect, in [0, 1]; where there are
 *     none, the rate of an average model
 * @param pseudoRuns how many runs that expectation is worth, from 0
 * @param sources how many benchmarks, and kinds of other work of the user's, vouch for that expectation
 * @param standing θ, how able the model is beside the others by that evidence, 0 for the average
 * @param standingVariance its variance
 * @param levelSpread what is not known of the use case itself, and therefore shared by all models: a standard deviation
 *     on the arcsine scale
 * @param succeeded runs of the use case that ended well
 * @param finished runs of the use case
 * @param benchmarkRows ids of the benchmark figures
 * @param runtimeRows ids of the statistics of its runs
 */
public record SuccessOutlook(
        double foreseen,
        double pseudoRuns,
        int sources,
        double standing,
        double standingVariance,
        double levelSpread,
        long succeeded,
        long finished,
        List<Long> benchmarkRows,
        List<Long> runtimeRows) {

    public SuccessOutlook {
        benchmarkRows = List.copyOf(benchmarkRows);
        runtimeRows = List.copyOf(runtimeRows);
    }

    /** Whether the expectation rests on evidence of the model itself. */
    public boolean benchmarked() {
        return sources > 0;
    }

    /** Whether the user has run the model in this use case. */
    public boolean tried() {
        return finished > 0;
    }

    /** Whether anything is known of the model's quality. */
    public boolean known() {
        return benchmarked() || tried();
    }

    /** Whether more than a single figure, which may be wrong, speaks for the model. */
    public boolean corroborated() {
        return tried() || sources > 1;
    }

    /** Posterior mean of the success rate: (κ · foreseen + succeeded) / (κ + finished), κ the pseudo-runs. */
    public double rate() {
        return (pseudoRuns * foreseen + succeeded) / (pseudoRuns + finished);
    }

    /** Posterior variance of the success rate: p(1 − p) / (κ + finished + 1). */
    public double variance() {
        return rate() * (1 - rate()) / (pseudoRuns + finished + 1);
    }

    /** Variance of the difference between two models' rates: what both share cancels as far as it moves both alike. */
    double varianceOfDifference(SuccessOutlook other) {
        return variance() + other.variance() - 2 * shared() * other.shared();
    }

    /** How far the rate moves with the level: dp = 2 √(p(1 − p)) df, less the more own runs hold it. */
    private double shared() {
        double moves = 2 * FastMath.sqrt(rate() * (1 - rate())) * levelSpread * pseudoRuns / (pseudoRuns + finished);
        return FastMath.min(moves, FastMath.sqrt(variance()));
    }
}
