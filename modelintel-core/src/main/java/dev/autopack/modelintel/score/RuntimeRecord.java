package dev.autopack.modelintel.score;

import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.pricing.TokenCounts;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a model did in the user's own runs, seen from a use case. Phases of the use case's own role and complexity count
 * in full, those of another complexity half, those of another role a quarter.
 *
 * @param succeeded weighted number of phases that ended well
 * @param finished weighted number of finished phases, positive
 * @param rows ids of the statistics
 */
record RuntimeRecord(double succeeded, double finished, List<Long> rows) {

    private static final double OTHER_COMPLEXITY = 0.5;
    private static final double OTHER_ROLE = 0.25;

    /** Jeffreys' prior, Beta(1/2, 1/2): Jeffreys, H. (1946), Proc. R. Soc. A 186, 453. */
    private static final double PRIOR = 0.5;

    /** The record of a model; empty where none of its phases finished. */
    static Optional<RuntimeRecord> of(UseCase useCase, ModelEvidence model) {
        double succeeded = 0;
        double finished = 0;
        List<Row<RuntimeStats>> rows = model.runtime().stream()
                .filter(row -> row.fact().finishedPhases() > 0)
                .toList();
        for (Row<RuntimeStats> row : rows) {
            double relevance = relevance(useCase, row.fact());
            succeeded += relevance * row.fact().succeededPhases();
            finished += relevance * row.fact().finishedPhases();
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new RuntimeRecord(
                        succeeded, finished, rows.stream().map(Row::id).toList()));
    }

    /** Mean tokens of the finished phases of the use case's own role and complexity; empty where there are none. */
    static Optional<TokenCounts> tokensPerTask(UseCase useCase, ModelEvidence model) {
        double phases = 0;
        double prompt = 0;
        double completion = 0;
        for (Row<RuntimeStats> row : model.runtime()) {
            Optional<TokenCounts> tokens = row.fact().tokensPerPhase();
            if (tokens.isPresent() && relevance(useCase, row.fact()) == 1) {
                phases += row.fact().finishedPhases();
                prompt += tokens.get().prompt() * row.fact().finishedPhases();
                completion += tokens.get().completion() * row.fact().finishedPhases();
            }
        }
        return phases == 0 ? Optional.empty() : Optional.of(new TokenCounts(prompt / phases, completion / phases));
    }

    private static double relevance(UseCase useCase, RuntimeStats stats) {
        if (!useCase.roles().contains(stats.role())) {
            return OTHER_ROLE;
        }
        boolean sameComplexity =
                useCase.complexity().isEmpty() || useCase.complexity().equals(stats.complexity());
        return sameComplexity ? 1 : OTHER_COMPLEXITY;
    }

    /** Posterior mean of the success rate: (1/2 + succeeded) / (1 + finished). */
    double successRate() {
        return (PRIOR + succeeded) / (2 * PRIOR + finished);
    }

    /** Posterior standard deviation of the success rate. */
    double standardError() {
        double mean = successRate();
        return Math.sqrt(mean * (1 - mean) / (2 * PRIOR + finished + 1));
    }

    Estimate estimate() {
        return new Estimate(
                successRate(),
                standardError(),
                rows,
                String.format(
                        Locale.ROOT,
                        "success rate %.3f from %.4g of %.4g phases (weighted by likeness to the use case)",
                        successRate(),
                        succeeded,
                        finished));
    }
}
