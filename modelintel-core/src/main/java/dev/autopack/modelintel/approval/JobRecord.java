package dev.autopack.modelintel.approval;

import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.usecase.UseCase;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a job went within a window, whichever models did it: an escalation that a model makes necessary counts too.
 *
 * @param window when its calls were made
 * @param finishedPhases phases of the job that ended
 * @param succeededPhases those of them that ended well
 * @param costUsd USD of all calls of the job; empty where one of them has no price
 */
public record JobRecord(TimeWindow window, long finishedPhases, long succeededPhases, Optional<BigDecimal> costUsd) {

    /** @throws IllegalArgumentException if a count is negative or more phases succeeded than finished */
    public JobRecord {
        if (succeededPhases < 0 || succeededPhases > finishedPhases) {
            throw new IllegalArgumentException(
                    "Of " + finishedPhases + " finished phases, " + succeededPhases + " are said to have succeeded.");
        }
    }

    /** What the statistics of a window say of the roles and the complexity of a use case. */
    public static JobRecord of(UseCase useCase, TimeWindow window, List<RuntimeStats> statistics) {
        List<RuntimeStats> own =
                statistics.stream().filter(stats -> belongs(useCase, stats)).toList();
        boolean priced = own.stream().allMatch(stats -> stats.unpricedCalls() == 0);
        return new JobRecord(
                window,
                own.stream().mapToLong(RuntimeStats::finishedPhases).sum(),
                own.stream().mapToLong(RuntimeStats::succeededPhases).sum(),
                priced
                        ? own.stream()
                                .flatMap(stats -> stats.estCostUsd().stream())
                                .reduce(BigDecimal::add)
                        : Optional.empty());
    }

    /** Whether the statistics are about the use case's own roles and complexity. */
    static boolean belongs(UseCase useCase, RuntimeStats stats) {
        return useCase.roles().contains(stats.role())
                && (useCase.complexity().isEmpty() || useCase.complexity().equals(stats.complexity()));
    }

    /** The share of finished phases that ended well, in [0, 1]; empty where none finished. */
    public OptionalDouble successRate() {
        return finishedPhases == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) succeededPhases / finishedPhases);
    }

    /** USD for each finished phase; empty where none finished or a price is missing. */
    public Optional<BigDecimal> costPerPhaseUsd() {
        return finishedPhases == 0
                ? Optional.empty()
                : costUsd.map(usd -> usd.divide(BigDecimal.valueOf(finishedPhases), MathContext.DECIMAL64));
    }
}
