package dev.autopack.modelintel.store;

import dev.autopack.modelintel.runtime.NoTelemetryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.OrderField;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The tables of an Autopack installation that are read, and which of their columns there are: installations differ.
 *
 * @param schema where they are
 * @param columns the columns of each table that exists
 * @param uniquePhases whether a phase certainly has one row at most
 */
record TelemetryTables(String schema, Map<String, Set<String>> columns, boolean uniquePhases) {

    static final String EVENTS = "llm_usage_events";
    static final String PHASES = "phases";
    static final String OUTCOMES = "phase_outcome_events";

    private static final List<String> READ_OF_PHASES = List.of(
            "run_id", "phase_id", "state", "complexity", "retry_attempt", "escalation_level", "last_failure_reason");

    /**
     * @param places what a table is to the user
     * @throws NoTelemetryException if there is no table of events, or a table lacks a column that is needed
     */
    static TelemetryTables in(DSLContext context, String schema, UnaryOperator<String> places) {
        Map<String, Set<String>> columns = new HashMap<>();
        Field<String> table = DSL.field(DSL.name("table_name"), SQLDataType.VARCHAR);
        Field<String> column = DSL.field(DSL.name("column_name"), SQLDataType.VARCHAR);
        context.select(table, column)
                .from(DSL.table(DSL.name("information_schema", "columns")))
                .where(DSL.field(DSL.name("table_schema"), SQLDataType.VARCHAR).eq(schema))
                .and(table.in(EVENTS, PHASES, OUTCOMES))
                .forEach(row -> columns.computeIfAbsent(row.value1(), name -> new HashSet<>())
                        .add(row.value2()));
        if (!columns.containsKey(EVENTS)) {
            throw new NoTelemetryException(EVENTS, schema);
        }
        TelemetryTables tables = new TelemetryTables(schema, columns, haveKey(context, schema));
        for (String name : List.of(EVENTS, PHASES, OUTCOMES)) {
            for (String needed : tables.needed(name)) {
                if (tables.has(name) && !tables.has(name, needed)) {
                    throw NoTelemetryException.withoutColumn(needed, places.apply(name));
                }
            }
        }
        return tables;
    }

    /** Whether PostgreSQL keeps phases unique; of other databases it is not asked. A key does not hold for inherited rows. */
    private static boolean haveKey(DSLContext context, String schema) {
        return context.family() == SQLDialect.POSTGRES
                && context.fetchSingle("""
                                select exists (
                                    select from pg_index as key
                                    join pg_class as phases on phases.oid = key.indrelid
                                    where phases.oid = to_regclass({0}) and key.indisunique and key.indisvalid and key.indimmediate
                                        and key.indpred is null and key.indexprs is null
                                        and (phases.relkind = 'p' or not exists (select from pg_inherits where inhparent = phases.oid))
                                        and (
                                            select bool_and(col.attname in ('run_id', 'phase_id'))
                                            from pg_attribute as col
                                            where col.attrelid = key.indrelid
                                                and col.attnum = any ((key.indkey::int2[])[0:(key.indnkeyatts - 1)])))
                                """, DSL.inline(context.render(DSL.name(schema, PHASES))))
                        .get(0, Boolean.class);
    }

    private List<String> needed(String table) {
        return switch (table) {
            case PHASES -> List.of("run_id", "phase_id", "state");
            case OUTCOMES -> List.of("run_id", "phase_id", "phase_outcome", "id", "timestamp");
            default ->
                Stream.concat(
                                Stream.of("created_at", "provider", "model", "role", "total_tokens"),
                                has(PHASES) ? Stream.of("run_id", "phase_id") : Stream.empty())
                        .toList();
        };
    }

    static boolean exists(DSLContext context, String schema, String table) {
        // to_regclass takes the identifier in its quoted spelling.
        return context.fetchSingle(
                        "select to_regclass({0}) is not null", DSL.inline(context.render(DSL.name(schema, table))))
                .get(0, Boolean.class);
    }

    boolean has(String table) {
        return columns.containsKey(table);
    }

    boolean has(String table, String column) {
        return columns.getOrDefault(table, Set.of()).contains(column);
    }

    /** With one row at most of each phase. */
    Table<?> table(String name) {
        Table<?> all = DSL.table(DSL.name(schema, name)).as(name);
        return name.equals(PHASES) && !uniquePhases ? onePerPhase(all) : all;
    }

    /** Of several rows of a phase the one that has ended, did so last, and has the greatest number; else always the same. */
    private Table<?> onePerPhase(Table<?> all) {
        List<Field<?>> read = READ_OF_PHASES.stream()
                .filter(column -> has(PHASES, column))
                .<Field<?>>map(column -> DSL.field(name(PHASES, column)))
                .toList();
        Field<String> state = DSL.cast(DSL.field(name(PHASES, "state")), SQLDataType.VARCHAR);
        List<OrderField<?>> bestFirst = new ArrayList<>();
        bestFirst.add(DSL.when(state.in(DSL.inline("COMPLETE"), DSL.inline("FAILED")), DSL.inline(0))
                .otherwise(DSL.inline(1)));
        Stream.of("completed_at", "id")
                .filter(column -> has(PHASES, column))
                .forEach(column ->
                        bestFirst.add(DSL.field(name(PHASES, column)).desc().nullsLast()));
        bestFirst.addAll(read);
        Table<?> rows = DSL.select(read)
                .select(DSL.rowNumber()
                        .over()
                        .partitionBy(DSL.field(name(PHASES, "run_id")), DSL.field(name(PHASES, "phase_id")))
                        .orderBy(bestFirst)
                        .as("place"))
                .from(all)
                .asTable("rows_of_phases");
        return DSL.select(read.stream().<Field<?>>map(rows::field).toList())
                .from(rows)
                .where(rows.field("place", Integer.class).eq(DSL.inline(1)))
                .asTable(PHASES);
    }

    /** A column, or an absent value where the installation does not have it. */
    <T> Field<T> column(String table, String column, DataType<T> type) {
        return has(table, column) ? DSL.field(name(table, column), type) : DSL.castNull(type);
    }

    /** Of a phase; what is not in the list is none. */
    Field<String> complexity() {
        Field<String> complexity = column(PHASES, "complexity", SQLDataType.VARCHAR);
        return DSL.when(complexity.in(DSL.inline("low"), DSL.inline("medium"), DSL.inline("high")), complexity)
                .otherwise(DSL.inline(""));
    }

    private static Name name(String table, String column) {
        return DSL.name(table, column);
    }
}
