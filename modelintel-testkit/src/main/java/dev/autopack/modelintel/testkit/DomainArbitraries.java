package dev.autopack.modelintel.testkit;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkSource;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.sentiment.Sentiment;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import dev.autopack.modelintel.sentiment.SentimentSource;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Generated domain values for laws. Texts, sources and instants come from small sets, so that values collide as often as
 * they do in life: the same model in another statement, the same date with another price.
 */
public final class DomainArbitraries {

    private static final List<String> NAMES = List.of("claude-sonnet-4-5", "gpt-5.4", "glm-4.7", "gemini-3-flash", "a");
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final int YEAR_IN_DAYS = 365;
    private static final int SECONDS_OF_A_DAY = 86_400;

    private DomainArbitraries() {}

    /** Canonical names, of few models. */
    public static Arbitrary<ModelId> modelIds() {
        return Arbitraries.of(NAMES).map(ModelId::of);
    }

    /** Midnights of the year 2026, UTC. */
    public static Arbitrary<Instant> days() {
        return Arbitraries.integers()
                .between(0, YEAR_IN_DAYS - 1)
                .map(day -> EPOCH.plusSeconds((long) day * SECONDS_OF_A_DAY));
    }

    /** USD per million tokens from 0 to 10,000, with up to nine decimals. */
    public static Arbitrary<BigDecimal> usdPerMillion() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(10_000))
                .ofScale(9);
    }

    /** Models with every part of their specification known or not. */
    public static Arbitrary<Model> models() {
        return Combinators.combine(
                        modelIds(),
                        Arbitraries.of("anthropic", "openai", "zhipu"),
                        Arbitraries.integers().between(1, 2_000_000).optional(),
                        Arbitraries.of(true, false).optional(),
                        days().map(day -> LocalDate.ofInstant(day, ZoneOffset.UTC))
                                .optional(),
                        Arbitraries.of(true, false),
                        urls().map(URI::toString).optional())
                .as((id, provider, window, tools, released, deprecated, url) ->
                        new Model(id, provider, id.family(), "The " + id, window, tools, released, deprecated, url));
    }

    /** Prices that a source states, with and without a date. */
    public static Arbitrary<StatedPrice> statedPrices() {
        return Combinators.combine(
                        modelIds(),
                        usdPerMillion(),
                        usdPerMillion(),
                        days().optional(),
                        Arbitraries.of("anthropic_pricing_page", "litellm"),
                        days())
                .as((model, input, output, date, source, read) -> new StatedPrice(
                        new Price(model, input, output, date.orElse(read), source, Optional.empty(), read), date));
    }

    /** Benchmark figures, in percent and in other units. */
    public static Arbitrary<BenchmarkResult> benchmarkResults() {
        return Combinators.combine(
                        modelIds(),
                        Arbitraries.of("SWE-bench Verified", "Aider polyglot"),
                        Arbitraries.doubles().between(0, 100),
                        Arbitraries.of("percent", "elo"),
                        Arbitraries.of("2026-01").optional(),
                        Arbitraries.of(BenchmarkSource.class),
                        urls(),
                        days())
                .as((model, benchmark, score, unit, version, source, url, read) -> new BenchmarkResult(
                        model,
                        benchmark,
                        score,
                        unit,
                        "code",
                        version,
                        source,
                        url.toString(),
                        read,
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Community signals. */
    public static Arbitrary<SentimentSignal> sentimentSignals() {
        return Combinators.combine(
                        modelIds(),
                        Arbitraries.of(SentimentSource.class),
                        urls(),
                        Arbitraries.of("A title", "Ein Titel – \"ü\"").optional(),
                        Arbitraries.of("Works.", "It's slow;\nbut cheap."),
                        Arbitraries.of(Sentiment.class),
                        Arbitraries.maps(Arbitraries.of("topic", "k\"ey"), Arbitraries.of("speed", "ü\\")),
                        days())
                .as((model, source, url, title, snippet, tone, tags, read) ->
                        new SentimentSignal(model, source, url, title, snippet, tone, new TreeMap<>(tags), read));
    }

    /** Facts of every kind that name only models which they define. */
    public static Arbitrary<Facts> facts() {
        return Combinators.combine(
                        models().list().ofMaxSize(3),
                        statedPrices().list().ofMaxSize(8),
                        benchmarkResults().list().ofMaxSize(8),
                        sentimentSignals().list().ofMaxSize(5))
                .as((definitions, prices, benchmarks, sentiment) ->
                        new Facts(definitions, everyModel(), List.of(), prices, benchmarks, sentiment));
    }

    private static List<Model> everyModel() {
        return NAMES.stream()
                .map(name -> Model.named(ModelId.of(name), "somebody"))
                .toList();
    }

    private static Arbitrary<URI> urls() {
        return Arbitraries.of("https://example.org/a", "https://example.org/b?c=d")
                .map(URI::create);
    }
}
