package dev.autopack.modelintel.backtest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.runtime.Complexity;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The outcomes of one complexity: who solved which task, at what cost. */
final class TaskRuns {

    private final List<ModelId> models;
    private final List<String> tasks;
    private final Map<ModelId, Map<String, Outcome>> byModel = new TreeMap<>();

    /** Models without any known cost are left out: what they are worth cannot be told. */
    TaskRuns(Collection<Outcome> outcomes, Complexity complexity) {
        TreeSet<String> names = new TreeSet<>();
        for (Outcome outcome : outcomes) {
            if (outcome.complexity() == complexity) {
                names.add(outcome.task());
                byModel.computeIfAbsent(outcome.model(), model -> new HashMap<>())
                        .put(outcome.task(), outcome);
            }
        }
        byModel.values()
                .removeIf(runs ->
                        runs.values().stream().allMatch(run -> run.costUsd().isEmpty()));
        this.tasks = List.copyOf(names);
        this.models = List.copyOf(byModel.keySet());
    }

    List<ModelId> models() {
        return models;
    }

    List<String> tasks() {
        return tasks;
    }

    Optional<Outcome> outcome(ModelId model, String task) {
        return Optional.ofNullable(byModel.getOrDefault(model, Map.of()).get(task));
    }

    /** What came of a model's runs of the given tasks. */
    Tally tally(ModelId model, Collection<String> among) {
        int finished = 0;
        int succeeded = 0;
        int costed = 0;
        double usd = 0;
        for (String task : among) {
            Optional<Outcome> outcome = outcome(model, task);
            if (outcome.isPresent()) {
                finished++;
                succeeded += outcome.get().succeeded() ? 1 : 0;
                if (outcome.get().costUsd().isPresent()) {
                    costed++;
                    usd += outcome.get().costUsd().getAsDouble();
                }
            }
        }
        return new Tally(finished, succeeded, costed, usd);
    }

    /**
     * Runs of one model.
     *
     * @param finished how many runs
     * @param succeeded how many of them succeeded
     * @param costed how many have a known cost
     * @param usd the sum of the known costs
     */
    record Tally(int finished, int succeeded, int costed, double usd) {

        /** Success rate times the worth of a success, less the mean cost; empty without a run of known cost. */
        Optional<Double> value(double valuePerSuccessUsd) {
            return costed == 0
                    ? Optional.empty()
                    : Optional.of(valuePerSuccessUsd * succeeded / finished - usd / costed);
        }
    }
}
