package dev.autopack.modelintel.store;

import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.firstValue;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.nullif;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trim;
import static org.jooq.impl.DSL.when;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Row2;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Who has which outcome: the question put to the phases of the telemetry and their calls, in one definition like those of
 * {@link TelemetryQueries}.
 *
 * @param tables the tables, with phases
 */
record OutcomeQuery(TelemetryTables tables) {

    private static final String CALLS = "phase_calls";

    private static final int LONGEST_REASON = 80;

    /**
     * Finished phases by {@code provider}, canonical {@code model}, {@code role}, {@code complexity} and {@code reason}: {@code
     * success}, {@code replaced}, or why it failed. The last call of a phase in a role decides whose outcome it is; of
     * two at the same time, that of the greater event id.
     *
     * @param calls what {@link TelemetryQueries#phaseCalls()} asks for
     * @param canonicalNames the canonical name of each raw one
     */
    Select<?> outcomes(Select<?> calls, Map<String, String> canonicalNames) {
        return verdicts(work(calls, canonicalNames, List.of()).asTable("work"), List.of());
    }

    /**
     * The same by {@code day} too.
     *
     * @param alone calls of which each is the only one in its phase and role
     * @param several calls that have all others in their phase and role on their day
     */
    Select<?> outcomesByDay(Select<?> alone, Select<?> several, Map<String, String> canonicalNames) {
        List<String> day = List.of("day");
        Table<?> work = workAlone(alone, canonicalNames)
                .unionAll(work(several, canonicalNames, day))
                .asTable("work");
        return verdicts(work, List.of(work.field("day")));
    }

    /** Who worked in which phase and role, and whether nobody came after. */
    private static Select<Record> work(Select<?> calls, Map<String, String> canonicalNames, List<String> also) {
        Table<?> ordered = ordered(calls.asTable(CALLS), resolved(canonicalNames), also);
        return select(Stream.concat(also.stream(), Stream.of("run_id", "phase_id", "role", "provider", "model"))
                        .<Field<?>>map(ordered::field)
                        .toList())
                .select(field(ordered.field("model", String.class).eq(ordered.field("last_model", String.class)))
                        .as("last"))
                .from(ordered)
                // Another spelling of the same model, or the same model of another provider, is no other attempt.
                .where(ordered.field("spelling", Integer.class).eq(inline(1)));
    }

    private static Select<Record> workAlone(Select<?> alone, Map<String, String> canonicalNames) {
        Table<?> calls = alone.asTable(CALLS);
        Table<?> resolved = resolved(canonicalNames);
        return select(Stream.of("day", "run_id", "phase_id", "role", "provider")
                        .<Field<?>>map(calls::field)
                        .toList())
                .select(
                        resolved.field("canonical", String.class).as("model"),
                        inline(true).as("last"))
                .from(calls)
                .join(resolved)
                .on(resolved.field("raw_model", String.class).eq(text(CALLS, "model")));
    }

    private Select<?> verdicts(Table<?> work, List<Field<?>> also) {
        Table<?> ended = endedPhases();
        Condition last = condition(work.field("last", Boolean.class));
        Table<?> verdicts = select(also)
                .select(
                        work.field("provider"),
                        work.field("model"),
                        work.field("role"),
                        ended.field("complexity"),
                        when(last, ended.field("reason", String.class))
                                .otherwise(inline("replaced"))
                                .as("reason"),
                        when(last, ended.field("retry_attempt", Long.class))
                                .otherwise(inline(0L))
                                .as("retries"),
                        when(last, ended.field("escalation_level", Long.class))
                                .otherwise(inline(0L))
                                .as("escalations"))
                .from(work)
                .join(ended)
                .on(ended.field("run_id", String.class).eq(work.field("run_id", String.class)))
                .and(ended.field("phase_id", String.class).eq(work.field("phase_id", String.class)))
                .asTable("verdicts");
        List<Field<?>> keys = Stream.concat(
                        also.stream().map(Field::getName),
                        Stream.of("provider", "model", "role", "complexity", "reason"))
                .<Field<?>>map(verdicts::field)
                .toList();
        return select(keys)
                .select(
                        cast(count(), SQLDataType.BIGINT).as("phases"),
                        sum(verdicts.field("retries", Long.class)).as("retries"),
                        sum(verdicts.field("escalations", Long.class)).as("escalations"))
                .from(verdicts)
                .groupBy(keys);
    }

    /** The callers of phases, and who was the last one in each role. */
    private static Table<?> ordered(Table<?> calls, Table<?> resolved, List<String> also) {
        Field<String> run = text(CALLS, "run_id");
        Field<String> phase = text(CALLS, "phase_id");
        Field<String> role = text(CALLS, "role");
        Field<String> model = resolved.field("canonical", String.class);
        OrderField<?>[] lastFirst = {
            field(name(CALLS, "last_at"), SQLDataType.LOCALDATETIME).desc(),
            field(name(CALLS, "last_id"), SQLDataType.BIGINT).desc()
        };
        return select(also.stream().<Field<?>>map(calls::field).toList())
                .select(
                        run.as("run_id"),
                        phase.as("phase_id"),
                        role.as("role"),
                        text(CALLS, "provider").as("provider"),
                        model.as("model"),
                        firstValue(model)
                                .over()
                                .partitionBy(run, phase, role)
                                .orderBy(lastFirst)
                                .as("last_model"),
                        rowNumber()
                                .over()
                                .partitionBy(run, phase, role, model)
                                .orderBy(lastFirst)
                                .as("spelling"))
                .from(calls)
                .join(resolved)
                .on(resolved.field("raw_model", String.class).eq(text(CALLS, "model")))
                .asTable("ordered");
    }

    private Table<?> endedPhases() {
        Field<String> state = cast(field(name(TelemetryTables.PHASES, "state")), SQLDataType.VARCHAR);
        Field<String> ofState =
                case_(state).when(inline("COMPLETE"), inline("success")).when(inline("FAILED"), inline("failed"));
        Field<String> words = trim(tables.column(TelemetryTables.PHASES, "last_failure_reason", SQLDataType.VARCHAR));
        Table<?> from = tables.table(TelemetryTables.PHASES);
        Field<String> outcome = ofState;
        if (tables.has(TelemetryTables.OUTCOMES)) {
            Table<?> recorded = lastOutcomes();
            from = from.leftJoin(recorded)
                    .on(recorded.field("run_id", String.class).eq(text(TelemetryTables.PHASES, "run_id")))
                    .and(recorded.field("phase_id", String.class).eq(text(TelemetryTables.PHASES, "phase_id")));
            outcome = coalesce(recorded.field("outcome", String.class), ofState);
            words = coalesce(nullif(recorded.field("words", String.class), inline("")), words);
        }
        Table<?> phases = select(
                        text(TelemetryTables.PHASES, "run_id").as("run_id"),
                        text(TelemetryTables.PHASES, "phase_id").as("phase_id"),
                        tables.complexity().as("complexity"),
                        outcome.as("outcome"),
                        left(words, inline(LONGEST_REASON)).as("words"),
                        coalesce(tables.column(TelemetryTables.PHASES, "retry_attempt", SQLDataType.BIGINT), inline(0L))
                                .as("retry_attempt"),
                        coalesce(
                                        tables.column(TelemetryTables.PHASES, "escalation_level", SQLDataType.BIGINT),
                                        inline(0L))
                                .as("escalation_level"))
                .from(from)
                .asTable("ended");
        Field<String> ended = phases.field("outcome", String.class);
        Field<String> told = phases.field("words", String.class);
        return select(
                        phases.field("run_id"),
                        phases.field("phase_id"),
                        phases.field("complexity"),
                        phases.field("retry_attempt"),
                        phases.field("escalation_level"),
                        when(
                                        ended.eq(inline("success"))
                                                .or(coalesce(told, inline("")).eq(inline(""))),
                                        ended)
                                .otherwise(concat(ended, inline(": "), told))
                                .as("reason"))
                .from(phases)
                .where(ended.isNotNull())
                .asTable("ended_phases");
    }

    /** Of several outcomes of a phase the last one holds. */
    private Table<?> lastOutcomes() {
        Field<String> run = text(TelemetryTables.OUTCOMES, "run_id");
        Field<String> phase = text(TelemetryTables.OUTCOMES, "phase_id");
        Table<?> recorded = select(
                        run.as("run_id"),
                        phase.as("phase_id"),
                        lower(cast(field(name(TelemetryTables.OUTCOMES, "phase_outcome")), SQLDataType.VARCHAR))
                                .as("outcome"),
                        trim(tables.column(TelemetryTables.OUTCOMES, "stop_reason", SQLDataType.VARCHAR))
                                .as("words"),
                        rowNumber()
                                .over()
                                .partitionBy(run, phase)
                                .orderBy(
                                        field(name(TelemetryTables.OUTCOMES, "timestamp"), SQLDataType.LOCALDATETIME)
                                                .desc()
                                                .nullsLast(),
                                        field(name(TelemetryTables.OUTCOMES, "id"), SQLDataType.BIGINT)
                                                .desc())
                                .as("place"))
                .from(tables.table(TelemetryTables.OUTCOMES))
                .asTable("recorded");
        return select(
                        recorded.field("run_id"),
                        recorded.field("phase_id"),
                        recorded.field("outcome"),
                        recorded.field("words"))
                .from(recorded)
                .where(recorded.field("place", Integer.class).eq(inline(1)))
                .asTable("last_outcomes");
    }

    /** The names as a table of {@code raw_model} and {@code canonical}. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    static Table<?> resolved(Map<String, String> canonicalNames) {
        Row2<String, String>[] rows = canonicalNames.entrySet().stream()
                .map(entry -> DSL.row(inline(entry.getKey()), inline(entry.getValue())))
                .toArray(Row2[]::new);
        return DSL.values(rows).as("resolved", "raw_model", "canonical");
    }

    private static Field<String> text(String table, String column) {
        return field(name(table, column), SQLDataType.VARCHAR);
    }
}
