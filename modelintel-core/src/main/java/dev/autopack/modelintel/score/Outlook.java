package dev.autopack.modelintel.score;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.util.FastMath;

/**
 * What is expected of a model in a use case, and how sure that is.
 *
 * @param model the model
 * @param valuePerSuccessUsd what a success is worth in USD
 * @param success how often it succeeds
 * @param cost what a task costs; empty where neither a price nor a published or measured cost is known
 * @param tone what the community makes of it; empty where nobody said anything
 */
public record Outlook(
        Model model,
        double valuePerSuccessUsd,
        SuccessOutlook success,
        Optional<CostOutlook> cost,
        Optional<Tone> tone) {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    public ModelId id() {
        return model.id();
    }

    /**
     * The probability that this model is of more value than another, by the normal approximation of both posteriors. What
     * is not known of the use case itself moves both models and tells nothing of which is better: of the variance it
     * counts only as far as it moves them apart. One half where a cost is unknown: nothing can be said then.
     */
    public double probabilityBetterThan(Outlook other) {
        if (cost.isEmpty() || other.cost.isEmpty()) {
            return 0.5;
        }
        double difference = valuePerSuccessUsd * (success.rate() - other.success.rate())
                - cost.get().usd()
                + other.cost.get().usd();
        double variance = valuePerSuccessUsd * valuePerSuccessUsd * success.varianceOfDifference(other.success)
                + cost.get().varianceOfDifference(other.cost.get());
        return probabilityPositive(difference, variance);
    }

    /** The probability that this model succeeds more often than another. */
    public double probabilitySucceedsMoreThan(Outlook other) {
        return probabilityPositive(success.rate() - other.success.rate(), success.varianceOfDifference(other.success));
    }

    /** The probability that this model stands higher than another in the benchmarks. */
    public double probabilityStandsAbove(Outlook other) {
        return probabilityPositive(
                success.standing() - other.success.standing(),
                success.standingVariance() + other.success.standingVariance());
    }

    /** The probability that a task costs at most so many times what it costs with another; one half if unknown. */
    public double probabilityCostsAtMost(double times, Outlook other) {
        if (cost.isEmpty() || other.cost.isEmpty()) {
            return 0.5;
        }
        CostOutlook ours = cost.get();
        CostOutlook theirs = other.cost.get();
        return probabilityPositive(
                FastMath.log(times) + theirs.logMean() - ours.logMean(),
                ours.logVariance() + theirs.logVariance() - 2 * ours.shared() * theirs.shared());
    }

    private static double probabilityPositive(double mean, double variance) {
        if (variance <= 0) {
            return mean == 0 ? 0.5 : mean > 0 ? 1 : 0;
        }
        return NORMAL.cumulativeProbability(mean / FastMath.sqrt(variance));
    }
}
