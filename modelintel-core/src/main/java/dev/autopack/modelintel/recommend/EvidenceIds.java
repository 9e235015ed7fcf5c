package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Estimate;
import dev.autopack.modelintel.score.Scorecard;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ids of the rows that a recommendation rests on, each list sorted.
 *
 * @param pricing ids of prices
 * @param benchmarks ids of benchmark figures
 * @param runtimeStats ids of runtime statistics
 * @param sentiment ids of community signals
 */
public record EvidenceIds(List<Long> pricing, List<Long> benchmarks, List<Long> runtimeStats, List<Long> sentiment) {

    public EvidenceIds {
        pricing = sorted(pricing);
        benchmarks = sorted(benchmarks);
        runtimeStats = sorted(runtimeStats);
        sentiment = sorted(sentiment);
    }

    /** Everything that the scorecards rest on. */
    static EvidenceIds of(Scorecard... scorecards) {
        return new EvidenceIds(
                ids(ComponentName.PRICE, scorecards),
                ids(ComponentName.BENCHMARK, scorecards),
                ids(ComponentName.RUNTIME, scorecards),
                ids(ComponentName.SENTIMENT, scorecards));
    }

    private static List<Long> ids(ComponentName name, Scorecard... scorecards) {
        return Stream.of(scorecards)
                .flatMap(scorecard -> scorecard.component(name).estimate().stream())
                .map(Estimate::evidence)
                .flatMap(List::stream)
                .toList();
    }

    private static List<Long> sorted(List<Long> ids) {
        return ids.stream().sorted().distinct().toList();
    }
}
