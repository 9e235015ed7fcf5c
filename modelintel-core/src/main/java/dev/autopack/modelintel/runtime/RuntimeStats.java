package dev.autopack.modelintel.runtime;

import dev.autopack.modelintel.pricing.TokenCounts;
import java.math.BigDecimal;
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
 * @param estCostUsd USD of the priced calls at the price in effect at each call's time; empty where none was priced
 * @param unpricedCalls calls without a price or without a token split, which {@code estCostUsd} leaves out
 * @param finishedPhases phases that ended and whose last call in this role was this model's
 * @param succeededPhases those of them that ended well
 * @param p50Tokens median tokens of a call
 * @param p90Tokens 90th percentile of the tokens of a call
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
        long p90Tokens) {

    /** @throws IllegalArgumentException if a count is negative or more phases succeeded than finished */
    public RuntimeStats {
        if (calls < 0 || totalTokens < 0 || unpricedCalls < 0 || unpricedCalls > calls) {
            throw new IllegalArgumentException(
                    "The counts of " + model + " as " + role + " are negative or more calls are unpriced than made.");
        }
        if (succeededPhases < 0 || succeededPhases > finishedPhases) {
            throw new IllegalArgumentException("Of " + finishedPhases + " finished phases of " + model + " as " + role
                    + ", " + succeededPhases + " are said to have succeeded.");
        }
    }

    /** The share of finished phases that ended well, in [0, 1]; empty where none finished. */
    public OptionalDouble successRate() {
        return finishedPhases == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) succeededPhases / finishedPhases);
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
