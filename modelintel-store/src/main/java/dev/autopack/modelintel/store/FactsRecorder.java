package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODELS_CATALOG;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_ALIASES;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_BENCHMARKS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_OFFERINGS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICING;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_SENTIMENT_SIGNALS;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.evidence.RecordedFacts.Changes;
import dev.autopack.modelintel.evidence.UnknownModelException;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.store.jooq.tables.records.ModelAliasesRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelPricingRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelsCatalogRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.UpdatableRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Records facts within a transaction that no other writer disturbs: reads what is on record, decides what is new, and
 * writes that in batches.
 */
final class FactsRecorder {

    static final List<Field<?>> CATALOG_CONTENT = List.of(
            MODELS_CATALOG.PROVIDER,
            MODELS_CATALOG.FAMILY,
            MODELS_CATALOG.DISPLAY_NAME,
            MODELS_CATALOG.CONTEXT_WINDOW_TOKENS,
            MODELS_CATALOG.TOOL_USE,
            MODELS_CATALOG.RELEASED_AT,
            MODELS_CATALOG.IS_DEPRECATED,
            MODELS_CATALOG.SOURCE_URL);
    private static final List<Field<?>> DEFINED_CONTENT = Stream.concat(
                    CATALOG_CONTENT.stream(), Stream.of(MODELS_CATALOG.IS_DEFINED))
            .toList();
    private static final List<Field<?>> BENCHMARK_CONTENT = List.of(
            MODEL_BENCHMARKS.SCORE,
            MODEL_BENCHMARKS.UNIT,
            MODEL_BENCHMARKS.TASK_TYPE,
            MODEL_BENCHMARKS.SOURCE,
            MODEL_BENCHMARKS.COST_PER_TASK_USD,
            MODEL_BENCHMARKS.PROMPT_TOKENS_PER_TASK,
            MODEL_BENCHMARKS.COMPLETION_TOKENS_PER_TASK);
    private static final List<Field<?>> SENTIMENT_CONTENT = List.of(
            MODEL_SENTIMENT_SIGNALS.SOURCE,
            MODEL_SENTIMENT_SIGNALS.TITLE,
            MODEL_SENTIMENT_SIGNALS.SNIPPET,
            MODEL_SENTIMENT_SIGNALS.SENTIMENT,
            MODEL_SENTIMENT_SIGNALS.TAGS);

    private final DSLContext context;

    FactsRecorder(DSLContext context) {
        this.context = context;
    }

    /** @throws UnknownModelException if a fact is about a model that neither the facts nor the catalog have */
    RecordedFacts record(Facts facts) {
        NameClaims claims = new NameClaims(context);
        claims.claim(Stream.concat(facts.definitions().stream(), facts.mentions().stream())
                .map(Model::id)
                .toList());
        Map<String, ModelsCatalogRecord> catalog =
                context.selectFrom(MODELS_CATALOG).fetchMap(MODELS_CATALOG.MODEL_ID);
        requireKnownModels(facts, catalog.keySet());
        Map<String, Changes> changes = new TreeMap<>();
        if (!facts.definitions().isEmpty() || !facts.mentions().isEmpty()) {
            changes.put("models", recordModels(facts.definitions(), facts.mentions(), catalog));
        }
        if (!facts.aliases().isEmpty()) {
            changes.put("aliases", recordAliases(facts.aliases()));
        }
        if (!facts.prices().isEmpty()) {
            changes.put("prices", recordPrices(facts.prices()));
        }
        if (!facts.benchmarks().isEmpty()) {
            changes.put(
                    "benchmarks",
                    recordReadings(
                            facts.benchmarks().stream().map(Rows::row).toList(),
                            MODEL_BENCHMARKS,
                            MODEL_BENCHMARKS.MODEL_ID,
                            MODEL_BENCHMARKS.RETRIEVED_AT,
                            row -> Arrays.asList(
                                    row.getModelId(),
                                    row.getBenchmarkName(),
                                    row.getDatasetVersion(),
                                    row.getSourceUrl()),
                            BENCHMARK_CONTENT));
        }
        if (!facts.sentiment().isEmpty()) {
            changes.put(
                    "sentiment",
                    recordReadings(
                            facts.sentiment().stream().map(Rows::row).toList(),
                            MODEL_SENTIMENT_SIGNALS,
                            MODEL_SENTIMENT_SIGNALS.MODEL_ID,
                            MODEL_SENTIMENT_SIGNALS.RETRIEVED_AT,
                            row -> Arrays.asList(row.getModelId(), row.getSourceUrl()),
                            SENTIMENT_CONTENT));
        }
        return new RecordedFacts(changes);
    }

    private static void requireKnownModels(Facts facts, Set<String> catalog) {
        Set<ModelId> known = Stream.concat(facts.definitions().stream(), facts.mentions().stream())
                .map(Model::id)
                .collect(Collectors.toSet());
        Set<ModelId> unknown = new TreeSet<>();
        Stream.of(
                        facts.aliases().stream().map(ModelAlias::model),
                        facts.prices().stream().map(stated -> stated.price().model()),
                        facts.benchmarks().stream().map(result -> result.model()),
                        facts.sentiment().stream().map(signal -> signal.model()))
                .flatMap(Function.identity())
                .filter(model -> !known.contains(model) && !catalog.contains(model.value()))
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            throw new UnknownModelException(unknown);
        }
    }

    private Changes recordModels(
            List<Model> definitions, List<Model> mentions, Map<String, ModelsCatalogRecord> catalog) {
        Map<String, ModelsCatalogRecord> rows = new LinkedHashMap<>();
        definitions.forEach(model -> {
            ModelsCatalogRecord row = Rows.row(model);
            row.setIsDefined(true);
            rows.put(model.id().value(), row);
        });
        mentions.stream()
                .filter(model -> !catalog.containsKey(model.id().value()))
                .forEach(model -> rows.putIfAbsent(model.id().value(), Rows.row(model)));
        Set<String> offered = context.selectDistinct(MODEL_OFFERINGS.MODEL_ID)
                .from(MODEL_OFFERINGS)
                .fetchSet(MODEL_OFFERINGS.MODEL_ID);
        Instant now = context.select(DSL.currentInstant()).fetchSingle().value1();
        List<ModelsCatalogRecord> added = new ArrayList<>();
        List<ModelsCatalogRecord> updated = new ArrayList<>();
        rows.forEach((id, row) -> {
            ModelsCatalogRecord recorded = catalog.get(id);
            if (recorded == null) {
                added.add(row);
            } else if (copied(row, recorded, offered.contains(id) ? stated(row) : DEFINED_CONTENT)) {
                recorded.setUpdatedAt(now);
                updated.add(recorded);
            }
        });
        return written(MODELS_CATALOG, definitions.size() + mentions.size(), added, updated);
    }

    /** What a definition leaves open is left to what the market says. */
    private static List<Field<?>> stated(ModelsCatalogRecord row) {
        return DEFINED_CONTENT.stream()
                .filter(field -> row.get(field) != null && !Boolean.FALSE.equals(row.get(field)))
                .toList();
    }

    private Changes recordAliases(List<ModelAlias> aliases) {
        Map<String, ModelAliasesRecord> recorded =
                context.selectFrom(MODEL_ALIASES).fetch().intoMap(FactsRecorder::nameKey);
        Map<String, ModelAliasesRecord> rows = new LinkedHashMap<>();
        aliases.stream().map(Rows::row).forEach(row -> rows.put(nameKey(row), row));
        List<ModelAliasesRecord> added = new ArrayList<>();
        List<ModelAliasesRecord> updated = new ArrayList<>();
        rows.forEach((key, row) -> {
            ModelAliasesRecord before = recorded.get(key);
            if (before == null) {
                added.add(row);
            } else if (copied(row, before, List.of(MODEL_ALIASES.MODEL_ID))) {
                updated.add(before);
            }
        });
        return written(MODEL_ALIASES, aliases.size(), added, updated);
    }

    private static String nameKey(ModelAliasesRecord row) {
        return ModelNames.key(row.getAlias());
    }

    private Changes recordPrices(List<StatedPrice> prices) {
        Map<List<String>, List<PriceHistory.Statement>> recorded = context
                .selectFrom(MODEL_PRICING)
                .where(MODEL_PRICING.MODEL_ID.eq(DSL.any(models(
                        prices.stream().map(stated -> stated.price().model().value())))))
                .fetch(Rows::statement)
                .stream()
                .collect(Collectors.groupingBy(statement -> statedBy(statement.price())));
        Map<List<String>, PriceHistory> histories = new HashMap<>();
        List<ModelPricingRecord> added = new ArrayList<>();
        int unchanged = 0;
        for (StatedPrice stated : prices) {
            PriceHistory.Statement statement = statement(stated);
            List<PriceHistory.Statement> news = histories
                    .computeIfAbsent(
                            statedBy(statement.price()), key -> new PriceHistory(recorded.getOrDefault(key, List.of())))
                    .keep(statement);
            news.stream().map(Rows::row).forEach(added::add);
            if (news.isEmpty()) {
                unchanged++;
            }
        }
        BulkInsert.insert(context, MODEL_PRICING, added);
        return new Changes(added.size(), 0, unchanged);
    }

    private static List<String> statedBy(Price price) {
        return List.of(price.model().value(), price.source());
    }

    private static PriceHistory.Statement statement(StatedPrice stated) {
        Price price = stated.price();
        return new PriceHistory.Statement(
                new Price(
                        price.model(),
                        price.inputUsdPerMillion(),
                        price.outputUsdPerMillion(),
                        Rows.kept(price.effectiveAt()),
                        price.source(),
                        price.sourceUrl(),
                        Rows.kept(price.retrievedAt())),
                stated.statedEffectiveAt().map(Rows::kept));
    }

    /**
     * Records what was read somewhere at some time. Of two readings of one place the later one holds, and a reading that
     * says what is on record leaves the time of the first one, so that what was known at an instant stays known then.
     */
    private <R extends UpdatableRecord<R>> Changes recordReadings(
            List<R> readings,
            Table<R> table,
            Field<String> model,
            Field<Instant> retrievedAt,
            Function<R, List<@Nullable String>> place,
            List<Field<?>> content) {
        Map<List<@Nullable String>, R> recorded = context.selectFrom(table)
                .where(model.eq(DSL.any(models(readings.stream().map(row -> row.get(model))))))
                .fetch()
                .intoMap(place::apply);
        Map<List<@Nullable String>, R> latest = new LinkedHashMap<>();
        for (R reading : readings) {
            latest.merge(
                    place.apply(reading),
                    reading,
                    (one, other) -> other.get(retrievedAt).isBefore(one.get(retrievedAt)) ? one : other);
        }
        List<R> added = new ArrayList<>();
        List<R> updated = new ArrayList<>();
        latest.forEach((key, row) -> {
            R before = recorded.get(key);
            if (before == null) {
                added.add(row);
            } else if (!row.get(retrievedAt).isBefore(before.get(retrievedAt)) && copied(row, before, content)) {
                before.set(retrievedAt, row.get(retrievedAt));
                updated.add(before);
            }
        });
        return written(table, readings.size(), added, updated);
    }

    private <R extends UpdatableRecord<R>> Changes written(
            Table<R> table, int facts, Collection<R> added, Collection<R> updated) {
        BulkInsert.insert(context, table, added);
        context.batchUpdate(updated).execute();
        return new Changes(added.size(), updated.size(), facts - added.size() - updated.size());
    }

    /** Makes {@code to} say what {@code from} says, and tells whether it said something else before. */
    static boolean copied(UpdatableRecord<?> from, UpdatableRecord<?> to, List<Field<?>> content) {
        List<Field<?>> different = content.stream()
                .filter(field -> !same(from.get(field), to.get(field)))
                .toList();
        different.forEach(field -> copy(field, from, to));
        return !different.isEmpty();
    }

    private static <T> void copy(Field<T> field, UpdatableRecord<?> from, UpdatableRecord<?> to) {
        to.set(field, from.get(field));
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal otherNumber) {
            return number.compareTo(otherNumber) == 0;
        }
        return Objects.equals(one, other);
    }

    private static String[] models(Stream<String> names) {
        return names.distinct().toArray(String[]::new);
    }
}
