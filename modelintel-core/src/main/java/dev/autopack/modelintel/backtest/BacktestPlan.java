package dev.autopack.modelintel.backtest;

import dev.autopack.modelintel.runtime.Complexity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a backtest goes through.
 *
 * @param tried how many models have telemetry, each in cells of its own; more than there are means all
 * @param pastRuns how many past tasks a tried model has run at most
 * @param splits how many times the tasks are split into past and future
 * @param seed of all random choices
 * @param valuePerSuccessUsd what a success is worth in USD by complexity; complexities without a value are left out
 */
public record BacktestPlan(
        List<Integer> tried, int pastRuns, int splits, long seed, Map<Complexity, Double> valuePerSuccessUsd) {

    /** @throws IllegalArgumentException if a number is not positive or there is nothing to go through */
    public BacktestPlan {
        tried = List.copyOf(tried);
        valuePerSuccessUsd = Collections.unmodifiableMap(new EnumMap<>(valuePerSuccessUsd));
        if (tried.isEmpty() || tried.stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("The numbers of tried models are " + tried + "; they must be positive.");
        }
        if (pastRuns < 1 || splits < 1) {
            throw new IllegalArgumentException(
                    "There are " + pastRuns + " past runs and " + splits + " splits; both must be positive.");
        }
        if (valuePerSuccessUsd.isEmpty()
                || valuePerSuccessUsd.values().stream().anyMatch(value -> !(value > 0 && Double.isFinite(value)))) {
            throw new IllegalArgumentException(
                    "The values of a success are " + valuePerSuccessUsd + "; they must be positive amounts.");
        }
    }

    /** 5, 10 and 25 tried models of up to 60 runs, 40 splits, seed 1, a success worth 0.50, 2 and 10 USD. */
    public static BacktestPlan defaults() {
        return new BacktestPlan(
                List.of(5, 10, 25),
                60,
                40,
                1,
                Map.of(Complexity.LOW, 0.5, Complexity.MEDIUM, 2.0, Complexity.HIGH, 10.0));
    }
}
