package dev.autopack.modelintel.runtime;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.pricing.TokenCounts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the calls of one provider, model, role and complexity came to within a window.
 *
 * @param window when the calls were made
 * @param provider as the telemetry names it
 * @param model the canonical name where the catalog knows the model, else the telemetry's
 * @param role the job in the telemetry, such as {@code builder}; a doctor call with a tier is {@code doctor:cheap}
 * @param complexity of the phases the calls belong to; empty where the phase has none or there is no phase
 * @param calls number of calls
 * @param totalTokens tokens of all calls
 * @param promptTokens prompt tokens of the calls that report the split; empty where none does
 * @param completionTokens completion tokens of the calls that report the split; empty where none does
 * @param estCostUsd USD of the priced calls, each at the price in effect at its time, estimates included; empty where no
 *     call was priced
 * @param unpricedCalls calls that {@code estCostUsd} leaves out: without a price, or without a token split and a mix
 * @param finishedPhases phases that ended and on which this model worked in this role; an attempt each
 * @param succeededPhases those of them that ended well with this model's call as the last one in this role
 * @param p50Tokens median tokens of a call
 * @param p90Tokens 90th percentile of the tokens of a call
 * @param estimatedCalls priced calls that report only the sum of their tokens, so that a mix divided them
 * @param estimatedCostUsd the part of {@code estCostUsd} that these calls make; empty where there are none
 * @param setbacks what went wrong in the finished phases
 */
public record RuntimeStats(
        TimeWindow window,
        String provider,
        String model,
        String role,
        Optional<Complexity> complexity,
        long calls,
        long totalTokens,
        Optional<Long> promptTokens,
        Optional<Long> completionTokens,
        Optional<BigDecimal> estCostUsd,
        long unpricedCalls,
        long finishedPhases,
        long succeededPhases,
        long p50Tokens,
        long p90Tokens,
        long estimatedCalls,
        Optional<BigDecimal> estimatedCostUsd,
        Setbacks setbacks) {

    /** @throws IllegalArgumentException if a count is negative or more phases succeeded than finished */
    public RuntimeStats {
        if (calls < 0 || totalTokens < 0 || unpricedCalls < 0 || unpricedCalls > calls) {
            throw new IllegalArgumentException(
                    "The counts of " + model + " as " + role + " are negative or more calls are unpriced than made.");
        }
        if (estimatedCalls < 0 || estimatedCalls > calls - unpricedCalls) {
            throw new IllegalArgumentException("Of " + (calls - unpricedCalls) + " priced calls of " + model + " as "
                    + role + ", " + estimatedCalls + " are said to be estimated.");
        }
        if (succeededPhases < 0 || succeededPhases > finishedPhases) {
            throw new IllegalArgumentException("Of " + finishedPhases + " finished phases of " + model + " as " + role
                    + ", " + succeededPhases + " are said to have succeeded.");
        }
    }

    /**
     * Phases of which nothing is known but how they ended and what they cost, taken for a call each.
     *
     * @param by the model, at its provider
     * @param costUsd USD of the phases whose cost is known; empty where it is known of none
     * @param uncosted how many phases have no known cost
     */
    public static RuntimeStats ofPhases(
            TimeWindow window,
            Model by,
            String role,
            Optional<Complexity> complexity,
            long finished,
            long succeeded,
            Optional<BigDecimal> costUsd,
            long uncosted) {
        return new RuntimeStats(
                window,
                by.provider(),
                by.id().value(),
                role,
                complexity,
                finished,
                0,
                Optional.empty(),
                Optional.empty(),
                costUsd,
                uncosted,
                finished,
                succeeded,
                0,
                0,
                0,
                Optional.empty(),
                Setbacks.NONE);
    }

    /** The share of finished phases that ended well, in [0, 1]; empty where none finished. */
    public OptionalDouble successRate() {
        return finishedPhases == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) succeededPhases / finishedPhases);
    }

    /** Where the success rate lies at 95 %; empty where no phase finished. */
    public Optional<ShareInterval> successInterval() {
        return finishedPhases == 0 ? Optional.empty() : Optional.of(ShareInterval.of(succeededPhases, finishedPhases));
    }

    /**
     * USD for each finished phase, successful or not; empty where none finished, or a call has no cost, because the
     * figure would be too low.
     */
    public Optional<BigDecimal> costPerAttemptUsd() {
        return costPer(finishedPhases);
    }

    /** USD for each success, what the failures cost included; empty where nothing succeeded or a call has no cost. */
    public Optional<BigDecimal> costPerSuccessUsd() {
        return costPer(succeededPhases);
    }

    private Optional<BigDecimal> costPer(long phases) {
        return phases == 0 || unpricedCalls > 0
                ? Optional.empty()
                : estCostUsd.map(cost -> cost.divide(BigDecimal.valueOf(phases), MathContext.DECIMAL64));
    }

    /** Mean tokens for each finished phase; empty where none finished or no call reports the split. */
    public Optional<TokenCounts> tokensPerPhase() {
        if (finishedPhases == 0) {
            return Optional.empty();
        }
        return promptTokens.flatMap(prompt -> completionTokens.map(
                completion -> new TokenCounts((double) prompt / finishedPhases, (double) completion / finishedPhases)));
    }
}
