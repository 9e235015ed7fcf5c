package dev.autopack.modelintel.score;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkResult.Scale;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Puts benchmarks of different scales on one: a model's standing in a benchmark is Φ((x − m) / s), the share of a normal
 * population that it beats, where m is the mean of all models that have the benchmark and s their spread. For shares of
 * solved tasks, s is steadied by {@value #PRIOR_MODELS} assumed models that lie {@value #PRIOR_SPREAD} points from the
 * mean, so that two models close together are not driven apart. A benchmark that only one model has ranks nobody and is
 * left out. Standings are averaged within a task type, and the task types by the weights of the use case.
 */
final class BenchmarkStandings {

    private static final double PRIOR_MODELS = 3;
    private static final double PRIOR_SPREAD = 15;

    /**
     * How far a standing in one benchmark is from that in the next of the same kind of work: an assumption, to be
     * replaced when abilities are fitted.
     */
    private static final double STANDING_ERROR = 0.2;

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final Comparator<Scale> SCALES = Comparator.comparing(Scale::taskType)
            .thenComparing(Scale::benchmark)
            .thenComparing(scale -> scale.datasetVersion().orElse(""))
            .thenComparing(Scale::unit);

    private final SortedMap<String, Double> taskTypes;
    private final Map<ModelId, Map<Scale, Standing>> byModel = new HashMap<>();

    /** A figure, the rows it is the mean of, and where it stands in [0, 1]. */
    private record Standing(Figure figure, double value) {}

    private record Figure(double score, List<Long> rows) {}

    private BenchmarkStandings(SortedMap<String, Double> taskTypes) {
        this.taskTypes = taskTypes;
    }

    static BenchmarkStandings of(SortedMap<String, Double> taskTypes, Evidence evidence) {
        BenchmarkStandings standings = new BenchmarkStandings(taskTypes);
        Map<Scale, Map<ModelId, Figure>> byScale = new TreeMap<>(SCALES);
        for (ModelEvidence model : evidence.models().values()) {
            figures(model.benchmarks()).forEach((scale, figure) -> {
                if (taskTypes.containsKey(scale.taskType()) && standings.weightOf(scale.taskType()) > 0) {
                    byScale.computeIfAbsent(scale, s -> new TreeMap<>())
                            .put(model.model().id(), figure);
                }
            });
        }
        byScale.forEach((scale, figures) -> {
            if (figures.size() > 1) {
                standings.rank(scale, figures);
            }
        });
        return standings;
    }

    private static Map<Scale, Figure> figures(List<Row<BenchmarkResult>> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.fact().scale(), Collectors.collectingAndThen(Collectors.toList(), same -> {
                            double mean = mean(same, row -> row.fact().score());
                            return new Figure(mean, same.stream().map(Row::id).toList());
                        })));
    }

    private void rank(Scale scale, Map<ModelId, Figure> figures) {
        double mean = mean(figures.values(), Figure::score);
        double squares = 0;
        for (Figure figure : figures.values()) {
            squares += Math.pow(figure.score() - mean, 2);
        }
        double prior = scale.isPercentage() ? PRIOR_MODELS : 0;
        double spread = Math.sqrt((squares + prior * PRIOR_SPREAD * PRIOR_SPREAD) / (figures.size() - 1 + prior));
        figures.forEach((model, figure) -> {
            double z = spread == 0 ? 0 : (figure.score() - mean) / spread;
            byModel.computeIfAbsent(model, m -> new TreeMap<>(SCALES))
                    .put(scale, new Standing(figure, NORMAL.cumulativeProbability(z)));
        });
    }

    /** The standing of a model over all its benchmarks that matter to the use case. */
    Optional<Estimate> estimate(ModelId model) {
        Map<Scale, Standing> standings = byModel.get(model);
        if (standings == null) {
            return Optional.empty();
        }
        Map<String, List<Double>> values = byTaskType(standings.keySet(), scale -> value(standings, scale));
        double weight = weightOf(values);
        double variance = 0;
        for (Map.Entry<String, List<Double>> type : values.entrySet()) {
            double share = weightOf(type.getKey()) / weight;
            variance += share
                    * share
                    * STANDING_ERROR
                    * STANDING_ERROR
                    / type.getValue().size();
        }
        List<Long> rows = standings.values().stream()
                .flatMap(standing -> standing.figure().rows().stream())
                .toList();
        String detail = standings.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%s %.4g %s stands at %.2f",
                        entry.getKey().benchmark(),
                        entry.getValue().figure().score(),
                        entry.getKey().unit(),
                        entry.getValue().value()))
                .collect(Collectors.joining("; "));
        return Optional.of(new Estimate(weightedMean(values), Math.sqrt(variance), rows, detail));
    }

    /** How much higher one model stands than another in the benchmarks that both have; empty where they share none. */
    OptionalDouble advantage(ModelId model, ModelId over) {
        Map<Scale, Standing> ours = byModel.getOrDefault(model, Map.of());
        Map<Scale, Standing> theirs = byModel.getOrDefault(over, Map.of());
        List<Scale> shared = ours.keySet().stream().filter(theirs::containsKey).toList();
        return shared.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        weightedMean(byTaskType(shared, scale -> value(ours, scale) - value(theirs, scale))));
    }

    private static double value(Map<Scale, Standing> standings, Scale scale) {
        Standing standing = standings.get(scale);
        if (standing == null) {
            throw new IllegalStateException("No standing in " + scale);
        }
        return standing.value();
    }

    private static SortedMap<String, List<Double>> byTaskType(Collection<Scale> scales, ToDoubleFunction<Scale> value) {
        SortedMap<String, List<Double>> values = new TreeMap<>();
        for (Scale scale : scales) {
            values.computeIfAbsent(scale.taskType(), t -> new ArrayList<>()).add(value.applyAsDouble(scale));
        }
        return values;
    }

    private double weightedMean(Map<String, List<Double>> values) {
        double sum = 0;
        for (Map.Entry<String, List<Double>> type : values.entrySet()) {
            sum += weightOf(type.getKey()) * mean(type.getValue(), Double::doubleValue);
        }
        return sum / weightOf(values);
    }

    private double weightOf(Map<String, List<Double>> values) {
        return values.keySet().stream().mapToDouble(this::weightOf).sum();
    }

    private double weightOf(String taskType) {
        Double weight = taskTypes.get(taskType);
        if (weight == null) {
            throw new IllegalStateException("No weight of " + taskType);
        }
        return weight;
    }

    private static <T> double mean(Collection<T> items, ToDoubleFunction<T> value) {
        double sum = 0;
        for (T item : items) {
            sum += value.applyAsDouble(item);
        }
        return sum / items.size();
    }
}
