package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODEL_BENCHMARKS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICING;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_RUNTIME_STATS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_SENTIMENT_SIGNALS;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.recommend.EvidenceIds;
import dev.autopack.modelintel.recommend.RecommendationRepository.Reference;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import dev.autopack.modelintel.store.jooq.tables.records.ModelRuntimeStatsRecord;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;

/** Rows of evidence in words. */
final class References {

    private final DSLContext context;

    References(DSLContext context) {
        this.context = context;
    }

    /** By kind, then by id. A row that is gone is left out. */
    List<Reference> of(EvidenceIds evidence) {
        return Stream.of(
                        rows(evidence.pricing(), MODEL_PRICING, MODEL_PRICING.ID, Rows::price, References::price),
                        rows(
                                evidence.benchmarks(),
                                MODEL_BENCHMARKS,
                                MODEL_BENCHMARKS.ID,
                                Rows::benchmark,
                                References::benchmark),
                        rows(
                                evidence.runtimeStats(),
                                MODEL_RUNTIME_STATS,
                                MODEL_RUNTIME_STATS.ID,
                                row -> row,
                                References::stats),
                        rows(
                                evidence.sentiment(),
                                MODEL_SENTIMENT_SIGNALS,
                                MODEL_SENTIMENT_SIGNALS.ID,
                                Rows::signal,
                                References::signal))
                .flatMap(List::stream)
                .toList();
    }

    private <R extends TableRecord<R>, T> List<Reference> rows(
            List<Long> ids, Table<R> table, Field<Long> id, Function<R, T> fact, BiFunction<Long, T, Reference> words) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return context.selectFrom(table)
                .where(id.eq(DSL.any(ids.toArray(Long[]::new))))
                .orderBy(id)
                .fetch(row -> words.apply(row.get(id), fact.apply(row)));
    }

    private static Reference price(long id, Price price) {
        return new Reference(
                "pricing",
                id,
                price.model() + ": " + plain(price.inputUsdPerMillion()) + " USD per million prompt tokens, "
                        + plain(price.outputUsdPerMillion()) + " USD per million completion tokens",
                price.source(),
                price.sourceUrl(),
                day(price.effectiveAt()));
    }

    private static Reference benchmark(long id, BenchmarkResult result) {
        return new Reference(
                "benchmarks",
                id,
                result.model() + ": " + plain(BigDecimal.valueOf(result.score())) + " " + result.unit() + " in "
                        + result.benchmark()
                        + result.datasetVersion()
                                .map(version -> " (" + version + ")")
                                .orElse("")
                        + result.costPerTaskUsd()
                                .map(usd -> ", " + plain(usd.round(new MathContext(3))) + " USD a task")
                                .orElse("")
                        + result.tokensPerTask()
                                .map(tokens -> ", " + Math.round(tokens.prompt()) + " prompt and "
                                        + Math.round(tokens.completion()) + " completion tokens a task")
                                .orElse(""),
                Rows.label(result.source()),
                Optional.of(result.sourceUrl()),
                day(result.retrievedAt()));
    }

    private static Reference stats(long id, ModelRuntimeStatsRecord row) {
        RuntimeStats stats = Rows.stats(row);
        return new Reference(
                "runtime_stats",
                id,
                stats.model() + " as " + stats.role()
                        + stats.complexity()
                                .map(complexity -> " on " + Rows.label(complexity) + " complexity")
                                .orElse("")
                        + ": " + stats.calls() + " calls, " + stats.succeededPhases() + " of "
                        + stats.finishedPhases() + " finished phases succeeded, from "
                        + day(stats.window().start()) + " to "
                        + day(stats.window().end()),
                "telemetry of " + row.getOrigin(),
                Optional.empty(),
                day(stats.window().end()));
    }

    private static Reference signal(long id, SentimentSignal signal) {
        return new Reference(
                "sentiment",
                id,
                signal.model() + ", " + Rows.label(signal.sentiment()) + ": "
                        + signal.title().map(title -> title + " – ").orElse("") + signal.snippet(),
                Rows.label(signal.source()),
                Optional.of(signal.sourceUrl().toString()),
                day(signal.retrievedAt()));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
