package dev.autopack.modelintel.runtime;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One call of a model, as some program has logged it.
 *
 * @param source the kind of log, such as {@code litellm-spend-logs}
 * @param id what the log calls it; one call in a source
 * @param provider who served it, as the log names it
 * @param model as the log names it
 * @param role the job it was made for
 * @param run the run or trace it belongs to
 * @param phase the phase within the run
 * @param totalTokens all its tokens, not negative
 * @param promptTokens tokens sent; empty where the log has no split
 * @param completionTokens tokens received; empty where the log has no split
 * @param costUsd what the log says it cost in USD, not negative; empty where it says nothing
 * @param at when it was made
 */
public record UsageEvent(
        String source,
        String id,
        String provider,
        String model,
        String role,
        Optional<String> run,
        Optional<String> phase,
        long totalTokens,
        OptionalLong promptTokens,
        OptionalLong completionTokens,
        Optional<BigDecimal> costUsd,
        Instant at) {

    /** @throws IllegalArgumentException if a name is blank, or a number negative */
    public UsageEvent {
        if (id.isBlank() || provider.isBlank() || model.isBlank() || role.isBlank()) {
            throw new IllegalArgumentException(
                    "A call needs an id, a provider, a model and a role; one of them is blank.");
        }
        if (totalTokens < 0 || promptTokens.orElse(0) < 0 || completionTokens.orElse(0) < 0) {
            throw new IllegalArgumentException("The call " + id + " has a negative number of tokens.");
        }
        if (costUsd.filter(usd -> usd.signum() < 0).isPresent()) {
            throw new IllegalArgumentException("The call " + id + " has a negative cost.");
        }
    }
}
