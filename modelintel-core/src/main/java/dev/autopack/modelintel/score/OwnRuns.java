package dev.autopack.modelintel.score;

import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The user's own runs of a model, seen from a use case.
 *
 * @param here those of the use case's role and complexity
 * @param elsewhere the others, by {@code role/complexity}
 * @param rows ids of all their statistics
 */
record OwnRuns(Tally here, Map<String, Tally> elsewhere, List<Long> rows) {

    /** What some runs came to: how many finished, how many well, how many have a cost, and the sum of these costs. */
    record Tally(long succeeded, long finished, long costed, double usd) {

        static final Tally NONE = new Tally(0, 0, 0, 0);

        private Tally plus(Tally other) {
            return new Tally(
                    succeeded + other.succeeded, finished + other.finished, costed + other.costed, usd + other.usd);
        }

        double usdPerTask() {
            return usd / costed;
        }
    }

    static OwnRuns of(UseCase useCase, ModelEvidence model) {
        Tally here = Tally.NONE;
        Map<String, Tally> elsewhere = new TreeMap<>();
        List<Long> rows = new ArrayList<>();
        for (Row<RuntimeStats> row : model.runtime()) {
            RuntimeStats stats = row.fact();
            if (stats.finishedPhases() > 0) {
                Tally tally = tally(stats, model);
                rows.add(row.id());
                if (isHere(useCase, stats)) {
                    here = here.plus(tally);
                } else {
                    elsewhere.merge(work(useCase, stats), tally, Tally::plus);
                }
            }
        }
        return new OwnRuns(here, elsewhere, rows);
    }

    private static boolean isHere(UseCase useCase, RuntimeStats stats) {
        return useCase.roles().contains(stats.role())
                && (useCase.complexity().isEmpty() || useCase.complexity().equals(stats.complexity()));
    }

    /** Roles of one use case are one kind of work. */
    private static String work(UseCase useCase, RuntimeStats stats) {
        String role = useCase.roles().contains(stats.role()) ? useCase.roles().get(0) : stats.role();
        return role + "/" + stats.complexity().map(Complexity::name).orElse("");
    }

    /** Unpriced calls are taken to cost what the priced ones do; without any of these, tokens at the current price. */
    private static Tally tally(RuntimeStats stats, ModelEvidence model) {
        long priced = stats.calls() - stats.unpricedCalls();
        Optional<Double> usd = stats.estCostUsd().isPresent() && priced > 0
                ? Optional.of(stats.estCostUsd().get().doubleValue() * stats.calls() / priced)
                : model.currentPrice().flatMap(price -> usdOfTokens(stats, price.fact()));
        return new Tally(
                stats.succeededPhases(),
                stats.finishedPhases(),
                usd.isPresent() ? stats.finishedPhases() : 0,
                usd.isPresent() ? usd.get() : 0);
    }

    private static Optional<Double> usdOfTokens(RuntimeStats stats, Price price) {
        return stats.tokensPerPhase().map(tokens -> price.costOf(tokens).doubleValue() * stats.finishedPhases());
    }

    boolean tried() {
        return here.finished() > 0;
    }
}
