package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODELS_CATALOG;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_ALIASES;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_BENCHMARKS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_OFFERINGS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICING;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_SENTIMENT_SIGNALS;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkSource;
import dev.autopack.modelintel.benchmark.TaskTokens;
import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.market.Discount;
import dev.autopack.modelintel.market.MarketPrice;
import dev.autopack.modelintel.market.Offering;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.pricing.Rate;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.pricing.Tariff;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.Setbacks;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.sentiment.Sentiment;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import dev.autopack.modelintel.sentiment.SentimentSource;
import dev.autopack.modelintel.store.jooq.tables.records.ModelAliasesRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelBenchmarksRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelOfferingsRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelPricesKnownByRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelPricingRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelRuntimeStatsRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelSentimentSignalsRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelsCatalogRecord;
import dev.autopack.modelintel.store.jooq.tables.records.PriceDiscountsRecord;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;

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

    /** @param deprecated whether it was at the instant that is asked for */
    static Model model(ModelsCatalogRecord row, boolean deprecated) {
        return new Model(
                ModelId.of(row.getModelId()),
                row.getProvider(),
                row.getFamily(),
                row.getDisplayName(),
                Optional.ofNullable(row.getContextWindowTokens()),
                Optional.ofNullable(row.getToolUse()),
                Optional.ofNullable(row.getReleasedAt())
                        .map(instant -> instant.atOffset(ZoneOffset.UTC).toLocalDate()),
                deprecated,
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

    /** What an offering's row says of it. */
    static final List<Field<?>> OFFERING_CONTENT = List.of(
            MODEL_OFFERINGS.MODEL_ID,
            MODEL_OFFERINGS.MAKER,
            MODEL_OFFERINGS.DISPLAY_NAME,
            MODEL_OFFERINGS.CONTEXT_WINDOW_TOKENS,
            MODEL_OFFERINGS.TOOL_USE,
            MODEL_OFFERINGS.RELEASED_AT,
            MODEL_OFFERINGS.IS_DEPRECATED,
            MODEL_OFFERINGS.DEPRECATED_AT,
            MODEL_OFFERINGS.RETIRES_AT,
            MODEL_OFFERINGS.REPLACEMENT,
            MODEL_OFFERINGS.NAME_RULE,
            MODEL_OFFERINGS.SOURCE_URL);

    /** @param model the model as it is recorded */
    static ModelOfferingsRecord row(String source, Offering offering, ModelId model) {
        ModelOfferingsRecord row = MODEL_OFFERINGS.newRecord();
        row.setSource(source);
        row.setProvider(offering.key().provider());
        row.setName(offering.key().name());
        row.setModelId(model.value());
        row.setMaker(offering.maker());
        row.setDisplayName(offering.displayName());
        row.setContextWindowTokens(offering.contextWindowTokens().orElse(null));
        row.setToolUse(offering.toolUse().orElse(null));
        row.setReleasedAt(offering.releasedAt().orElse(null));
        row.setIsDeprecated(offering.lifecycle().deprecated());
        row.setDeprecatedAt(offering.lifecycle().deprecatedAt().orElse(null));
        row.setRetiresAt(offering.lifecycle().retiresAt().orElse(null));
        row.setReplacement(offering.lifecycle().replacement().orElse(null));
        row.setNameRule(offering.rule().map(NameRuleJson::written).orElse(null));
        row.setSourceUrl(offering.sourceUrl().orElse(null));
        return row;
    }

    static Offering offering(ModelOfferingsRecord row) {
        return new Offering(
                new Offering.Key(row.getProvider(), row.getName()),
                ModelId.of(row.getModelId()),
                row.getMaker(),
                row.getDisplayName(),
                Optional.ofNullable(row.getContextWindowTokens()),
                Optional.ofNullable(row.getToolUse()),
                Optional.ofNullable(row.getReleasedAt()),
                new Lifecycle(
                        row.getIsDeprecated(),
                        Optional.ofNullable(row.getDeprecatedAt()),
                        Optional.ofNullable(row.getRetiresAt()),
                        Optional.ofNullable(row.getReplacement())),
                Optional.ofNullable(row.getNameRule()).map(NameRuleJson::read),
                Optional.ofNullable(row.getSourceUrl()));
    }

    /** The feed behind the label of a source. */
    static String feed(String label) {
        int colon = label.indexOf(':');
        return colon < 0 ? label : label.substring(0, colon);
    }

    /** @param confirmedAt when its source was last read and still had it */
    static MarketPrice marketPrice(ModelPricingRecord row, Optional<Offering.Key> offering, Instant confirmedAt) {
        return new MarketPrice(
                row.getId(),
                ModelId.of(row.getModelId()),
                offering,
                feed(row.getSource()),
                row.getTariff() == null ? baseTariff(price(row)) : TariffJson.read(row.getTariff()),
                row.getEffectiveAt(),
                Optional.ofNullable(row.getEffectiveUntil()),
                Optional.ofNullable(row.getStatedEffectiveAt()),
                Optional.ofNullable(row.getObservedAt())
                        .orElse(
                                row.getRetrievedAt().isBefore(row.getEffectiveAt())
                                        ? row.getRetrievedAt()
                                        : row.getEffectiveAt()),
                row.getRetrievedAt(),
                confirmedAt,
                Optional.ofNullable(row.getSourceUrl()),
                Optional.ofNullable(row.getReference()),
                Optional.ofNullable(row.getOnlyAt()),
                Optional.ofNullable(row.getNote()),
                Optional.ofNullable(row.getQuarantine()));
    }

    static Discount discount(PriceDiscountsRecord row) {
        return new Discount(
                Optional.ofNullable(row.getProvider()),
                Optional.ofNullable(row.getModelId()).map(ModelId::of),
                row.getPercent(),
                row.getEffectiveAt(),
                Optional.ofNullable(row.getEffectiveUntil()),
                Optional.ofNullable(row.getNote()),
                row.getObservedAt());
    }

    private static Tariff baseTariff(Price price) {
        return Tariff.of(RateCard.of(Map.of(
                Meter.INPUT, Rate.flat(price.inputUsdPerMillion()),
                Meter.OUTPUT, Rate.flat(price.outputUsdPerMillion()))));
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
        statement.terms().ifPresent(terms -> {
            row.setOfferingId(terms.offering());
            row.setTariff(TariffJson.written(terms.tariff()));
            row.setObservedAt(terms.observedAt().orElse(null));
            row.setReference(terms.reference().orElse(null));
        });
        return row;
    }

    static PriceHistory.Statement statement(ModelPricingRecord row) {
        return new PriceHistory.Statement(price(row), Optional.ofNullable(row.getStatedEffectiveAt()), terms(row));
    }

    private static Optional<PriceHistory.Terms> terms(ModelPricingRecord row) {
        return Optional.ofNullable(row.getTariff())
                .map(tariff -> new PriceHistory.Terms(
                        row.getOfferingId(),
                        TariffJson.read(tariff),
                        Optional.ofNullable(row.getObservedAt()),
                        Optional.ofNullable(row.getReference())));
    }

    static Row<Price> price(ModelPricesKnownByRecord row) {
        return new Row<>(
                row.getId(),
                new Price(
                        ModelId.of(row.getModelId()),
                        row.getInputPer_1k().movePointRight(THOUSANDS),
                        row.getOutputPer_1k().movePointRight(THOUSANDS),
                        row.getEffectiveAt(),
                        row.getSource(),
                        Optional.ofNullable(row.getSourceUrl()),
                        row.getRetrievedAt()));
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
        row.setCostPerTaskUsd(result.costPerTaskUsd().orElse(null));
        result.tokensPerTask().ifPresent(tokens -> {
            row.setPromptTokensPerTask(BigDecimal.valueOf(tokens.prompt()));
            row.setCompletionTokensPerTask(BigDecimal.valueOf(tokens.completion()));
        });
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
                row.getRetrievedAt(),
                Optional.ofNullable(row.getCostPerTaskUsd()),
                Optional.ofNullable(row.getPromptTokensPerTask())
                        .map(prompt -> new TaskTokens(
                                prompt.doubleValue(),
                                row.getCompletionTokensPerTask().doubleValue())));
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
