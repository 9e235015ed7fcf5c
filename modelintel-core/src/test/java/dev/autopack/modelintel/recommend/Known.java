package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkSource;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.pricing.TokenCounts;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.Setbacks;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.sentiment.Sentiment;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import dev.autopack.modelintel.sentiment.SentimentSource;
import dev.autopack.modelintel.usecase.Candidates;
import dev.autopack.modelintel.usecase.ConfigPath;
import dev.autopack.modelintel.usecase.Needs;
import dev.autopack.modelintel.usecase.UseCase;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Builds what is known of a model, the way a test reads: {@code model("glm-4.7", "zhipu").price(0.6, 2.2)}. */
public final class Known {

    public static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final TimeWindow WINDOW = TimeWindow.ofDaysUntil(30, NOW);

    private final String name;
    private final String provider;
    private final List<Row<Price>> prices = new ArrayList<>();
    private final List<Row<BenchmarkResult>> benchmarks = new ArrayList<>();
    private final List<Row<RuntimeStats>> runtime = new ArrayList<>();
    private final List<Row<SentimentSignal>> sentiment = new ArrayList<>();
    private Optional<Integer> contextWindow = Optional.empty();
    private Optional<Boolean> toolUse = Optional.empty();
    private boolean deprecated;

    private Known(String name, String provider) {
        this.name = name;
        this.provider = provider;
    }

    public static Known model(String name, String provider) {
        return new Known(name, provider);
    }

    /** A use case of the role builder on low complexity, where a success is worth 1 USD and benchmarks of code count. */
    public static UseCase useCase() {
        return new UseCase(
                new UseCaseId("builder_default_low"),
                ConfigPath.parse("complexity_models.low.builder"),
                List.of("builder"),
                Optional.of(Complexity.LOW),
                new TreeMap<>(java.util.Map.of("code", 1.0)),
                1.0,
                new TokenCounts(100_000, 10_000),
                new Needs(100_000, true),
                Optional.empty(),
                Candidates.PLAN,
                OptionalDouble.empty());
    }

    public Known price(double inputUsdPerMillion, double outputUsdPerMillion) {
        prices.add(new Row<>(
                id(prices),
                new Price(
                        ModelId.of(name),
                        BigDecimal.valueOf(inputUsdPerMillion),
                        BigDecimal.valueOf(outputUsdPerMillion),
                        NOW.minusSeconds(100L - prices.size()),
                        "test",
                        Optional.empty(),
                        NOW)));
        return this;
    }

    public Known benchmark(String benchmark, double percent) {
        return benchmark(benchmark, Optional.empty(), percent);
    }

    /** The same in an edition of the benchmark. */
    public Known benchmark(String benchmark, Optional<String> version, double percent) {
        benchmarks.add(new Row<>(
                id(benchmarks),
                new BenchmarkResult(
                        ModelId.of(name),
                        benchmark,
                        percent,
                        "percent",
                        "code",
                        version,
                        BenchmarkSource.THIRD_PARTY,
                        "https://example.org/" + benchmark,
                        NOW,
                        Optional.empty(),
                        Optional.empty())));
        return this;
    }

    /** The same, where a task of the benchmark cost that many USD. */
    public Known benchmark(String benchmark, double percent, double usdPerTask) {
        benchmark(benchmark, percent);
        BenchmarkResult result = benchmarks.remove(benchmarks.size() - 1).fact();
        benchmarks.add(new Row<>(
                id(benchmarks),
                new BenchmarkResult(
                        result.model(),
                        result.benchmark(),
                        result.score(),
                        result.unit(),
                        result.taskType(),
                        result.datasetVersion(),
                        result.source(),
                        result.sourceUrl(),
                        result.retrievedAt(),
                        Optional.of(BigDecimal.valueOf(usdPerTask)),
                        result.tokensPerTask())));
        return this;
    }

    /** Phases of 100,000 prompt and 10,000 completion tokens each. */
    public Known runs(String role, Complexity complexity, long succeeded, long finished) {
        return runs(role, complexity, succeeded, finished, new TokenCounts(100_000, 10_000));
    }

    public Known runs(String role, Complexity complexity, long succeeded, long finished, TokenCounts each) {
        long prompt = Math.round(each.prompt() * finished);
        long completion = Math.round(each.completion() * finished);
        runtime.add(new Row<>(
                id(runtime),
                new RuntimeStats(
                        WINDOW,
                        provider,
                        name,
                        role,
                        Optional.of(complexity),
                        finished,
                        prompt + completion,
                        Optional.of(prompt),
                        Optional.of(completion),
                        Optional.empty(),
                        finished,
                        finished,
                        succeeded,
                        100,
                        200,
                        0,
                        Optional.empty(),
                        Setbacks.NONE)));
        return this;
    }

    public Known said(Sentiment tone) {
        sentiment.add(new Row<>(
                id(sentiment),
                new SentimentSignal(
                        ModelId.of(name),
                        SentimentSource.BLOG,
                        URI.create("https://example.org/" + name + "/" + sentiment.size()),
                        Optional.empty(),
                        "Said.",
                        tone,
                        new TreeMap<>(),
                        NOW)));
        return this;
    }

    public Known contextWindow(int tokens) {
        contextWindow = Optional.of(tokens);
        return this;
    }

    public Known toolUse(boolean can) {
        toolUse = Optional.of(can);
        return this;
    }

    public Known deprecated() {
        deprecated = true;
        return this;
    }

    public ModelEvidence evidence() {
        Model named = Model.named(ModelId.of(name), provider);
        return new ModelEvidence(
                new Model(
                        named.id(),
                        provider,
                        named.family(),
                        name,
                        contextWindow,
                        toolUse,
                        Optional.empty(),
                        deprecated,
                        Optional.empty()),
                prices,
                benchmarks,
                runtime,
                sentiment);
    }

    private static long id(List<?> rows) {
        return rows.size() + 1L;
    }
}
