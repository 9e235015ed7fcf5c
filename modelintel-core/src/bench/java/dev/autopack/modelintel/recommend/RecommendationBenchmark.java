package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.sentiment.Sentiment;
import dev.autopack.modelintel.usecase.Candidates;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * One recommendation among 200 models with full evidence: prices, six benchmarks, telemetry of thirty of them in the use case
 * and in other work, sentiment. See docs/quality.md.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RecommendationBenchmark {

    private static final int MODELS = 201;
    private static final int TRIED = 30;
    private static final List<String> BENCHMARKS = List.of("swe", "aider", "livebench", "commit0", "swt", "tau");

    private static final Recommender RECOMMENDER = Recommender.of(ScoringPolicy.defaults());
    private static final ModelId CURRENT = ModelId.of("model-0");

    @Param({"PLAN", "OPEN"})
    public Candidates candidates = Candidates.PLAN;

    private UseCase useCase = Known.useCase();
    private Evidence evidence = Evidence.of(Known.NOW, List.of());

    @Setup
    public void gather() {
        useCase = Known.useCase().withCandidates(candidates);
        List<ModelEvidence> models = new ArrayList<>();
        for (int i = 0; i < MODELS; i++) {
            models.add(known(i).evidence());
        }
        evidence = Evidence.of(Known.NOW, models);
    }

    @Benchmark
    public Recommendations recommend() {
        return RECOMMENDER.recommend(useCase, CURRENT, evidence);
    }

    /** Figures that follow from the number of the model. */
    private static Known known(int i) {
        Known model = Known.model("model-" + i, "provider-" + i % 12)
                .price(0.1 + (i * 37 % 41) / 10.0, 0.4 + (i * 23 % 43) / 5.0)
                .price(0.1 + (i * 31 % 41) / 10.0, 0.4 + (i * 29 % 43) / 5.0);
        for (int j = 0; j < BENCHMARKS.size(); j++) {
            model.benchmark(BENCHMARKS.get(j), 20 + (i * 29 + j * 17) % 71, 0.05 + (i + j) % 7);
        }
        if (i < TRIED) {
            model.runs("builder", Complexity.LOW, 10 + i * 13 % 30, 40)
                    .runs("builder", Complexity.HIGH, 5 + i * 7 % 30, 40)
                    .runs("auditor", Complexity.LOW, 8 + i * 11 % 30, 40);
        }
        return model.said(Sentiment.POSITIVE).said(Sentiment.MIXED).said(Sentiment.NEGATIVE);
    }

    @Test
    void measure() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(RecommendationBenchmark.class.getName() + "\\.recommend")
                        .addProfiler(GCProfiler.class)
                        .forks(1)
                        .warmupIterations(8)
                        .warmupTime(TimeValue.seconds(3))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(3))
                        .build())
                .run();
    }
}
