package dev.autopack.modelintel.candidate;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.score.Figures;
import dev.autopack.modelintel.score.Outlook;
import dev.autopack.modelintel.usecase.Needs;
import java.util.Optional;

/**
 * Which models may be considered in place of the current one.
 *
 * <p>Never: a deprecated model, one that is known not to meet the needs of the use case, one of whose quality nothing is
 * known (price and fame alone move nobody), and one whose cost nobody knows.
 *
 * <p>By the plan's rule a model of the current one's provider may otherwise be considered, and one of another provider
 * only if all of this holds, each said of the estimates with their uncertainty:
 *
 * <ul>
 *   <li>its price is competitive: a task more likely than not costs at most {@code competitivePriceRatio} times what it
 *       costs now;
 *   <li>its benchmarks are better: both models have some, and it more likely than not stands higher in them;
 *   <li>telemetry shows no clear regression: where both models have runs in the use case, the probability that it succeeds
 *       less often is below {@code clearRegression}.
 * </ul>
 *
 * @param competitivePriceRatio the highest competitive cost relative to the current cost, positive
 * @param clearRegression the probability from which a regression is clear, in [0.5, 1]
 */
public record CandidateRule(double competitivePriceRatio, double clearRegression) {

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

    /** Why the model cannot serve, whatever the rule; empty if it can. */
    public static Optional<String> unfit(Needs needs, Outlook candidate) {
        Model model = candidate.model();
        if (model.deprecated()) {
            return Optional.of("it is deprecated");
        }
        int context = model.contextWindowTokens().orElse(Integer.MAX_VALUE);
        if (context < needs.contextWindowTokens()) {
            return Optional.of("its context window of " + context + " tokens is smaller than the "
                    + needs.contextWindowTokens() + " needed");
        }
        if (needs.toolUse() && model.toolUse().equals(Optional.of(false))) {
            return Optional.of("it cannot call tools");
        }
        if (!candidate.success().known()) {
            return Optional.of(
                    "nothing is known of its quality: neither a benchmark that matters here, and that another model has too, nor"
                            + " telemetry");
        }
        if (candidate.cost().isEmpty()) {
            return Optional.of("nothing is known of its cost: neither a price nor telemetry");
        }
        return Optional.empty();
    }

    /** Which condition of the plan keeps the model out; empty if none does. */
    public Optional<String> objection(Outlook current, Outlook candidate) {
        if (candidate.model().sameProviderAs(current.model())) {
            return Optional.empty();
        }
        String provider = "another provider (" + candidate.model().provider() + ") and ";
        if (current.cost().isEmpty() || candidate.cost().isEmpty()) {
            return Optional.of(provider
                    + "the cost of the current model is unknown, so its own cannot be shown to be competitive");
        }
        if (candidate.probabilityCostsAtMost(competitivePriceRatio, current) < 0.5) {
            return Optional.of(provider + "its price is not competitive: "
                    + Figures.fixed(candidate.cost().get().usd(), 4) + " USD a task against "
                    + Figures.fixed(current.cost().get().usd(), 4));
        }
        if (!(current.success().benchmarked() && candidate.success().benchmarked())) {
            return Optional.of(
                    provider + "only one of the two models has a benchmark that matters here, so it cannot be"
                            + " shown to be better");
        }
        double better = candidate.probabilityStandsAbove(current);
        if (better <= 0.5) {
            return Optional.of(provider + "its benchmarks are not better (probability " + Figures.fixed(better, 2)
                    + " that it stands higher)");
        }
        double regression = candidate.success().tried() && current.success().tried()
                ? current.probabilitySucceedsMoreThan(candidate)
                : 0;
        if (regression >= clearRegression) {
            return Optional.of(provider + "telemetry shows a clear regression (probability "
                    + Figures.fixed(regression, 2) + " that it succeeds less often)");
        }
        return Optional.empty();
    }
}
