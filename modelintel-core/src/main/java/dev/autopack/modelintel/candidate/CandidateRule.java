package dev.autopack.modelintel.candidate;

import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Estimate;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.score.Scorer;
import dev.autopack.modelintel.score.TaskCost;
import dev.autopack.modelintel.usecase.Needs;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Which models may be considered in place of the current one.
 *
 * <p>Never: a deprecated model, one that is known not to meet the needs of the use case, and one of whose quality
 * nothing is known (price and fame alone move nobody). A model of the current one's provider may otherwise be
 * considered. One of another provider only if all of this holds:
 *
 * <ul>
 *   <li>its price is competitive: a task costs at most {@code competitivePriceRatio} times what it costs now;
 *   <li>its benchmarks are better: it stands higher in those that both models have;
 *   <li>telemetry shows no clear regression: where both have telemetry, the probability that its success rate is lower
 *       is below {@code clearRegression}. Without telemetry it may be considered, with a lower confidence.
 * </ul>
 *
 * @param competitivePriceRatio the highest competitive cost relative to the current cost, positive
 * @param clearRegression the probability from which a regression is clear, in [0.5, 1]
 */
public record CandidateRule(double competitivePriceRatio, double clearRegression) {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** @throws IllegalArgumentException if a value is outside its range */
    public CandidateRule {
        if (!(competitivePriceRatio > 0)) {
            throw new IllegalArgumentException("competitivePriceRatio is " + competitivePriceRatio + ", not positive.");
        }
        if (!(clearRegression >= 0.5 && clearRegression <= 1)) {
            throw new IllegalArgumentException("clearRegression is " + clearRegression + ", not in [0.5, 1].");
        }
    }

    /** Competitive up to 1.1 times the current cost; a regression is clear from a probability of 0.9. */
    public static CandidateRule defaults() {
        return new CandidateRule(1.1, 0.9);
    }

    /** Why the model may not be considered; empty if it may. */
    public Optional<String> objection(
            Needs needs,
            Scorer scorer,
            ModelEvidence current,
            Scorecard currentScorecard,
            ModelEvidence candidate,
            Scorecard scorecard) {
        return unfit(needs, candidate)
                .or(() -> scorecard.qualityKnown()
                        ? Optional.empty()
                        : Optional.of("nothing is known of its quality: neither a benchmark that matters here "
                                + "nor telemetry"))
                .or(() -> candidate.model().sameProviderAs(current.model())
                        ? Optional.empty()
                        : foreign(scorer, current, currentScorecard, candidate, scorecard));
    }

    private static Optional<String> unfit(Needs needs, ModelEvidence candidate) {
        if (candidate.model().deprecated()) {
            return Optional.of("it is deprecated");
        }
        int context = candidate.model().contextWindowTokens().orElse(Integer.MAX_VALUE);
        if (context < needs.contextWindowTokens()) {
            return Optional.of("its context window of " + context + " tokens is smaller than the "
                    + needs.contextWindowTokens() + " needed");
        }
        if (needs.toolUse() && candidate.model().toolUse().equals(Optional.of(false))) {
            return Optional.of("it cannot call tools");
        }
        return Optional.empty();
    }

    private Optional<String> foreign(
            Scorer scorer,
            ModelEvidence current,
            Scorecard currentScorecard,
            ModelEvidence candidate,
            Scorecard scorecard) {
        String provider = "another provider (" + candidate.model().provider() + ") and ";
        Optional<TaskCost> cost = scorer.taskCost(candidate);
        Optional<TaskCost> currentCost = scorer.taskCost(current);
        if (cost.isEmpty() || currentCost.isEmpty()) {
            return Optional.of(provider + (cost.isEmpty() ? "its price" : "the price of the current model")
                    + " is unknown, so it cannot be shown to be competitive");
        }
        double usd = cost.get().usd().doubleValue();
        double currentUsd = currentCost.get().usd().doubleValue();
        if (usd > competitivePriceRatio * currentUsd) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%sits price is not competitive: %.4f USD a task against %.4f",
                    provider,
                    usd,
                    currentUsd));
        }
        OptionalDouble advantage = scorer.benchmarkAdvantage(candidate);
        if (advantage.isEmpty()) {
            return Optional.of(provider + "it shares no benchmark with the current model, so it cannot be shown to be "
                    + "better");
        }
        if (advantage.getAsDouble() <= 0) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%sits benchmarks are not better (%+.2f in standing)",
                    provider,
                    advantage.getAsDouble()));
        }
        double regression = probabilityOfRegression(currentScorecard, scorecard);
        if (regression >= clearRegression) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%stelemetry shows a clear regression (probability %.2f that it succeeds less often)",
                    provider,
                    regression));
        }
        return Optional.empty();
    }

    /** The probability of a lower success rate by the normal approximation of both posteriors; 0 without telemetry. */
    private static double probabilityOfRegression(Scorecard current, Scorecard candidate) {
        Optional<Estimate> now = current.component(ComponentName.RUNTIME).estimate();
        Optional<Estimate> then = candidate.component(ComponentName.RUNTIME).estimate();
        if (now.isEmpty() || then.isEmpty()) {
            return 0;
        }
        double spread = Math.hypot(now.get().standardError(), then.get().standardError());
        return NORMAL.cumulativeProbability((now.get().score() - then.get().score()) / spread);
    }
}
