package dev.autopack.modelintel.evidence;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one model. The order of the lists does not matter: they are sorted by row id.
 *
 * @param model its specification
 * @param prices every price in effect or superseded, of all sources
 * @param benchmarks every benchmark figure
 * @param runtime the statistics of the user's own runs
 * @param sentiment every community signal
 */
public record ModelEvidence(
        Model model,
        List<Row<Price>> prices,
        List<Row<BenchmarkResult>> benchmarks,
        List<Row<RuntimeStats>> runtime,
        List<Row<SentimentSignal>> sentiment) {

    private static final Comparator<Row<Price>> BY_TIME = Comparator.comparing(Row::fact, Price.BY_TIME);

    public ModelEvidence {
        prices = sorted(prices);
        benchmarks = sorted(benchmarks);
        runtime = sorted(runtime);
        sentiment = sorted(sentiment);
    }

    /** The price that took effect last; empty where the model is unpriced. */
    public Optional<Row<Price>> currentPrice() {
        return prices.isEmpty() ? Optional.empty() : Optional.of(Collections.max(prices, BY_TIME));
    }

    private static <T> List<Row<T>> sorted(List<Row<T>> rows) {
        return rows.stream().sorted(Comparator.<Row<T>>comparingLong(Row::id)).toList();
    }
}
