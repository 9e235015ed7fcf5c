package dev.autopack.modelintel.backtest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.runtime.Complexity;
import java.util.OptionalDouble;

/**
 * What came of one model's attempt at one task.
 *
 * @param task the task's name
 * @param complexity how hard the task is
 * @param model the model
 * @param succeeded whether the task was solved
 * @param costUsd what the attempt cost in USD, not negative; empty where that is unknown
 */
public record Outcome(String task, Complexity complexity, ModelId model, boolean succeeded, OptionalDouble costUsd) {

    /** @throws IllegalArgumentException if the task is blank or the cost negative or not finite */
    public Outcome {
        if (task.isBlank()) {
            throw new IllegalArgumentException("An outcome of " + model + " has a blank task_id.");
        }
        double cost = costUsd.orElse(0);
        if (!(cost >= 0 && cost < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "cost_usd of " + model + " in " + task + " is " + cost + "; it must be a number from 0.");
        }
    }
}
