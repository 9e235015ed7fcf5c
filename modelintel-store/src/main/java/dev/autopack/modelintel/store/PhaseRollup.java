package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.TELEMETRY_NAMES;
import static dev.autopack.modelintel.store.jooq.Tables.TELEMETRY_OUTCOMES;
import static dev.autopack.modelintel.store.jooq.Tables.TELEMETRY_PHASE_CALLS;

import dev.autopack.modelintel.store.jooq.tables.records.TelemetryNamesRecord;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Row3;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Who worked on phases on which day, and what became of those phases that have their calls in a role on one day. The others are
 * judged in every run: a window may hold some of their days only.
 */
record PhaseRollup(DSLContext context, TelemetryTables tables) {

    private static final Row3<String, String, String> JOB =
            DSL.row(TELEMETRY_PHASE_CALLS.RUN_ID, TELEMETRY_PHASE_CALLS.PHASE_ID, TELEMETRY_PHASE_CALLS.ROLE);

    private static final List<Field<?>> JOB_NAMES = List.of(text("run_id"), text("phase_id"), text("role"));

    /** What {@link TelemetryQueries#phaseCalls()} tells of calls, in its order. */
    private static final List<Field<?>> CALL = List.of(
            TELEMETRY_PHASE_CALLS.DAY,
            TELEMETRY_PHASE_CALLS.RUN_ID,
            TELEMETRY_PHASE_CALLS.PHASE_ID,
            TELEMETRY_PHASE_CALLS.ROLE,
            TELEMETRY_PHASE_CALLS.PROVIDER,
            TELEMETRY_PHASE_CALLS.MODEL,
            TELEMETRY_PHASE_CALLS.LAST_AT,
            TELEMETRY_PHASE_CALLS.LAST_ID);

    /**
     * Keeps the calls of days of which nothing is kept.
     *
     * @param phaseCalls a table of what {@link TelemetryQueries#phaseCalls()} finds on these days
     * @return the other days that no longer have all calls of a phase in a role
     */
    Set<LocalDate> keep(Table<?> phaseCalls) {
        TemporaryGroups groups = new TemporaryGroups(context);
        Table<?> met = groups.kept(
                "met_jobs",
                DSL.select(TELEMETRY_PHASE_CALLS.DAY, TELEMETRY_PHASE_CALLS.ONE_DAY)
                        .select(JOB_NAMES)
                        .from(TELEMETRY_PHASE_CALLS)
                        .where(JOB.in(jobs(phaseCalls))));
        Table<?> shared = groups.kept(
                "shared_jobs",
                DSL.select(JOB_NAMES)
                        .select(DSL.field("min(day) < max(day)", SQLDataType.BOOLEAN)
                                .as("several_days"))
                        .from(phaseCalls)
                        .groupBy(JOB_NAMES)
                        .having(DSL.count().gt(1)));
        Set<LocalDate> others =
                context.fetch("select distinct day from {0} where one_day", met).intoSet("day", LocalDate.class);
        if (!others.isEmpty()) {
            context.update(TELEMETRY_PHASE_CALLS)
                    .set(TELEMETRY_PHASE_CALLS.ALONE, false)
                    .set(TELEMETRY_PHASE_CALLS.ONE_DAY, false)
                    .where(TELEMETRY_PHASE_CALLS.DAY.in(others), JOB.in(jobs(met)))
                    .execute();
        }
        context.execute(
                "insert into {0} (alone, one_day, {1}) select coalesce(({2}) not in ({3} union all {4}), false),"
                        + " coalesce(({2}) not in ({3} union all {4} where several_days), false), {1} from {5}",
                TELEMETRY_PHASE_CALLS,
                DSL.list(TemporaryGroups.columns(calls(DSL.noCondition()))),
                DSL.list(JOB_NAMES),
                jobs(met),
                jobs(shared),
                phaseCalls);
        return others;
    }

    void forget(Collection<LocalDate> days) {
        context.deleteFrom(TELEMETRY_PHASE_CALLS)
                .where(TELEMETRY_PHASE_CALLS.DAY.in(days))
                .execute();
        forgetOutcomes(days);
    }

    private void forgetOutcomes(Collection<LocalDate> days) {
        context.deleteFrom(TELEMETRY_OUTCOMES)
                .where(TELEMETRY_OUTCOMES.DAY.in(days))
                .execute();
    }

    /**
     * Notes which models the names in kept calls mean.
     *
     * @return whether one of them meant another model, so that outcomes may be others
     */
    boolean rename(SortedMap<String, String> canonicalNames) {
        Map<String, String> before =
                context.selectFrom(TELEMETRY_NAMES).fetchMap(TELEMETRY_NAMES.RAW_MODEL, TELEMETRY_NAMES.MODEL);
        if (before.equals(canonicalNames)) {
            return false;
        }
        context.deleteFrom(TELEMETRY_NAMES).execute();
        context.batchInsert(canonicalNames.entrySet().stream()
                        .map(name -> new TelemetryNamesRecord(name.getKey(), name.getValue()))
                        .toList())
                .execute();
        return before.entrySet().stream()
                .anyMatch(name -> canonicalNames.containsKey(name.getKey())
                        && !canonicalNames.get(name.getKey()).equals(name.getValue()));
    }

    /** Judges the phases of days of which other outcomes may be kept. */
    void judge(Collection<LocalDate> days, SortedMap<String, String> canonicalNames) {
        forgetOutcomes(days);
        Condition judged = TELEMETRY_PHASE_CALLS.DAY.in(days).and(TELEMETRY_PHASE_CALLS.ONE_DAY);
        new TemporaryGroups(context)
                .add(
                        TELEMETRY_OUTCOMES,
                        new OutcomeQuery(tables)
                                .outcomesByDay(
                                        calls(judged.and(TELEMETRY_PHASE_CALLS.ALONE)),
                                        calls(judged.andNot(TELEMETRY_PHASE_CALLS.ALONE)),
                                        canonicalNames));
    }

    /** @param table phases or their outcomes */
    boolean knows(String table) {
        return tables.has(TelemetryTables.PHASES) && tables.has(table);
    }

    /** All rows of a table that is known, else 0. */
    long rows(String table) {
        return knows(table)
                ? context.fetchSingle(look(table, DSL.falseCondition())).get("rows", Long.class)
                : 0;
    }

    /** How many {@code rows} a table has, and how many of these are {@code added} by a condition on one. */
    Select<?> look(String table, Condition added) {
        return DSL.select(counts(added)).from(tables.table(table));
    }

    /** The same {@code rows} and {@code added}, of those that the kept calls of each {@code day} meet. */
    Select<?> rowsByDay(String table, Collection<LocalDate> days, Condition added) {
        return DSL.select(TELEMETRY_PHASE_CALLS.DAY)
                .select(counts(added))
                .from(meeting(table))
                .where(TELEMETRY_PHASE_CALLS.DAY.in(days))
                .groupBy(TELEMETRY_PHASE_CALLS.DAY);
    }

    /** How many rows of a table that is known the kept calls of each day meet. */
    Map<LocalDate, Long> rowsMet(String table, Collection<LocalDate> days) {
        return knows(table)
                ? context.fetch(rowsByDay(table, days, DSL.falseCondition()))
                        .intoMap(day -> day.get("day", LocalDate.class), day -> day.get("rows", Long.class))
                : Map.of();
    }

    /** The days whose kept calls meet a row of which a condition holds. */
    Set<LocalDate> daysMeeting(String table, Collection<LocalDate> days, Condition condition) {
        return context.selectDistinct(TELEMETRY_PHASE_CALLS.DAY)
                .from(meeting(table))
                .where(TELEMETRY_PHASE_CALLS.DAY.in(days), condition)
                .fetchSet(TELEMETRY_PHASE_CALLS.DAY);
    }

    private Table<?> meeting(String table) {
        return TELEMETRY_PHASE_CALLS
                .join(tables.table(table))
                .on(DSL.field(DSL.name(table, "run_id"), SQLDataType.VARCHAR).eq(TELEMETRY_PHASE_CALLS.RUN_ID))
                .and(DSL.field(DSL.name(table, "phase_id"), SQLDataType.VARCHAR).eq(TELEMETRY_PHASE_CALLS.PHASE_ID));
    }

    private static List<Field<Long>> counts(Condition added) {
        return List.of(
                DSL.cast(DSL.count(), SQLDataType.BIGINT).as("rows"),
                DSL.cast(DSL.count(DSL.when(added, DSL.inline(1))), SQLDataType.BIGINT)
                        .as("added"));
    }

    /**
     * Outcomes as {@link OutcomeQuery#outcomes} tells them, by days whose kept calls are those of the telemetry.
     *
     * @param from the first day
     * @param to the day after the last
     * @param ends calls of other times, as {@link TelemetryQueries#phaseCalls()} finds them
     * @param canonicalNames the canonical name of each raw one
     */
    Select<?> outcomes(LocalDate from, LocalDate to, Optional<Select<?>> ends, Map<String, String> canonicalNames) {
        Condition within = TELEMETRY_PHASE_CALLS.DAY.ge(from).and(TELEMETRY_PHASE_CALLS.DAY.lt(to));
        // From a kept number of phases none can be taken away.
        Set<LocalDate> broken = ends.isEmpty()
                ? Set.of()
                : context.selectDistinct(TELEMETRY_PHASE_CALLS.DAY)
                        .from(TELEMETRY_PHASE_CALLS)
                        .where(
                                within,
                                DSL.condition(TELEMETRY_PHASE_CALLS.ONE_DAY),
                                JOB.in(jobs(ends.get().asTable("ends"))))
                        .fetchSet(TELEMETRY_PHASE_CALLS.DAY);
        Select<?> several =
                calls(within.and(TELEMETRY_PHASE_CALLS.ONE_DAY.isFalse().or(TELEMETRY_PHASE_CALLS.DAY.in(broken))));
        Select<?> open = ends.<Select<?>>map(calls -> both(several, calls)).orElse(several);
        Select<?> judgedNow = new OutcomeQuery(tables).outcomes(open, canonicalNames);
        Select<?> judgedBefore = DSL.select(
                        TELEMETRY_OUTCOMES.PROVIDER,
                        TELEMETRY_OUTCOMES.MODEL,
                        TELEMETRY_OUTCOMES.ROLE,
                        TELEMETRY_OUTCOMES.COMPLEXITY,
                        TELEMETRY_OUTCOMES.REASON,
                        TELEMETRY_OUTCOMES.PHASES,
                        TELEMETRY_OUTCOMES.RETRIES,
                        TELEMETRY_OUTCOMES.ESCALATIONS)
                .from(TELEMETRY_OUTCOMES)
                .where(
                        TELEMETRY_OUTCOMES.DAY.ge(from),
                        TELEMETRY_OUTCOMES.DAY.lt(to),
                        TELEMETRY_OUTCOMES.DAY.notIn(broken));
        List<Field<?>> keys = Stream.of("provider", "model", "role", "complexity", "reason")
                .<Field<?>>map(key -> DSL.field(DSL.name(key)))
                .toList();
        return DSL.select(keys)
                .select(Stream.of("phases", "retries", "escalations")
                        .map(sum -> DSL.sum(DSL.field(DSL.name(sum), SQLDataType.NUMERIC))
                                .as(sum))
                        .toList())
                .from("(({0}) union all ({1})) as judged", judgedNow, judgedBefore)
                .groupBy(keys);
    }

    private Select<?> calls(Condition condition) {
        return DSL.select(CALL).from(TELEMETRY_PHASE_CALLS).where(condition);
    }

    private static SelectJoinStep<Record3<String, String, String>> jobs(Table<?> phaseCalls) {
        return DSL.select(text("run_id"), text("phase_id"), text("role")).from(phaseCalls);
    }

    private static Field<String> text(String name) {
        return DSL.field(DSL.name(name), SQLDataType.VARCHAR);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Select<?> both(Select<?> some, Select<?> others) {
        return ((Select) some).unionAll(others);
    }
}
