package dev.autopack.modelintel.backtest;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkResult.Scale;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** Price and benchmarks of each model in the plainest reading, for the simple strategies. */
final class PublicScores {

    private final Map<ModelId, Double> prices = new HashMap<>();
    private final Map<ModelId, Double> benchmarks = new HashMap<>();

    PublicScores(UseCase useCase, Evidence evidence) {
        Map<Scale, SummaryStatistics> scales = new HashMap<>();
        for (ModelEvidence model : evidence.models().values()) {
            model.currentPrice()
                    .ifPresent(price -> prices.put(
                            model.model().id(),
                            price.fact().costOf(useCase.tokensPerTask()).doubleValue()));
            for (Row<BenchmarkResult> row : model.benchmarks()) {
                scales.computeIfAbsent(row.fact().scale(), scale -> new SummaryStatistics())
                        .addValue(row.fact().score());
            }
        }
        for (ModelEvidence model : evidence.models().values()) {
            List<Double> standings = new ArrayList<>();
            for (Row<BenchmarkResult> row : model.benchmarks()) {
                SummaryStatistics scale = scales.getOrDefault(row.fact().scale(), new SummaryStatistics());
                if (useCase.taskTypes().containsKey(row.fact().taskType()) && scale.getStandardDeviation() > 0) {
                    standings.add((row.fact().score() - scale.getMean()) / scale.getStandardDeviation());
                }
            }
            standings.stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .ifPresent(mean -> benchmarks.put(model.model().id(), mean));
        }
    }

    /** USD of a typical task's tokens; infinite where the price is unknown. */
    double price(ModelId model) {
        Double price = prices.get(model);
        return price == null ? Double.POSITIVE_INFINITY : price;
    }

    /** Mean distance from the average in standard deviations over its benchmarks; the lowest where it has none. */
    double benchmark(ModelId model) {
        Double standing = benchmarks.get(model);
        return standing == null ? Double.NEGATIVE_INFINITY : standing;
    }
}
