package dev.autopack.modelintel.score;

import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * What a task is expected to cost with a model: a log-normal posterior.
 *
 * @param logMean mean of the logarithm of the cost of a task in USD
 * @param logVariance its variance
 * @param shared the part of its standard deviation that comes of what is not known of the use case itself, and that all
 *     models therefore share
 * @param runs the runs of the use case whose cost is known, 0 where the expectation rests on prices and benchmarks
 * @param priceRows ids of the prices
 */
public record CostOutlook(double logMean, double logVariance, double shared, long runs, List<Long> priceRows) {

    /** @throws IllegalArgumentException if the shared part is negative or more than the whole */
    public CostOutlook {
        if (!(shared >= 0 && shared <= FastMath.sqrt(logVariance))) {
            throw new IllegalArgumentException("Of a variance of " + logVariance + ", " + shared + "² is shared.");
        }
        priceRows = List.copyOf(priceRows);
    }

    /** Mean cost of a task in USD: exp(μ + σ²/2). What is uncertain is dearer on average, because cost is skewed. */
    public double usd() {
        return FastMath.exp(logMean + logVariance / 2);
    }

    /** Variance of the mean cost of a task, in USD²: usd² (exp(σ²) − 1). */
    public double variance() {
        return usd() * usd() * FastMath.expm1(logVariance);
    }

    /** Variance of the difference between two models' costs, in USD²; the covariance is c c′ (exp(s s′) − 1). */
    double varianceOfDifference(CostOutlook other) {
        return variance() + other.variance() - 2 * usd() * other.usd() * FastMath.expm1(shared * other.shared);
    }
}
