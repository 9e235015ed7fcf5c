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
 * @param totalTokens all its tokens, from 0 to 1e12, like the other two
 * @param promptTokens tokens sent; empty where the log has no split
 * @param completionTokens tokens received; empty where the log has no split
 * @param costUsd what the log says it cost in USD, from 0 to 1e15; empty where it says nothing
 * @param at when it was made, from 1970 to 2999
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

    private static final long MOST_TOKENS = 1_000_000_000_000L;
    private static final BigDecimal MOST_USD = new BigDecimal("1e15");
    private static final Instant END = Instant.parse("3000-01-01T00:00:00Z");

    /** @throws IllegalArgumentException if a name is blank, or a number or the time out of its range */
    public UsageEvent {
        if (id.isBlank() || provider.isBlank() || model.isBlank() || role.isBlank()) {
            throw new IllegalArgumentException(
                    "A call needs an id, a provider, a model and a role; one of them is blank.");
        }
        requireTokens(id, totalTokens);
        requireTokens(id, promptTokens.orElse(0));
        requireTokens(id, completionTokens.orElse(0));
        costUsd.filter(usd -> usd.signum() < 0 || usd.compareTo(MOST_USD) > 0).ifPresent(usd -> {
            throw new IllegalArgumentException(
                    "The call " + id + " cost " + usd.toPlainString() + " USD; it must be from 0 to 1e15.");
        });
        if (at.isBefore(Instant.EPOCH) || !at.isBefore(END)) {
            throw new IllegalArgumentException("The call " + id + " is of " + at + ", not from 1970 to 2999.");
        }
    }

    private static void requireTokens(String id, long tokens) {
        if (tokens < 0 || tokens > MOST_TOKENS) {
            throw new IllegalArgumentException(
                    "The call " + id + " has " + tokens + " tokens; it must be a number from 0 to 1e12.");
        }
    }
}
