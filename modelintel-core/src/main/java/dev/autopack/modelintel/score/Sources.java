package dev.autopack.modelintel.score;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkResult.Scale;
import dev.autopack.modelintel.benchmark.BenchmarkSource;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.score.OwnRuns.Tally;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/** The evidence of all models side by side, one {@link Column} for each source. */
final class Sources {

    /** θ of the success model has unit variance: it is in units of the models' spread. */
    static final double STANDING_VARIANCE = 1;

    /** A benchmark's standing is one part what all have in common and two parts its own. */
    private static final double BENCHMARK_NOISE = 2;

    /** The spread of models in a benchmark on the arcsine scale, as good as one model that has it: 0.19 in the middle. */
    private static final double BENCHMARK_SPREAD = 0.2;

    /** A vendor's own figure, or one of an edition that has a successor, is twice as noisy: an assumption. */
    private static final double DOUBTFUL = 2;

    /** A published cost, or the price of a typical task, tells the cost of a task to within a factor of e. */
    private static final double COST_NOISE = 1;

    /** The user's own runs in other work are four times as telling as a benchmark or a published cost: an assumption. */
    private static final double OWN_WORK = 0.25;

    /** Runs elsewhere are drawn to the mean of the models by as many assumed ones, so that one run says little. */
    private static final double ASSUMED_RUNS = 10;

    private static final Pattern SHORT_NUMBER = Pattern.compile("(?<![0-9])[0-9]{1,19}(?![0-9])");

    /** Digits count as numbers: version 10 comes after version 9. */
    private static final Comparator<String> BY_VERSION = Comparator.<String, String>comparing(version -> SHORT_NUMBER
                    .matcher(version)
                    .replaceAll(number -> "0".repeat(20 - number.group().length()) + number.group()))
            .thenComparing(Comparator.naturalOrder());

    private final List<ModelEvidence> models;
    private final Map<Object, Column> standings = new LinkedHashMap<>();
    private final Map<Object, Column> costs = new LinkedHashMap<>();
    private final Column listCost;
    private final Map<String, Double> taskTypes;
    private final double weightiest;
    private final List<List<Long>> benchmarkRows = new ArrayList<>();

    /** A benchmark and whether the figure is the vendor's own: these are two columns. */
    private record Edition(Scale scale, boolean selfReported) {}

    private record PublishedCost(Scale scale) {}

    private record OtherWork(String work) {}

    Sources(UseCase useCase, List<ModelEvidence> models, List<OwnRuns> runs) {
        this.models = models;
        this.taskTypes = useCase.taskTypes();
        this.weightiest = Collections.max(taskTypes.values());
        this.listCost = Column.empty(models.size(), COST_NOISE);
        Map<String, String> newest = newestVersions();
        for (int i = 0; i < models.size(); i++) {
            readBenchmarks(i, newest);
            readPrice(useCase, i);
        }
        standings.replaceAll((source, column) -> isPercentage(source) ? column.map(Sources::arcsineOfPercent) : column);
        costs.put("list price", listCost);
        readOtherWork(runs);
    }

    private void readPrice(UseCase useCase, int i) {
        models.get(i)
                .currentPrice()
                .ifPresent(price -> listCost.add(i, Outlooks.logCost(Outlooks.listCost(useCase, price.fact()))));
    }

    private Map<String, String> newestVersions() {
        Map<String, String> newest = new LinkedHashMap<>();
        for (ModelEvidence model : models) {
            for (Row<BenchmarkResult> row : model.benchmarks()) {
                BenchmarkResult result = row.fact();
                result.datasetVersion()
                        .ifPresent(
                                version -> newest.merge(result.benchmark(), version, BinaryOperator.maxBy(BY_VERSION)));
            }
        }
        return newest;
    }

    private void readBenchmarks(int i, Map<String, String> newest) {
        List<Long> rows = new ArrayList<>();
        for (Row<BenchmarkResult> row : models.get(i).benchmarks()) {
            BenchmarkResult result = row.fact();
            Scale scale = result.scale();
            double relevance = relevance(result.taskType());
            if (relevance > 0) {
                Edition edition = new Edition(scale, result.source() == BenchmarkSource.OFFICIAL);
                double noise = BENCHMARK_NOISE * doubt(edition, newest) / relevance;
                column(standings, edition, noise).add(i, result.score());
            }
            result.costPerTaskUsd()
                    .ifPresent(usd -> column(costs, new PublishedCost(scale), COST_NOISE)
                            .add(i, Outlooks.logCost(usd.doubleValue())));
            if (relevance > 0 || result.costPerTaskUsd().isPresent()) {
                rows.add(row.id());
            }
        }
        benchmarkRows.add(rows);
    }

    private static double doubt(Edition edition, Map<String, String> newest) {
        Optional<String> version = edition.scale().datasetVersion();
        boolean superseded = version.isPresent()
                && !version.get().equals(newest.get(edition.scale().benchmark()));
        return (edition.selfReported() ? DOUBTFUL : 1) * (superseded ? DOUBTFUL : 1);
    }

    /** The weight of a task type beside that of the most important one, in [0, 1]. */
    private double relevance(String taskType) {
        return taskTypes.getOrDefault(taskType, 0.0) / weightiest;
    }

    private static boolean isPercentage(Object source) {
        return source instanceof Edition edition && edition.scale().isPercentage();
    }

    private static double arcsineOfPercent(double percent) {
        return Arcsine.of(percent / 100);
    }

    private Column column(Map<Object, Column> columns, Object source, double noise) {
        return columns.computeIfAbsent(source, s -> Column.empty(models.size(), noise));
    }

    private void readOtherWork(List<OwnRuns> runs) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (OwnRuns own : runs) {
            own.elsewhere().forEach((work, tally) -> {
                double[] sum = sums.computeIfAbsent(work, w -> new double[4]);
                sum[0] += tally.succeeded();
                sum[1] += tally.finished();
                if (tally.costed() > 0) {
                    sum[2] += Outlooks.logCost(tally.usdPerTask());
                    sum[3]++;
                }
            });
        }
        for (int i = 0; i < runs.size(); i++) {
            for (Map.Entry<String, Tally> entry : runs.get(i).elsewhere().entrySet()) {
                double[] sum = sums.getOrDefault(entry.getKey(), new double[4]);
                readOtherWork(i, entry.getKey(), entry.getValue(), sum[0] / sum[1], sum[2] / sum[3]);
            }
        }
    }

    private void readOtherWork(int i, String work, Tally tally, double meanRate, double meanLogCost) {
        OtherWork source = new OtherWork(work);
        double rate = (tally.succeeded() + ASSUMED_RUNS * meanRate) / (tally.finished() + ASSUMED_RUNS);
        column(standings, source, OWN_WORK * BENCHMARK_NOISE).add(i, Arcsine.of(rate));
        if (tally.costed() > 0) {
            column(costs, source, OWN_WORK * COST_NOISE)
                    .add(
                            i,
                            (tally.costed() * Outlooks.logCost(tally.usdPerTask()) + ASSUMED_RUNS * meanLogCost)
                                    / (tally.costed() + ASSUMED_RUNS));
        }
    }

    /** Columns of success, in units of the models' spread around their average. */
    List<Column> standings() {
        return standings.entrySet().stream()
                .map(entry -> standing(
                        entry.getValue(), entry.getValue().spread(isShare(entry.getKey()) ? 1 : 0, BENCHMARK_SPREAD)))
                .toList();
    }

    /** The same in the usual spread as a fixed unit; figures that are no share of solved tasks have none. */
    List<Column> standingsInFixedUnit() {
        return standings.entrySet().stream()
                .filter(entry -> isShare(entry.getKey()))
                .map(entry -> standing(entry.getValue(), BENCHMARK_SPREAD))
                .toList();
    }

    private static Column standing(Column column, double unit) {
        return column.around(column.mean(), unit, STANDING_VARIANCE);
    }

    private static boolean isShare(Object source) {
        return source instanceof OtherWork || isPercentage(source);
    }

    /** Columns of log cost, around their median: a wrong price can be a thousand times too low, a wrong share cannot. */
    List<Column> costs(double commonVariance) {
        return costs.values().stream()
                .map(column -> column.around(column.median(), 1, commonVariance))
                .toList();
    }

    /** The log cost of a typical task at the list price of a middling model; without any price, of a success's worth. */
    double typicalLogCost(UseCase useCase) {
        double median = listCost.median();
        return Double.isNaN(median) ? Outlooks.logCost(useCase.valuePerSuccessUsd()) : median;
    }

    /** How many sources tell the success of a model: they have it and another one to compare it with. */
    int tellStanding(int model) {
        int sources = 0;
        for (Column column : standings.values()) {
            sources += column.has(model) && column.count() > 1 ? 1 : 0;
        }
        return sources;
    }

    boolean tellCost(int model) {
        return costs.values().stream().anyMatch(column -> column.has(model));
    }

    List<Long> benchmarkRows(int model) {
        return benchmarkRows.get(model);
    }
}
