package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODELS_CATALOG;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_ALIASES;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_BENCHMARKS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICES_KNOWN_BY;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_RUNTIME_STATS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_SENTIMENT_SIGNALS;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.EvidenceRepository;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;

/** Facts in the tables of the catalog. */
final class PostgresEvidence implements EvidenceRepository {

    private final Database database;

    PostgresEvidence(Database database) {
        this.database = database;
    }

    @Override
    public RecordedFacts record(Facts facts) {
        return database.write(context -> new FactsRecorder(context).record(facts));
    }

    @Override
    public Evidence asOf(Instant asOf) {
        return database.read(context -> evidence(context, asOf));
    }

    @Override
    public ModelNames names() {
        return database.read(PostgresEvidence::names);
    }

    static ModelNames names(DSLContext context) {
        return ModelNames.of(
                context.selectFrom(MODELS_CATALOG).fetch(row -> ModelId.of(row.getModelId())).stream()
                        .sorted()
                        .toList(),
                context.selectFrom(MODEL_ALIASES).fetch(Rows::alias));
    }

    private static Evidence evidence(DSLContext context, Instant asOf) {
        Instant by = Rows.kept(asOf);
        Map<String, List<Row<Price>>> prices = prices(context, by);
        Map<String, List<Row<BenchmarkResult>>> benchmarks = rows(
                context,
                MODEL_BENCHMARKS,
                MODEL_BENCHMARKS.RETRIEVED_AT.le(by),
                MODEL_BENCHMARKS.ID,
                MODEL_BENCHMARKS.MODEL_ID,
                Rows::benchmark);
        Map<String, List<Row<RuntimeStats>>> runtime = rows(
                context,
                MODEL_RUNTIME_STATS,
                ofLastWindows(MODEL_RUNTIME_STATS.WINDOW_END.le(by)),
                MODEL_RUNTIME_STATS.ID,
                MODEL_RUNTIME_STATS.MODEL,
                Rows::stats);
        Map<String, List<Row<SentimentSignal>>> sentiment = rows(
                context,
                MODEL_SENTIMENT_SIGNALS,
                MODEL_SENTIMENT_SIGNALS.RETRIEVED_AT.le(by),
                MODEL_SENTIMENT_SIGNALS.ID,
                MODEL_SENTIMENT_SIGNALS.MODEL_ID,
                Rows::signal);
        Set<ModelId> ending = new Lifecycles(context, by).ends().keySet();
        List<ModelEvidence> models = context.selectFrom(MODELS_CATALOG)
                .fetch(row -> new ModelEvidence(
                        Rows.model(row, ending.contains(ModelId.of(row.getModelId()))),
                        of(prices, row.getModelId()),
                        of(benchmarks, row.getModelId()),
                        of(runtime, row.getModelId()),
                        of(sentiment, row.getModelId())));
        return Evidence.of(asOf, models);
    }

    /** What the user pays: a model whose last price has ended and that nobody else prices has none. */
    private static Map<String, List<Row<Price>>> prices(DSLContext context, Instant by) {
        var price = MODEL_PRICES_KNOWN_BY.call(by);
        Map<String, List<Row<Price>>> prices = new HashMap<>();
        context.selectFrom(price)
                .where(price.EFFECTIVE_AT.le(by))
                .orderBy(price.EFFECTIVE_AT)
                .forEach(row -> {
                    if (row.getId() == null) {
                        prices.remove(row.getModelId());
                    } else {
                        prices.computeIfAbsent(row.getModelId(), model -> new ArrayList<>())
                                .add(Rows.price(row));
                    }
                });
        return prices;
    }

    /**
     * That statistics are those of the last window of their origin: of calls that were made elsewhere there are others. Of two
     * windows that end together, the longer one: it rests on more.
     *
     * @param known which statistics there are
     */
    static Condition ofLastWindows(Condition known) {
        var stats = MODEL_RUNTIME_STATS;
        return DSL.row(stats.ORIGIN, stats.WINDOW_START, stats.WINDOW_END)
                .in(DSL.select(stats.ORIGIN, stats.WINDOW_START, stats.WINDOW_END)
                        .distinctOn(stats.ORIGIN)
                        .from(stats)
                        .where(known)
                        .orderBy(stats.ORIGIN, stats.WINDOW_END.desc(), stats.WINDOW_START));
    }

    private static <R extends TableRecord<R>, T> Map<String, List<Row<T>>> rows(
            DSLContext context,
            Table<R> table,
            Condition known,
            Field<Long> id,
            Field<String> model,
            Function<R, T> fact) {
        return context.selectFrom(table).where(known).fetch().stream()
                .collect(Collectors.groupingBy(
                        row -> row.get(model),
                        Collectors.mapping(row -> new Row<>(row.get(id), fact.apply(row)), Collectors.toList())));
    }

    private static <T> List<Row<T>> of(Map<String, List<Row<T>>> rows, String model) {
        return rows.getOrDefault(model, List.of());
    }
}
