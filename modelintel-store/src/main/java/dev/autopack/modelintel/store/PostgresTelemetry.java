package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICING;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_RUNTIME_STATS;

import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.RuntimeSummary;
import dev.autopack.modelintel.runtime.TelemetryRepository;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.runtime.TokenMix;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Aggregates the telemetry of a schema: the groups go into temporary tables, names are resolved by the catalog, and the
 * statistics are made of both in {@code keep-statistics.sql}.
 */
final class PostgresTelemetry implements TelemetryRepository {

    private static final String USAGE = "usage_groups";
    private static final String OUTCOMES = "phase_outcomes";

    private final Database database;
    private final String telemetrySchema;

    PostgresTelemetry(Database database, String telemetrySchema) {
        this.database = database;
        this.telemetrySchema = telemetrySchema;
    }

    @Override
    public RuntimeSummary aggregate(TimeWindow window, List<TokenMix> mixes) {
        return database.writeFromOneState(MODEL_RUNTIME_STATS, context -> {
            TelemetryTables tables = TelemetryTables.in(context, telemetrySchema);
            tune(context);
            TelemetryQueries queries = new TelemetryQueries(
                    tables, unzoned(window.start()), unzoned(window.end()), priceChanges(context, window));
            keep(context, USAGE, queries.usage());
            SortedMap<String, String> models = resolve(context);
            keepOutcomes(context, queries, models);
            context.execute(
                    Resources.text("keep-statistics.sql"),
                    MODEL_PRICING,
                    MODEL_RUNTIME_STATS,
                    DSL.val(Rows.kept(window.start()), SQLDataType.INSTANT),
                    DSL.val(Rows.kept(window.end()), SQLDataType.INSTANT),
                    DSL.val(Json.mixes(mixes)));
            return summary(context, window);
        });
    }

    /**
     * The planner cannot foresee how few groups the buckets make, and would sort the events; hashing them is several
     * times faster. Compiling the statement would take longer than it saves.
     */
    private static void tune(DSLContext context) {
        context.execute("set local work_mem = '256MB'");
        context.execute("set local enable_sort = off");
        context.execute("set local jit = off");
    }

    private static List<LocalDateTime> priceChanges(DSLContext context, TimeWindow window) {
        return context.selectDistinct(MODEL_PRICING.EFFECTIVE_AT)
                .from(MODEL_PRICING)
                .where(MODEL_PRICING.EFFECTIVE_AT.gt(Rows.kept(window.start())))
                .and(MODEL_PRICING.EFFECTIVE_AT.lt(Rows.kept(window.end())))
                .orderBy(MODEL_PRICING.EFFECTIVE_AT)
                .fetch(row -> unzoned(row.value1()));
    }

    private static void keep(DSLContext context, String table, Select<?> groups) {
        context.execute("create temporary table {0} on commit drop as {1}", DSL.name(table), groups);
    }

    /** Without phases, or without calls, nothing is known of success. */
    private static void keepOutcomes(DSLContext context, TelemetryQueries queries, Map<String, String> models) {
        if (queries.tables().has(TelemetryTables.PHASES) && !models.isEmpty()) {
            keep(context, OUTCOMES, queries.outcomes(models));
        } else {
            context.execute(
                    "create temporary table {0} (provider text, model text, role text, complexity text,"
                            + " reason text, phases bigint, retries numeric, escalations numeric) on commit drop",
                    DSL.name(OUTCOMES));
        }
    }

    /** The canonical name of each raw one; a name that the catalog does not know stands for itself. */
    private static SortedMap<String, String> resolve(DSLContext context) {
        ModelNames names = PostgresEvidence.names(context);
        SortedMap<String, String> models = new TreeMap<>();
        context.execute(
                "create temporary table resolved_models (raw_model text primary key, model text not null, model_id text)"
                        + " on commit drop");
        for (String raw :
                context.fetch("select distinct model from {0}", DSL.name(USAGE)).getValues(0, String.class)) {
            String canonical = names.resolve(raw).map(model -> model.value()).orElse(raw);
            models.put(raw, canonical);
            context.execute(
                    "insert into resolved_models values ({0}, {1}, {2})",
                    DSL.val(raw),
                    DSL.val(canonical),
                    DSL.val(names.resolve(raw).map(model -> model.value()).orElse(null)));
        }
        return models;
    }

    private static RuntimeSummary summary(DSLContext context, TimeWindow window) {
        List<RuntimeStats> statistics = context.selectFrom(MODEL_RUNTIME_STATS)
                .where(MODEL_RUNTIME_STATS.WINDOW_START.eq(Rows.kept(window.start())))
                .and(MODEL_RUNTIME_STATS.WINDOW_END.eq(Rows.kept(window.end())))
                .orderBy(
                        MODEL_RUNTIME_STATS.PROVIDER,
                        MODEL_RUNTIME_STATS.MODEL,
                        MODEL_RUNTIME_STATS.ROLE,
                        MODEL_RUNTIME_STATS.COMPLEXITY)
                .fetch(Rows::stats);
        SortedMap<String, Long> unpriced = new TreeMap<>();
        statistics.stream()
                .filter(stats -> stats.unpricedCalls() > 0)
                .forEach(stats -> unpriced.merge(stats.model(), stats.unpricedCalls(), Long::sum));
        List<String> unresolved = context.fetch(
                        "select raw_model from resolved_models where model_id is null order by raw_model collate \"C\"")
                .getValues(0, String.class);
        return new RuntimeSummary(window, statistics, unpriced, unresolved);
    }

    /** The telemetry's timestamps are UTC without a zone. */
    private static LocalDateTime unzoned(Instant instant) {
        return LocalDateTime.ofInstant(Rows.kept(instant), ZoneOffset.UTC);
    }
}
