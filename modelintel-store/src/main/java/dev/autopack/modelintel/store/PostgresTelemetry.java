package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODELS_CATALOG;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_ALIASES;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICES_IN_USE;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_RUNTIME_STATS;

import dev.autopack.modelintel.runtime.NoTelemetryException;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.RuntimeSummary;
import dev.autopack.modelintel.runtime.TelemetryRepository;
import dev.autopack.modelintel.runtime.TimeWindow;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Aggregates the telemetry tables of a schema where they live, in the one statement of {@code aggregate-telemetry.sql}. */
final class PostgresTelemetry implements TelemetryRepository {

    private final Database database;
    private final String telemetrySchema;

    PostgresTelemetry(Database database, String telemetrySchema) {
        this.database = database;
        this.telemetrySchema = telemetrySchema;
    }

    @Override
    public RuntimeSummary aggregate(TimeWindow window) {
        return database.write(context -> {
            Record summary = aggregate(context, window, MODEL_RUNTIME_STATS);
            return new RuntimeSummary(
                    window,
                    summary.get("groups", Integer.class),
                    summary.get("events", Long.class),
                    summary.get("unpriced_events", Long.class),
                    List.of(summary.get("unresolved_models", String[].class)));
        });
    }

    /** The statement keeps what it finds in the table that it is given: here one that ends with the transaction. */
    @Override
    public List<RuntimeStats> measure(TimeWindow window) {
        return database.write(context -> {
            Table<?> measured = DSL.table(DSL.name("pg_temp", "measured_runtime_stats"));
            context.execute(
                    "create temporary table measured_runtime_stats (like {0} including all) on commit drop",
                    MODEL_RUNTIME_STATS);
            aggregate(context, window, measured);
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

    private Record aggregate(DSLContext context, TimeWindow window, Table<?> statistics) {
        if (!TelemetryTables.exists(context, telemetrySchema, TelemetryTables.EVENTS)) {
            throw new NoTelemetryException(TelemetryTables.EVENTS, telemetrySchema);
        }
        // The sorts fit into memory, and compiling the statement would take longer than running it.
        context.execute("set local work_mem = '64MB'");
        context.execute("set local jit = off");
        return context.fetchSingle(
                Resources.text("aggregate-telemetry.sql"),
                DSL.name(telemetrySchema, TelemetryTables.EVENTS),
                phases(context),
                MODELS_CATALOG,
                MODEL_ALIASES,
                MODEL_PRICES_IN_USE,
                statistics,
                DSL.val(Rows.kept(window.start()), SQLDataType.INSTANT),
                DSL.val(Rows.kept(window.end()), SQLDataType.INSTANT),
                DSL.val(unzoned(window.start())),
                DSL.val(unzoned(window.end())));
    }

    /** Not every installation keeps phases; without them nothing is known of success and complexity. */
    private QueryPart phases(DSLContext context) {
        return TelemetryTables.exists(context, telemetrySchema, TelemetryTables.PHASES)
                ? DSL.name(telemetrySchema, TelemetryTables.PHASES)
                : DSL.sql("(select null::integer as id, null::text as run_id, null::text as phase_id,"
                        + " null::text as state, null::text as complexity where false)");
    }

    /** The telemetry's timestamps are UTC without a zone. */
    private static LocalDateTime unzoned(Instant instant) {
        return LocalDateTime.ofInstant(Rows.kept(instant), ZoneOffset.UTC);
    }
}
