package dev.autopack.modelintel.approval;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.usecase.UseCase;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an implemented change has brought to its job: up to {@value #DAYS} days after it against {@value #DAYS} days before.
 *
 * <p>The promise in quality is the expected change of the success rate. It is kept if the lower end of the interval is at most
 * {@value #MARGIN} below the promise, and otherwise not kept if the upper end is below it. The promise in cost is the expected change of the cost; it
 * is kept if a finished phase costs at most {@value #COST_TOLERANCE} times what was promised, which is told only from
 * {@value #ENOUGH_PHASES} finished phases on each side, because there is no interval for it. The whole is not kept if one
 * part is not, and kept if all are. Nothing is said where another model had the last word in half of the phases or more.
 * Margin, tolerance and count are assumptions.
 *
 * @param before the job before the change
 * @param after the job since
 * @param promisedSuccessDelta the promised change of the success rate
 * @param successDelta the observed one; empty where nothing finished on one side
 * @param promisedCostDeltaPct the promised change of the cost of a phase in percent; empty where nothing was promised
 * @param costDeltaPct the observed one; empty where one side has no cost
 * @param promise whether the promise was kept
 * @param reason why it is said so, in a sentence
 */
public record Aftermath(
        JobRecord before,
        JobRecord after,
        double promisedSuccessDelta,
        Optional<DifferenceOfRates> successDelta,
        OptionalDouble promisedCostDeltaPct,
        OptionalDouble costDeltaPct,
        Promise promise,
        String reason) {

    private static final int DAYS = 30;
    private static final double MARGIN = 0.1;
    private static final double COST_TOLERANCE = 1.25;
    private static final int ENOUGH_PHASES = 30;

    /** The windows to measure, before and after the change; empty if it is not implemented or was only just. */
    public static Optional<Windows> windows(StoredRecommendation stored, Instant now) {
        return stored.lastChange()
                .filter(change -> change.to() == RecommendationStatus.IMPLEMENTED)
                .filter(change -> change.at().isBefore(now))
                .map(change -> {
                    Instant end = change.at().plus(Duration.ofDays(DAYS));
                    return new Windows(
                            TimeWindow.ofDaysUntil(DAYS, change.at()),
                            new TimeWindow(change.at(), end.isBefore(now) ? end : now));
                });
    }

    /** Two windows that a change divides. */
    public record Windows(TimeWindow before, TimeWindow after) {}

    /**
     * Judges a change.
     *
     * @param windows what was measured
     * @param before the statistics of the window before
     * @param after those of the window after
     */
    public static Aftermath of(
            Recommendation recommendation,
            UseCase useCase,
            Windows windows,
            List<RuntimeStats> before,
            List<RuntimeStats> after) {
        return judged(
                recommendation,
                JobRecord.of(useCase, recommendation.currentModel(), windows.before(), before),
                JobRecord.of(useCase, recommendation.recommendedModel(), windows.after(), after));
    }

    private static Aftermath judged(Recommendation recommendation, JobRecord before, JobRecord after) {
        double promised = recommendation.expectedQualityDelta();
        Optional<DifferenceOfRates> success = before.finishedPhases() > 0 && after.finishedPhases() > 0
                ? Optional.of(DifferenceOfRates.between(before, after))
                : Optional.empty();
        OptionalDouble promisedCost = recommendation.expectedCostDeltaPct();
        OptionalDouble cost = costDeltaPct(before, after);
        Finding finding = success.map(delta -> others(recommendation.currentModel(), before)
                        .or(() -> others(recommendation.recommendedModel(), after))
                        .orElseGet(() -> quality(delta, promised).and(cost(promisedCost, cost, before, after))))
                .orElse(new Finding(Promise.TOO_EARLY, "no phase of the job has finished on both sides yet"));
        return new Aftermath(before, after, promised, success, promisedCost, cost, finding.promise(), finding.reason());
    }

    private static Optional<Finding> others(ModelId model, JobRecord job) {
        return job.mostlyOwn()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Promise.TOO_EARLY,
                        model + " had the last word in only " + job.ownPhases() + " of " + job.finishedPhases()
                                + " phases from " + job.window().start() + " to "
                                + job.window().end()));
    }

    private static OptionalDouble costDeltaPct(JobRecord before, JobRecord after) {
        Optional<BigDecimal> now = after.costPerPhaseUsd();
        return before.costPerPhaseUsd()
                .filter(usd -> usd.signum() > 0 && now.isPresent())
                .map(usd -> OptionalDouble.of(
                        now.get().divide(usd, MathContext.DECIMAL64).doubleValue() * 100 - 100))
                .orElse(OptionalDouble.empty());
    }

    private static Finding quality(DifferenceOfRates delta, double promised) {
        if (delta.lower() >= promised - MARGIN) {
            return new Finding(Promise.KEPT, "the success rate is no more than 10 points below the promise");
        }
        return delta.upper() < promised
                ? new Finding(Promise.NOT_KEPT, "the success rate is below the promise")
                : new Finding(Promise.TOO_EARLY, "there are too few phases to tell the success rate from the promise");
    }

    private static Finding cost(OptionalDouble promised, OptionalDouble observed, JobRecord before, JobRecord after) {
        if (promised.isEmpty()) {
            return new Finding(Promise.KEPT, "nothing was promised of the cost");
        }
        if (observed.isEmpty()) {
            return new Finding(Promise.TOO_EARLY, "the cost of the job is not known on both sides");
        }
        if (Math.min(before.finishedPhases(), after.finishedPhases()) < ENOUGH_PHASES) {
            return new Finding(Promise.TOO_EARLY, "there are too few phases to tell the cost");
        }
        double limit = (100 + promised.getAsDouble()) * COST_TOLERANCE - 100;
        return observed.getAsDouble() <= limit
                ? new Finding(
                        Promise.KEPT,
                        String.format(
                                Locale.ROOT,
                                "the cost is within the promise (%+.0f %% or less with its tolerance)",
                                limit))
                : new Finding(
                        Promise.NOT_KEPT,
                        String.format(
                                Locale.ROOT,
                                "the cost is above the promise (%+.0f %% or less with its tolerance)",
                                limit));
    }

    /** A part of the judgement. */
    private record Finding(Promise promise, String reason) {

        Finding and(Finding other) {
            Promise whole = promise == Promise.NOT_KEPT || other.promise == Promise.NOT_KEPT
                    ? Promise.NOT_KEPT
                    : promise == Promise.KEPT && other.promise == Promise.KEPT ? Promise.KEPT : Promise.TOO_EARLY;
            return new Finding(whole, reason + "; " + other.reason);
        }
    }
}
