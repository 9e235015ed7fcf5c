package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICES_IN_USE;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_RUNTIME_STATS;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.runtime.NoTelemetryException;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.RuntimeSummary;
import dev.autopack.modelintel.runtime.TelemetryRepository;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.runtime.TokenMix;
import dev.autopack.modelintel.store.TelemetryQueries.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Aggregates the telemetry of a schema: the groups go into temporary tables, names are resolved by the catalog, and the
 * statistics are made of both in {@code keep-statistics.sql}.
 */
final class PostgresTelemetry implements TelemetryRepository {

    private static final String USAGE = "usage_groups";
    private static final String OUTCOMES = "phase_outcomes";
    private static final String PHASE_CALLS = "phase_calls";

    /** 16 values each, and a statement may have 65,535. */
    private static final int ROWS_AT_ONCE = 1000;

    /** A statement tells the days of a window apart; of more days it would become too long. */
    private static final int MOST_DAYS = 1000;

    private final Database database;
    private final String telemetrySchema;
    private final Optional<TelemetryUrl> elsewhere;

    /** @param elsewhere where the telemetry is; empty for the same database */
    PostgresTelemetry(Database database, String telemetrySchema, Optional<TelemetryUrl> elsewhere) {
        this.database = database;
        this.telemetrySchema = telemetrySchema;
        this.elsewhere = elsewhere;
    }

    @Override
    public RuntimeSummary aggregate(TimeWindow window, List<TokenMix> mixes) {
        return database.writeFromOneState(MODEL_RUNTIME_STATS, context -> {
            ModelNames names = PostgresEvidence.names(context);
            compute(context, names, window, mixes, MODEL_RUNTIME_STATS, true);
            return summary(context, names, window);
        });
    }

    /** The statistics go to the table that is given: here one that ends with the transaction. */
    @Override
    public List<RuntimeStats> measure(TimeWindow window, List<TokenMix> mixes) {
        return database.computeFromOneState(context -> {
            Table<?> measured = DSL.table(DSL.name("pg_temp", "measured_runtime_stats"));
            context.execute(
                    "create temporary table measured_runtime_stats (like {0} including all) on commit drop",
                    MODEL_RUNTIME_STATS);
            compute(context, PostgresEvidence.names(context), window, mixes, measured, false);
            List<Field<?>> columns = Arrays.stream(MODEL_RUNTIME_STATS.fields())
                    .<Field<?>>map(column -> DSL.field(column.getUnqualifiedName(), column.getDataType()))
                    .toList();
            return context.select(columns)
                    .from(measured)
                    .orderBy(DSL.field("id"))
                    .fetchInto(MODEL_RUNTIME_STATS)
                    .map(Rows::stats);
        });
    }

    private void compute(
            DSLContext context,
            ModelNames names,
            TimeWindow window,
            List<TokenMix> mixes,
            Table<?> statistics,
            boolean keepDays) {
        if (elsewhere.isPresent()) {
            bring(context, names, elsewhere.get(), window);
        } else {
            group(context, names, window, keepDays);
        }
        context.execute("set local enable_sort = on");
        context.execute("set local enable_nestloop = on");
        context.execute(
                Resources.text("keep-statistics.sql"),
                MODEL_PRICES_IN_USE,
                statistics,
                DSL.val(Rows.kept(window.start()), SQLDataType.INSTANT),
                DSL.val(Rows.kept(window.end()), SQLDataType.INSTANT),
                DSL.val(Json.mixes(mixes)),
                DSL.val(origin()));
    }

    /** Which telemetry this is, as long as it stays where it is. */
    private String origin() {
        return elsewhere.map(url -> url.place() + " ").orElse("") + "schema " + telemetrySchema;
    }

    /** Makes the groups of telemetry in the same database, without their ever leaving it. */
    private void group(DSLContext context, ModelNames names, TimeWindow window, boolean keepDays) {
        TelemetryTables tables =
                TelemetryTables.in(context, telemetrySchema, table -> table + " in schema " + telemetrySchema);
        Span span = span(window);
        List<LocalDateTime> priceChanges = priceChanges(context, window);
        tune(context);
        LocalDate from = firstMidnight(span.start());
        LocalDate to = span.end().toLocalDate();
        Optional<TelemetryRollup> rollup =
                keepDays && from.isBefore(to) && from.plusDays(MOST_DAYS).isAfter(to)
                        ? TelemetryRollup.of(context, tables, names)
                        : Optional.empty();
        if (rollup.isPresent()) {
            groupDays(context, tables, names, rollup.get(), span, from, to, priceChanges);
        } else {
            groupAll(context, names, new TelemetryQueries(tables, List.of(span), priceChanges));
        }
    }

    private static void groupAll(DSLContext context, ModelNames names, TelemetryQueries queries) {
        TemporaryGroups groups = new TemporaryGroups(context);
        groups.kept(USAGE, groups.withAllSizes(groups.counted("counted", queries.usage())));
        SortedMap<String, String> models = resolve(context, names);
        if (knowsOutcomes(queries.tables(), models)) {
            Select<?> calls = phaseCalls(groups, queries);
            groups.kept(OUTCOMES, new OutcomeQuery(queries.tables()).outcomes(calls, models));
        } else {
            createOutcomes(context);
        }
    }

    /** Counts only what lies before the first and after the last midnight of the window, and the days that have changed. */
    private static void groupDays(
            DSLContext context,
            TelemetryTables tables,
            ModelNames names,
            TelemetryRollup rollup,
            Span span,
            LocalDate from,
            LocalDate to,
            List<LocalDateTime> priceChanges) {
        rollup.refresh(from, to, priceChanges);
        TemporaryGroups groups = new TemporaryGroups(context);
        groups.kept(USAGE, rollup.usage(from, to, span.start(), priceChanges));
        List<Span> spans = Stream.of(
                        new Span(span.start(), from.atStartOfDay()), new Span(to.atStartOfDay(), span.end()))
                .filter(end -> end.start().isBefore(end.end()))
                .toList();
        Optional<TelemetryQueries> ends =
                spans.isEmpty() ? Optional.empty() : Optional.of(new TelemetryQueries(tables, spans, priceChanges));
        ends.ifPresent(queries ->
                groups.add(DSL.name(USAGE), groups.withAllSizes(groups.counted("counted", queries.usage()))));
        SortedMap<String, String> models = resolve(context, names);
        if (knowsOutcomes(tables, models)) {
            Optional<Select<?>> calls = ends.map(queries -> phaseCalls(groups, queries));
            groups.kept(OUTCOMES, rollup.phases().outcomes(from, to, calls, models));
        } else {
            createOutcomes(context);
        }
    }

    private static Select<?> phaseCalls(TemporaryGroups groups, TelemetryQueries queries) {
        Select<?> phaseCalls = queries.phaseCalls();
        Table<?> counted = groups.counted(PHASE_CALLS, phaseCalls);
        // The planner knows nothing of a new table.
        groups.context().execute("analyze {0}", counted);
        return DSL.select(TemporaryGroups.columns(phaseCalls)).from(counted);
    }

    private static LocalDate firstMidnight(LocalDateTime start) {
        LocalDate day = start.toLocalDate();
        return day.atStartOfDay().equals(start) ? day : day.plusDays(1);
    }

    /** Has the groups made where the telemetry is, and brings them over. */
    private void bring(DSLContext context, ModelNames names, TelemetryUrl url, TimeWindow window) {
        try (TelemetryElsewhere telemetry = TelemetryElsewhere.open(url)) {
            TelemetryTables tables = telemetry.tables(telemetrySchema);
            TelemetryQueries queries =
                    new TelemetryQueries(tables, List.of(span(window)), priceChanges(context, window));
            context.execute(
                    "create temporary table {0} (provider text, model text, role text, complexity text,"
                            + " since timestamp, bucket integer, calls bigint, total_tokens numeric,"
                            + " prompt_tokens numeric, completion_tokens numeric, recorded_calls bigint, recorded_usd numeric,"
                            + " priced_prompt_tokens numeric, priced_completion_tokens numeric, unsplit_calls bigint,"
                            + " unsplit_tokens numeric) on commit drop",
                    DSL.name("counted"));
            copy(telemetry, queries.usage(), context, "counted");
            TemporaryGroups groups = new TemporaryGroups(context);
            groups.kept(USAGE, groups.withAllSizes(DSL.table(DSL.name("counted"))));
            SortedMap<String, String> models = resolve(context, names);
            createOutcomes(context);
            if (knowsOutcomes(tables, models)) {
                copy(telemetry, new OutcomeQuery(tables).outcomes(queries.phaseCalls(), models), context, OUTCOMES);
            }
        } catch (DataAccessException e) {
            throw TelemetryElsewhere.refused(url, e);
        }
    }

    private static void copy(TelemetryElsewhere telemetry, Select<?> groups, DSLContext context, String table) {
        Field<?>[] fields = TemporaryGroups.columns(groups);
        try (Cursor<?> cursor = telemetry.context().fetchLazy(groups)) {
            while (cursor.hasNext()) {
                context.insertInto(DSL.table(DSL.name(table)), fields)
                        .valuesOfRecords(cursor.fetchNext(ROWS_AT_ONCE).toArray(Record[]::new))
                        .execute();
            }
        }
    }

    /** Without phases, or without calls, nothing is known of success. */
    private static boolean knowsOutcomes(TelemetryTables tables, Map<String, String> models) {
        return tables.has(TelemetryTables.PHASES) && !models.isEmpty();
    }

    private static void createOutcomes(DSLContext context) {
        context.execute(
                "create temporary table {0} (provider text, model text, role text, complexity text,"
                        + " reason text, phases bigint, retries numeric, escalations numeric) on commit drop",
                DSL.name(OUTCOMES));
    }

    /**
     * The planner cannot foresee how few groups the buckets make, and would sort the events in one process; hashing them in
     * several is many times faster. Nor does it know how many calls the days have, and would look up their phases one by
     * one. Compiling takes longer than it saves, but where all calls are read: see {@link TemporaryGroups#counted}.
     */
    private static void tune(DSLContext context) {
        context.execute("set local work_mem = '256MB'");
        context.execute("set local enable_sort = off");
        context.execute("set local enable_nestloop = off");
        context.execute("set local jit = off");
        context.execute("set local parallel_setup_cost = 0");
        context.execute("set local parallel_tuple_cost = 0");
    }

    private static List<LocalDateTime> priceChanges(DSLContext context, TimeWindow window) {
        return context.selectDistinct(MODEL_PRICES_IN_USE.EFFECTIVE_AT)
                .from(MODEL_PRICES_IN_USE)
                .where(MODEL_PRICES_IN_USE.EFFECTIVE_AT.gt(Rows.kept(window.start())))
                .and(MODEL_PRICES_IN_USE.EFFECTIVE_AT.lt(Rows.kept(window.end())))
                .orderBy(MODEL_PRICES_IN_USE.EFFECTIVE_AT)
                .fetch(row -> unzoned(row.value1()));
    }

    /** The canonical name of each raw one. */
    private static SortedMap<String, String> resolve(DSLContext context, ModelNames names) {
        for (String column : List.of("provider", "model", "role")) {
            if (context.fetchExists(
                    DSL.table(DSL.name(USAGE)), DSL.field(DSL.name(column)).isNull())) {
                throw NoTelemetryException.withoutValue(column);
            }
        }
        SortedMap<String, String> models = new TreeMap<>();
        context.execute(
                "create temporary table resolved_models (raw_model text primary key, model text not null, model_id text)"
                        + " on commit drop");
        for (String raw :
                context.fetch("select distinct model from {0}", DSL.name(USAGE)).getValues(0, String.class)) {
            Optional<String> known = names.resolution(raw).model().map(ModelId::value);
            models.put(raw, known.orElse(raw));
            context.execute(
                    "insert into resolved_models values ({0}, {1}, {2})",
                    DSL.val(raw), DSL.val(known.orElse(raw)), DSL.val(known.orElse(null)));
        }
        return models;
    }

    /** A name that means no model of the catalog, or several, stands for itself. */
    static String canonical(ModelNames names, String raw) {
        return names.resolution(raw).model().map(ModelId::value).orElse(raw);
    }

    private RuntimeSummary summary(DSLContext context, ModelNames names, TimeWindow window) {
        List<RuntimeStats> statistics = context.selectFrom(MODEL_RUNTIME_STATS)
                .where(MODEL_RUNTIME_STATS.ORIGIN.eq(origin()))
                .and(MODEL_RUNTIME_STATS.WINDOW_START.eq(Rows.kept(window.start())))
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
        return new RuntimeSummary(
                window,
                statistics,
                unpriced,
                unresolved.stream().map(names::resolution).toList());
    }

    private static Span span(TimeWindow window) {
        return new Span(unzoned(window.start()), unzoned(window.end()));
    }

    /** The telemetry's timestamps are UTC without a zone. */
    private static LocalDateTime unzoned(Instant instant) {
        return LocalDateTime.ofInstant(Rows.kept(instant), ZoneOffset.UTC);
    }
}
