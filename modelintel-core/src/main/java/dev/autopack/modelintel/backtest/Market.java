package dev.autopack.modelintel.backtest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.usecase.Candidates;
import dev.autopack.modelintel.usecase.UseCase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * The models of one complexity, what is publicly known of them, and what came of their runs.
 *
 * @param runs the outcomes
 * @param evidence prices and benchmarks
 * @param useCase the use case
 * @param valuePerSuccessUsd what a success is worth
 * @param trueValues the value of each model by all its runs
 */
record Market(
        TaskRuns runs, Evidence evidence, UseCase useCase, double valuePerSuccessUsd, Map<ModelId, Double> trueValues) {

    private static final int WINDOW_DAYS = 30;

    static Market of(TaskRuns runs, Evidence evidence, UseCase useCase, double valuePerSuccessUsd) {
        Map<ModelId, Double> trueValues = new TreeMap<>();
        for (ModelId model : runs.models()) {
            runs.tally(model, runs.tasks()).value(valuePerSuccessUsd).ifPresent(value -> trueValues.put(model, value));
        }
        return new Market(runs, evidence, useCase, valuePerSuccessUsd, trueValues);
    }

    /** A situation in which some models have telemetry on past tasks and one of these, the first, serves now. */
    Situation situation(List<String> past, List<ModelId> tried, int pastRuns, Random random) {
        Map<ModelId, TaskRuns.Tally> telemetry = new TreeMap<>();
        for (ModelId model : tried) {
            List<String> ran = new ArrayList<>(past);
            ran.removeIf(task -> runs.outcome(model, task).isEmpty());
            Collections.shuffle(ran, random);
            telemetry.put(model, runs.tally(model, ran.subList(0, Math.min(pastRuns, ran.size()))));
        }
        List<ModelEvidence> known = new ArrayList<>();
        long id = 1;
        for (ModelId model : runs.models()) {
            ModelEvidence publicly = evidence.of(model)
                    .orElseThrow(() -> new IllegalArgumentException("The evidence lacks " + model + "."));
            TaskRuns.Tally record = telemetry.get(model);
            List<Row<RuntimeStats>> stats = record == null || record.finished() == 0
                    ? List.of()
                    : List.of(new Row<>(id++, stats(publicly, record)));
            known.add(new ModelEvidence(
                    publicly.model(), publicly.prices(), publicly.benchmarks(), stats, publicly.sentiment()));
        }
        return new Situation(this, Evidence.of(evidence.asOf(), known), telemetry, tried.get(0));
    }

    private RuntimeStats stats(ModelEvidence model, TaskRuns.Tally record) {
        return RuntimeStats.ofPhases(
                TimeWindow.ofDaysUntil(WINDOW_DAYS, evidence.asOf()),
                model.model(),
                useCase.roles().get(0),
                useCase.complexity(),
                record.finished(),
                record.succeeded(),
                record.costed() == 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(record.usd())),
                record.finished() - record.costed());
    }

    UseCase valued(Candidates candidates) {
        return useCase.withValuePerSuccess(valuePerSuccessUsd).withCandidates(candidates);
    }
}
