package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.score.Outlook;
import dev.autopack.modelintel.score.SuccessOutlook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The probability that a model will turn out of more value than the current one, and what limits it. The posterior gives
 * the probability; it cannot know that its evidence is missing, old or at odds with itself, so each of these sets a limit:
 *
 * <ul>
 *   <li>missing: nothing is known of the current model's quality or cost: at most the policy's {@code blindConfidence};
 *   <li>uncorroborated: one benchmark alone vouches for a model that nobody here has run, and one figure can be wrong: at
 *       most {@value #UNCORROBORATED};
 *   <li>old: the newest runs of either model ended more than {@value #STALE_RUNS_DAYS} days ago, or all figures and prices
 *       of one were read more than {@value #STALE_FIGURES_DAYS} days ago: at most {@value #DOUBTFUL};
 *   <li>contradicting: the runs of either model lie more than {@value #CONTRADICTION} standard deviations from what its
 *       benchmarks foresee: at most {@value #DOUBTFUL}.
 * </ul>
 *
 * @param value in [0, 1]
 * @param atMost the lowest of the limits; 1 where there is none
 * @param limits what sets them, in words; they need not have lowered the value
 */
record Confidence(double value, double atMost, List<String> limits) {

    private static final double DOUBTFUL = 0.9;
    private static final double UNCORROBORATED = 0.5;
    private static final long STALE_RUNS_DAYS = 90;
    private static final long STALE_FIGURES_DAYS = 365;
    private static final double CONTRADICTION = 2.5;

    static Confidence of(
            Outlook candidate,
            ModelEvidence candidateEvidence,
            Outlook current,
            ModelEvidence currentEvidence,
            Instant asOf,
            double blindConfidence) {
        List<String> limits = new ArrayList<>();
        double atMost = 1;
        if (!current.success().known() || current.cost().isEmpty()) {
            limits.add("nothing is known of the " + (current.cost().isEmpty() ? "cost" : "quality")
                    + " of the current model");
            atMost = Math.min(atMost, blindConfidence);
        }
        if (!candidate.success().corroborated()) {
            limits.add("one benchmark alone vouches for " + candidate.id());
            atMost = Math.min(atMost, UNCORROBORATED);
        }
        for (ModelEvidence evidence : List.of(candidateEvidence, currentEvidence)) {
            Optional<String> stale = stale(evidence, asOf);
            if (stale.isPresent()) {
                limits.add(stale.get());
                atMost = Math.min(atMost, DOUBTFUL);
            }
        }
        for (Outlook outlook : List.of(candidate, current)) {
            if (contradicts(outlook.success())) {
                limits.add("the runs of " + outlook.id() + " contradict its benchmarks");
                atMost = Math.min(atMost, DOUBTFUL);
            }
        }
        return new Confidence(Math.min(candidate.probabilityBetterThan(current), atMost), atMost, limits);
    }

    private static Optional<String> stale(ModelEvidence evidence, Instant asOf) {
        List<Instant> runs = evidence.runtime().stream()
                .map(Row::fact)
                .filter(stats -> stats.finishedPhases() > 0)
                .map(stats -> stats.window().end())
                .toList();
        boolean oldRuns = !runs.isEmpty() && runs.stream().allMatch(before(asOf, STALE_RUNS_DAYS));
        boolean figures = !evidence.benchmarks().isEmpty() || !evidence.prices().isEmpty();
        boolean oldFigures = figures
                && evidence.benchmarks().stream()
                        .map(row -> row.fact().retrievedAt())
                        .allMatch(before(asOf, STALE_FIGURES_DAYS))
                && evidence.prices().stream()
                        .map(row -> row.fact().retrievedAt())
                        .allMatch(before(asOf, STALE_FIGURES_DAYS));
        return oldRuns || oldFigures
                ? Optional.of("the " + (oldRuns ? "runs" : "figures") + " of "
                        + evidence.model().id() + " are old")
                : Optional.empty();
    }

    private static Predicate<Instant> before(Instant asOf, long days) {
        Instant limit = asOf.minus(Duration.ofDays(days));
        return instant -> instant.isBefore(limit);
    }

    /** Whether the observed rate is further from the foreseen one than prior and sampling variance allow. */
    private static boolean contradicts(SuccessOutlook success) {
        if (!success.tried() || !success.benchmarked()) {
            return false;
        }
        double foreseen = success.foreseen();
        double observed = (double) success.succeeded() / success.finished();
        double variance = foreseen * (1 - foreseen) * (1 / (success.pseudoRuns() + 1) + 1.0 / success.finished());
        return Math.abs(observed - foreseen) > CONTRADICTION * Math.sqrt(variance);
    }
}
