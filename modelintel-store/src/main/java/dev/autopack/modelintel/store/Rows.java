package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODELS_CATALOG;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_ALIASES;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_BENCHMARKS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICING;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_SENTIMENT_SIGNALS;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkSource;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.Setbacks;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.sentiment.Sentiment;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import dev.autopack.modelintel.sentiment.SentimentSource;
import dev.autopack.modelintel.store.jooq.tables.records.ModelAliasesRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelBenchmarksRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelPricingRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelRuntimeStatsRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelSentimentSignalsRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelsCatalogRecord;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Domain records as rows and back. Rows have prices per 1,000 tokens and closed lists in lower case. */
final class Rows {

    /** From USD per million tokens to USD per 1,000 tokens, exactly. */
    private static final int THOUSANDS = 3;

    private Rows() {}

    /** As exactly as PostgreSQL keeps it: to the microsecond. */
    static Instant kept(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E constant(Class<E> type, String label) {
        return Enum.valueOf(type, label.toUpperCase(Locale.ROOT));
    }

    static ModelsCatalogRecord row(Model model) {
        ModelsCatalogRecord row = MODELS_CATALOG.newRecord();
        row.setModelId(model.id().value());
        row.setProvider(model.provider());
        row.setFamily(model.family());
        row.setDisplayName(model.displayName());
        row.setContextWindowTokens(model.contextWindowTokens().orElse(null));
        row.setToolUse(model.toolUse().orElse(null));
        row.setReleasedAt(model.releasedAt()
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .orElse(null));
        row.setIsDeprecated(model.deprecated());
        row.setSourceUrl(model.sourceUrl().orElse(null));
        return row;
    }

    static Model model(ModelsCatalogRecord row) {
        return new Model(
                ModelId.of(row.getModelId()),
                row.getProvider(),
                row.getFamily(),
                row.getDisplayName(),
                Optional.ofNullable(row.getContextWindowTokens()),
                Optional.ofNullable(row.getToolUse()),
                Optional.ofNullable(row.getReleasedAt())
                        .map(instant -> instant.atOffset(ZoneOffset.UTC).toLocalDate()),
                row.getIsDeprecated(),
                Optional.ofNullable(row.getSourceUrl()));
    }

    static ModelAliasesRecord row(ModelAlias alias) {
        ModelAliasesRecord row = MODEL_ALIASES.newRecord();
        row.setAlias(alias.alias().strip());
        row.setModelId(alias.model().value());
        return row;
    }

    static ModelAlias alias(ModelAliasesRecord row) {
        return new ModelAlias(row.getAlias(), ModelId.of(row.getModelId()));
    }

    static ModelPricingRecord row(PriceHistory.Statement statement) {
        Price price = statement.price();
        ModelPricingRecord row = MODEL_PRICING.newRecord();
        row.setModelId(price.model().value());
        row.setInputPer_1k(price.inputUsdPerMillion().movePointLeft(THOUSANDS));
        row.setOutputPer_1k(price.outputUsdPerMillion().movePointLeft(THOUSANDS));
        row.setEffectiveAt(price.effectiveAt());
        row.setStatedEffectiveAt(statement.date().orElse(null));
        row.setSource(price.source());
        row.setSourceUrl(price.sourceUrl().orElse(null));
        row.setRetrievedAt(price.retrievedAt());
        return row;
    }

    static PriceHistory.Statement statement(ModelPricingRecord row) {
        return new PriceHistory.Statement(price(row), Optional.ofNullable(row.getStatedEffectiveAt()));
    }

    static Price price(ModelPricingRecord row) {
        return new Price(
                ModelId.of(row.getModelId()),
                row.getInputPer_1k().movePointRight(THOUSANDS),
                row.getOutputPer_1k().movePointRight(THOUSANDS),
                row.getEffectiveAt(),
                row.getSource(),
                Optional.ofNullable(row.getSourceUrl()),
                row.getRetrievedAt());
    }

    static ModelBenchmarksRecord row(BenchmarkResult result) {
        ModelBenchmarksRecord row = MODEL_BENCHMARKS.newRecord();
        row.setModelId(result.model().value());
        row.setBenchmarkName(result.benchmark());
        row.setScore(BigDecimal.valueOf(result.score()));
        row.setUnit(result.unit());
        row.setTaskType(result.taskType());
        row.setDatasetVersion(result.datasetVersion().orElse(null));
        row.setSource(label(result.source()));
        row.setSourceUrl(result.sourceUrl());
        row.setRetrievedAt(kept(result.retrievedAt()));
        return row;
    }

    static BenchmarkResult benchmark(ModelBenchmarksRecord row) {
        return new BenchmarkResult(
                ModelId.of(row.getModelId()),
                row.getBenchmarkName(),
                row.getScore().doubleValue(),
                row.getUnit(),
                row.getTaskType(),
                Optional.ofNullable(row.getDatasetVersion()),
                constant(BenchmarkSource.class, row.getSource()),
                row.getSourceUrl(),
                row.getRetrievedAt());
    }

    static ModelSentimentSignalsRecord row(SentimentSignal signal) {
        ModelSentimentSignalsRecord row = MODEL_SENTIMENT_SIGNALS.newRecord();
        row.setModelId(signal.model().value());
        row.setSource(label(signal.source()));
        row.setSourceUrl(signal.sourceUrl().toString());
        row.setTitle(signal.title().orElse(null));
        row.setSnippet(signal.snippet());
        row.setSentiment(label(signal.sentiment()));
        row.setTags(Json.tags(signal.tags()));
        row.setRetrievedAt(kept(signal.retrievedAt()));
        return row;
    }

    static SentimentSignal signal(ModelSentimentSignalsRecord row) {
        return new SentimentSignal(
                ModelId.of(row.getModelId()),
                constant(SentimentSource.class, row.getSource()),
                URI.create(row.getSourceUrl()),
                Optional.ofNullable(row.getTitle()),
                row.getSnippet(),
                constant(Sentiment.class, row.getSentiment()),
                Json.tags(row.getTags()),
                row.getRetrievedAt());
    }

    static RuntimeStats stats(ModelRuntimeStatsRecord row) {
        return new RuntimeStats(
                new TimeWindow(row.getWindowStart(), row.getWindowEnd()),
                row.getProvider(),
                row.getModel(),
                row.getRole(),
                Optional.ofNullable(row.getComplexity()).map(label -> constant(Complexity.class, label)),
                row.getCalls(),
                row.getTotalTokens(),
                Optional.ofNullable(row.getPromptTokens()),
                Optional.ofNullable(row.getCompletionTokens()),
                Optional.ofNullable(row.getEstCostUsd()),
                row.getUnpricedCalls(),
                row.getFinishedPhases(),
                row.getSucceededPhases(),
                row.getP50Tokens(),
                row.getP90Tokens(),
                row.getEstimatedCalls(),
                Optional.ofNullable(row.getEstimatedCostUsd()),
                new Setbacks(
                        row.getReplacedPhases(),
                        row.getRetries(),
                        row.getEscalations(),
                        Json.reasons(row.getFailureReasons())));
    }
}
