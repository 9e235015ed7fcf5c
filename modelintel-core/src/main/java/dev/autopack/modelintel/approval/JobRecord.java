package dev.autopack.modelintel.approval;

import dev.autopack.modelintel.catalog.ModelId;
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
 * @param ownPhases those of them in which the model that the job is configured for had the last word
 * @param costUsd USD of all calls of the job; empty where one of them has no price
 */
public record JobRecord(
        TimeWindow window, long finishedPhases, long succeededPhases, long ownPhases, Optional<BigDecimal> costUsd) {

    /** @throws IllegalArgumentException if a count is negative or more phases succeeded, or are its own, than finished */
    public JobRecord {
        if (Math.min(succeededPhases, ownPhases) < 0 || Math.max(succeededPhases, ownPhases) > finishedPhases) {
            throw new IllegalArgumentException("Of " + finishedPhases + " finished phases, " + succeededPhases
                    + " are said to have succeeded and " + ownPhases + " to be the model's own.");
        }
    }

    /** What the statistics of a window say of the roles and the complexity of a use case that a model is to serve. */
    static JobRecord of(UseCase useCase, ModelId model, TimeWindow window, List<RuntimeStats> statistics) {
        List<RuntimeStats> job =
                statistics.stream().filter(stats -> belongs(useCase, stats)).toList();
        boolean priced = job.stream().allMatch(stats -> stats.unpricedCalls() == 0);
        return new JobRecord(
                window,
                job.stream().mapToLong(RuntimeStats::finishedPhases).sum(),
                job.stream().mapToLong(RuntimeStats::succeededPhases).sum(),
                job.stream()
                        .filter(stats -> stats.model().equals(model.value()))
                        .mapToLong(RuntimeStats::finishedPhases)
                        .sum(),
                priced
                        ? job.stream()
                                .flatMap(stats -> stats.estCostUsd().stream())
                                .reduce(BigDecimal::add)
                        : Optional.empty());
    }

    private static boolean belongs(UseCase useCase, RuntimeStats stats) {
        return useCase.roles().contains(stats.role())
                && (useCase.complexity().isEmpty() || useCase.complexity().equals(stats.complexity()));
    }

    /** Whether the model had the last word in most of what finished, so that the job's record tells of the model. */
    public boolean mostlyOwn() {
        return 2 * ownPhases > finishedPhases;
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
