package dev.autopack.modelintel.backtest;

import dev.autopack.modelintel.backtest.Calibration.Statement;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.recommend.Decision;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * Replays choices on outcomes that really happened. In each split of each cell half of the tasks are the past and half
 * the future; some models, drawn at random, have telemetry on up to a number of past tasks each; one of them serves now;
 * prices and public benchmarks of all are known; each {@link Strategy} picks a model. The value of a model is its success
 * rate times the worth of a success less its mean cost, on the future half, and the regret of a pick is
 * (best − picked) / (best − mean of all). All strategies face the same splits. The same input gives the same report.
 */
public final class Backtest {

    private final List<Outcome> outcomes;
    private final Evidence evidence;
    private final Map<Complexity, UseCase> useCases;
    private final BacktestPlan plan;
    private final List<Statement> answers = new ArrayList<>();
    private final List<Statement> ofChallengers = new ArrayList<>();

    private Backtest(
            Collection<Outcome> outcomes, Evidence evidence, Map<Complexity, UseCase> useCases, BacktestPlan plan) {
        this.outcomes = List.copyOf(outcomes);
        this.evidence = evidence;
        this.useCases = useCases;
        this.plan = plan;
    }

    /**
     * Runs a backtest.
     *
     * @param outcomes what came of every model's attempt at every task
     * @param evidence prices and benchmarks of the models, without telemetry
     * @param useCases the use case for each complexity of the plan; the plan says what a success is worth
     * @throws IllegalArgumentException if no complexity of the plan has two tasks and two models, a use case is missing,
     *     or the evidence lacks a model
     */
    public static BacktestReport run(
            Collection<Outcome> outcomes, Evidence evidence, Map<Complexity, UseCase> useCases, BacktestPlan plan) {
        return new Backtest(outcomes, evidence, useCases, plan).report();
    }

    private BacktestReport report() {
        List<BacktestReport.Cell> cells = new ArrayList<>();
        plan.valuePerSuccessUsd().forEach((complexity, value) -> {
            TaskRuns runs = new TaskRuns(outcomes, complexity);
            if (runs.tasks().size() >= 2 && runs.models().size() >= 2) {
                UseCase useCase = Optional.ofNullable(useCases.get(complexity))
                        .orElseThrow(
                                () -> new IllegalArgumentException("There is no use case for " + complexity + "."));
                Market market = Market.of(runs, evidence, useCase, value);
                plan.tried().forEach(tried -> cells.addAll(cells(market, complexity, tried)));
            }
        });
        if (cells.isEmpty()) {
            throw new IllegalArgumentException(
                    "No complexity has two tasks and two models with costs. Maybe the file has other complexities, or too few"
                            + " costs.");
        }
        Map<Strategy, Double> means = new EnumMap<>(Strategy.class);
        for (Strategy strategy : Strategy.values()) {
            cells.stream()
                    .filter(cell -> cell.strategy() == strategy)
                    .mapToDouble(BacktestReport.Cell::regret)
                    .average()
                    .ifPresent(mean -> means.put(strategy, mean));
        }
        return new BacktestReport(cells, means, Calibration.of(answers), Calibration.of(ofChallengers));
    }

    private List<BacktestReport.Cell> cells(Market market, Complexity complexity, int tried) {
        Map<Strategy, SummaryStatistics> regrets = new EnumMap<>(Strategy.class);
        for (int split = 0; split < plan.splits(); split++) {
            Random random = new Random(seed(complexity, tried, split));
            List<String> tasks = shuffled(market.runs().tasks(), random);
            List<String> past = tasks.subList(0, tasks.size() / 2);
            List<String> future = tasks.subList(tasks.size() / 2, tasks.size());
            List<ModelId> models = shuffled(market.runs().models(), random);
            List<ModelId> known = models.subList(0, Math.min(tried, models.size()));
            Situation situation = market.situation(past, known, plan.pastRuns(), random);
            Scores scores = new Scores(market, future);
            for (Strategy strategy : Strategy.values()) {
                scores.regret(situation.pick(strategy))
                        .ifPresent(regret -> regrets.computeIfAbsent(strategy, s -> new SummaryStatistics())
                                .addValue(regret));
            }
            situation
                    .claim()
                    .ifPresent(claim -> scores.beats(claim.challenger(), situation.current())
                            .ifPresent(beats -> note(claim, beats)));
        }
        List<BacktestReport.Cell> cells = new ArrayList<>();
        regrets.forEach((strategy, regret) -> cells.add(new BacktestReport.Cell(
                complexity,
                tried,
                strategy,
                regret.getMean(),
                regret.getStandardDeviation() / Math.sqrt((double) regret.getN()))));
        return cells;
    }

    private void note(Situation.Claim claim, boolean challengerBeatsCurrent) {
        boolean switches = claim.decision() == Decision.SWITCH;
        Statement answer = new Statement(claim.confidence(), switches == challengerBeatsCurrent);
        answers.add(answer);
        ofChallengers.add(switches ? answer : answer.opposite());
    }

    private long seed(Complexity complexity, int tried, int split) {
        long seed = plan.seed();
        for (long part : new long[] {(long) complexity.name().hashCode(), tried, split}) {
            seed = seed * 1_000_003 + part;
        }
        return seed;
    }

    private static <T> List<T> shuffled(List<T> items, Random random) {
        List<T> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** What every model turned out to be worth on the future tasks. */
    private static final class Scores {

        private final Map<ModelId, Double> values = new TreeMap<>();
        private final double best;
        private final double mean;

        Scores(Market market, List<String> future) {
            for (ModelId model : market.runs().models()) {
                market.runs()
                        .tally(model, future)
                        .value(market.valuePerSuccessUsd())
                        .ifPresent(value -> values.put(model, value));
            }
            this.best = values.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            this.mean = values.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0);
        }

        /** Empty where the model did not run in the future, or all models are worth the same. */
        Optional<Double> regret(ModelId picked) {
            return best > mean
                    ? Optional.ofNullable(values.get(picked)).map(value -> (best - value) / (best - mean))
                    : Optional.empty();
        }

        Optional<Boolean> beats(ModelId model, ModelId other) {
            Double ours = values.get(model);
            Double theirs = values.get(other);
            return ours == null || theirs == null ? Optional.empty() : Optional.of(ours > theirs);
        }
    }
}
