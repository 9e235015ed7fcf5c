package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.TELEMETRY_DAYS;
import static dev.autopack.modelintel.store.jooq.Tables.TELEMETRY_PHASE_CALLS;
import static dev.autopack.modelintel.store.jooq.Tables.TELEMETRY_USAGE;

import dev.autopack.modelintel.store.TelemetryQueries.Span;
import dev.autopack.modelintel.store.jooq.tables.records.TelemetryDaysRecord;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What whole days (UTC) of telemetry in the same PostgreSQL came to, kept from run to run. A day is used again only where its
 * calls are certainly the same as when it was counted, and nobody has to say what has changed.
 *
 * <p>PostgreSQL never changes a row in place: each version of it has the number of the transaction that made it. If all
 * versions that are visible now were made by transactions that had ended when the day was counted, all of them were counted
 * then; and if there are as many, none is missing. A call that was added, late or in order, has a later number; one that
 * was changed too; one that was deleted is missing. Numbers have 32 bits: a day that was not looked at for 2^31 transactions
 * is counted again.
 */
final class TelemetryRollup {

    private static final long NUMBERS = 1L << 32;
    private static final long OLDEST = 1L << 31;

    /** No number of calls. */
    private static final long CHANGED = -1;

    private final DSLContext context;
    private final TelemetryTables tables;

    /** Tells this telemetry, and the shape of its rows, from any other. */
    private final String telemetry;

    /** Of the present state: every transaction before this number has ended. */
    private final long settledBefore;

    /** Of the present state: no transaction with this number or a later one is visible. */
    private final long nextTransaction;

    private TelemetryRollup(DSLContext context, TelemetryTables tables, Record identity) {
        this.context = context;
        this.tables = tables;
        this.telemetry = identity.get("telemetry", String.class);
        this.settledBefore = identity.get("settled_before", Long.class);
        this.nextTransaction = identity.get("next_transaction", Long.class);
    }

    /** Empty where days cannot be kept; {@code telemetry-identity.sql} says where. */
    static Optional<TelemetryRollup> of(DSLContext context, TelemetryTables tables) {
        Field<String[]> columns = DSL.val(tables.columns().getOrDefault(TelemetryTables.EVENTS, Set.of()).stream()
                .sorted()
                .toArray(String[]::new));
        Field<String> phases = tables.has(TelemetryTables.PHASES)
                ? quoted(context, DSL.name(tables.schema(), TelemetryTables.PHASES))
                : DSL.castNull(SQLDataType.VARCHAR);
        return context.fetchOptional(
                        Resources.text("telemetry-identity.sql"),
                        quoted(context, DSL.name(tables.schema(), TelemetryTables.EVENTS)),
                        phases,
                        columns,
                        quoted(context, TELEMETRY_DAYS),
                        quoted(context, TELEMETRY_USAGE),
                        quoted(context, TELEMETRY_PHASE_CALLS))
                .map(identity -> new TelemetryRollup(context, tables, identity));
    }

    private static Field<String> quoted(DSLContext context, org.jooq.QueryPart name) {
        return DSL.inline(context.render(name));
    }

    /**
     * Brings the days up to the present state of the telemetry.
     *
     * @param from the first day
     * @param to the day after the last
     * @param priceChanges when any price changed, ascending
     */
    void refresh(LocalDate from, LocalDate to, List<LocalDateTime> priceChanges) {
        forget(context.select(TELEMETRY_DAYS.DAY)
                .from(TELEMETRY_DAYS)
                .where(TELEMETRY_DAYS.TELEMETRY.ne(telemetry))
                .fetch(TELEMETRY_DAYS.DAY));
        Set<LocalDate> unchanged = unchanged(from, to, priceChanges);
        context.update(TELEMETRY_DAYS)
                .set(TELEMETRY_DAYS.SETTLED_BEFORE, settledBefore)
                .where(TELEMETRY_DAYS.DAY.in(unchanged))
                .execute();
        List<LocalDate> others =
                from.datesUntil(to).filter(day -> !unchanged.contains(day)).toList();
        forget(others);
        if (!others.isEmpty()) {
            count(others, priceChanges);
        }
    }

    /** The calls of refreshed days, in groups as {@link TelemetryQueries#usage()} makes them. */
    Select<?> usage(LocalDate from, LocalDate to, LocalDateTime start, List<LocalDateTime> priceChanges) {
        Field<LocalDateTime> since = TelemetryQueries.lastOf(priceChanges, start, TELEMETRY_USAGE.SINCE);
        List<Field<?>> keys = List.of(
                TELEMETRY_USAGE.PROVIDER,
                TELEMETRY_USAGE.MODEL,
                TELEMETRY_USAGE.ROLE,
                TELEMETRY_USAGE.COMPLEXITY,
                TELEMETRY_USAGE.BUCKET);
        List<Field<?>> sums = Stream.of(
                        TELEMETRY_USAGE.CALLS,
                        TELEMETRY_USAGE.TOTAL_TOKENS,
                        TELEMETRY_USAGE.PROMPT_TOKENS,
                        TELEMETRY_USAGE.COMPLETION_TOKENS,
                        TELEMETRY_USAGE.RECORDED_CALLS,
                        TELEMETRY_USAGE.RECORDED_USD,
                        TELEMETRY_USAGE.PRICED_PROMPT_TOKENS,
                        TELEMETRY_USAGE.PRICED_COMPLETION_TOKENS,
                        TELEMETRY_USAGE.UNSPLIT_CALLS,
                        TELEMETRY_USAGE.UNSPLIT_TOKENS)
                .<Field<?>>map(field -> DSL.sum(field).as(field.getName()))
                .toList();
        // By the expression, not by its name: that of the column would count more.
        return context.select(keys)
                .select(since.as("since"))
                .select(sums)
                .from(TELEMETRY_USAGE)
                .where(within(TELEMETRY_USAGE.DAY, from, to))
                .groupBy(Stream.concat(keys.stream(), Stream.of(since)).toList());
    }

    /** The last calls in the phases of refreshed days, as {@link TelemetryQueries#phaseCalls()} finds them. */
    Select<?> phaseCalls(LocalDate from, LocalDate to, Condition condition) {
        return context.select(
                        TELEMETRY_PHASE_CALLS.DAY,
                        TELEMETRY_PHASE_CALLS.RUN_ID,
                        TELEMETRY_PHASE_CALLS.PHASE_ID,
                        TELEMETRY_PHASE_CALLS.ROLE,
                        TELEMETRY_PHASE_CALLS.PROVIDER,
                        TELEMETRY_PHASE_CALLS.MODEL,
                        TELEMETRY_PHASE_CALLS.LAST_AT,
                        TELEMETRY_PHASE_CALLS.LAST_ID)
                .from(TELEMETRY_PHASE_CALLS)
                .where(within(TELEMETRY_PHASE_CALLS.DAY, from, to), condition);
    }

    /** Whether no other model, provider or day has a call in the same phase and role. */
    Condition alone() {
        return DSL.condition(TELEMETRY_PHASE_CALLS.ALONE);
    }

    /** Whether others have no call in the same phase and role. */
    Condition notAmong(Select<?> others) {
        Table<?> other = others.asTable("other");
        return DSL.row(TELEMETRY_PHASE_CALLS.RUN_ID, TELEMETRY_PHASE_CALLS.PHASE_ID, TELEMETRY_PHASE_CALLS.ROLE)
                .notIn(DSL.select(
                                other.field("run_id", String.class),
                                other.field("phase_id", String.class),
                                other.field("role", String.class))
                        .from(other));
    }

    private void forget(List<LocalDate> days) {
        if (!days.isEmpty()) {
            context.deleteFrom(TELEMETRY_DAYS)
                    .where(TELEMETRY_DAYS.DAY.in(days))
                    .execute();
            context.deleteFrom(TELEMETRY_USAGE)
                    .where(TELEMETRY_USAGE.DAY.in(days))
                    .execute();
            context.deleteFrom(TELEMETRY_PHASE_CALLS)
                    .where(TELEMETRY_PHASE_CALLS.DAY.in(days))
                    .execute();
        }
    }

    /** The days that would be counted as they were. */
    private Set<LocalDate> unchanged(LocalDate from, LocalDate to, List<LocalDateTime> priceChanges) {
        // Mostly all days were looked at in the same run.
        Map<Long, Map<LocalDate, Long>> callsBySettling = context
                .selectFrom(TELEMETRY_DAYS)
                .where(within(TELEMETRY_DAYS.DAY, from, to))
                .and(TELEMETRY_DAYS.SETTLED_BEFORE.between(nextTransaction - OLDEST, settledBefore))
                .orderBy(TELEMETRY_DAYS.DAY)
                .stream()
                .filter(day -> Arrays.asList(day.getPriceChanges()).containsAll(within(day.getDay(), priceChanges)))
                .collect(Collectors.groupingBy(
                        day -> day.getSettledBefore(), Collectors.toMap(day -> day.getDay(), day -> day.getCalls())));
        Set<LocalDate> unchanged = new HashSet<>();
        callsBySettling.forEach((settled, calls) -> unchanged.addAll(unchanged(settled, calls)));
        if (!unchanged.isEmpty() && tables.has(TelemetryTables.PHASES)) {
            unchanged.removeAll(otherwiseComplex(from, to));
        }
        return unchanged;
    }

    private List<LocalDate> unchanged(long settled, Map<LocalDate, Long> counted) {
        List<Span> spans = spans(counted.keySet().stream().sorted().toList());
        Map<LocalDate, Long> present = context.fetch(
                        new TelemetryQueries(tables, spans, List.of()).callsByDay(madeSince(settled)))
                .intoMap(
                        day -> day.get("day", LocalDate.class),
                        day -> day.get("added", Long.class) > 0 ? CHANGED : day.get("calls", Long.class));
        return counted.entrySet().stream()
                .filter(day -> present.getOrDefault(day.getKey(), 0L).equals(day.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Whether a version of a call was made by a transaction of this number or a later one. The numbers go round: 32 bits are
     * kept. As bytes they can be compared, and by parallel workers.
     */
    private Condition madeSince(long settled) {
        Field<?> maker = DSL.field("xidsend({0})", DSL.field(DSL.name(TelemetryTables.EVENTS, "xmin")));
        Condition from = DSL.condition("{0} >= {1}", maker, bytes(settled));
        Condition upTo = DSL.condition("{0} <= {1}", maker, bytes(nextTransaction));
        return settled % NUMBERS <= nextTransaction % NUMBERS ? from.and(upTo) : from.or(upTo);
    }

    private static Field<?> bytes(long number) {
        return DSL.field("{0}::bytea", DSL.inline(String.format("\\x%08x", number % NUMBERS)));
    }

    /** The days whose calls belong to phases of another complexity than when they were counted. */
    private List<LocalDate> otherwiseComplex(LocalDate from, LocalDate to) {
        return context.selectDistinct(TELEMETRY_PHASE_CALLS.DAY)
                .from(TELEMETRY_PHASE_CALLS)
                .leftJoin(tables.table(TelemetryTables.PHASES))
                .on(phaseColumn("run_id").eq(TELEMETRY_PHASE_CALLS.RUN_ID))
                .and(phaseColumn("phase_id").eq(TELEMETRY_PHASE_CALLS.PHASE_ID))
                .where(within(TELEMETRY_PHASE_CALLS.DAY, from, to))
                .and(TELEMETRY_PHASE_CALLS.COMPLEXITY.ne(tables.complexity()))
                .fetch(TELEMETRY_PHASE_CALLS.DAY);
    }

    private void count(List<LocalDate> days, List<LocalDateTime> priceChanges) {
        List<Span> spans = spans(days);
        List<LocalDateTime> periodStarts = Stream.concat(
                        days.stream().map(LocalDate::atStartOfDay),
                        days.stream().flatMap(day -> within(day, priceChanges).stream()))
                .filter(instant -> instant.isAfter(spans.get(0).start()))
                .distinct()
                .sorted()
                .toList();
        TelemetryQueries queries = new TelemetryQueries(tables, spans, periodStarts);
        // Only into a new table does PostgreSQL count in parallel.
        Table<?> usage = counted("counted_usage", queries.usage());
        Field<?>[] fields = usageFields();
        context.execute(
                "insert into {0} (day, {1}) select cast(since as date), {1} from {2}",
                TELEMETRY_USAGE, DSL.list(fields), usage);
        Map<LocalDate, Long> calls = context.fetch(
                        "select cast(since as date) as day, cast(sum(calls) as bigint) as calls from {0} group by 1",
                        usage)
                .intoMap(row -> row.get("day", LocalDate.class), row -> row.get("calls", Long.class));
        context.batchInsert(days.stream()
                        .map(day -> new TelemetryDaysRecord(
                                day,
                                telemetry,
                                calls.getOrDefault(day, 0L),
                                settledBefore,
                                within(day, priceChanges).toArray(LocalDateTime[]::new)))
                        .toList())
                .execute();
        if (tables.has(TelemetryTables.PHASES)) {
            keepPhaseCalls(counted("counted_phase_calls", queries.phaseCalls()).as("last"));
        }
    }

    private void keepPhaseCalls(Table<?> last) {
        Field<String> run = DSL.field(DSL.name("last", "run_id"), SQLDataType.VARCHAR);
        Field<String> phase = DSL.field(DSL.name("last", "phase_id"), SQLDataType.VARCHAR);
        Field<String> role = DSL.field(DSL.name("last", "role"), SQLDataType.VARCHAR);
        context.insertInto(TELEMETRY_PHASE_CALLS, TELEMETRY_PHASE_CALLS.fields())
                .select(context.select(Arrays.stream(TELEMETRY_PHASE_CALLS.fields())
                                .map(field -> field.equals(TELEMETRY_PHASE_CALLS.COMPLEXITY)
                                        ? tables.complexity()
                                        : field.equals(TELEMETRY_PHASE_CALLS.ALONE)
                                                ? DSL.inline(true)
                                                : DSL.field(DSL.name("last", field.getName())))
                                .toList())
                        .from(last)
                        .leftJoin(tables.table(TelemetryTables.PHASES))
                        .on(phaseColumn("run_id").eq(run))
                        .and(phaseColumn("phase_id").eq(phase)))
                .execute();
        Table<?> shared = context.select(
                        TELEMETRY_PHASE_CALLS.RUN_ID, TELEMETRY_PHASE_CALLS.PHASE_ID, TELEMETRY_PHASE_CALLS.ROLE)
                .from(TELEMETRY_PHASE_CALLS)
                .where(DSL.row(TELEMETRY_PHASE_CALLS.RUN_ID, TELEMETRY_PHASE_CALLS.PHASE_ID, TELEMETRY_PHASE_CALLS.ROLE)
                        .in(DSL.select(run, phase, role).from(last)))
                .groupBy(TELEMETRY_PHASE_CALLS.RUN_ID, TELEMETRY_PHASE_CALLS.PHASE_ID, TELEMETRY_PHASE_CALLS.ROLE)
                .having(DSL.count().gt(1))
                .asTable("shared");
        context.update(TELEMETRY_PHASE_CALLS)
                .set(TELEMETRY_PHASE_CALLS.ALONE, false)
                .from(shared)
                .where(TELEMETRY_PHASE_CALLS.RUN_ID.eq(shared.field(TELEMETRY_PHASE_CALLS.RUN_ID)))
                .and(TELEMETRY_PHASE_CALLS.PHASE_ID.eq(shared.field(TELEMETRY_PHASE_CALLS.PHASE_ID)))
                .and(TELEMETRY_PHASE_CALLS.ROLE.eq(shared.field(TELEMETRY_PHASE_CALLS.ROLE)))
                .and(TELEMETRY_PHASE_CALLS.ALONE)
                .execute();
    }

    private Table<?> counted(String name, Select<?> groups) {
        context.execute("create temporary table {0} on commit drop as {1}", DSL.name(name), groups);
        return DSL.table(DSL.name("pg_temp", name));
    }

    private static Field<?>[] usageFields() {
        return Arrays.stream(TELEMETRY_USAGE.fields())
                .filter(field -> !field.equals(TELEMETRY_USAGE.DAY))
                .map(field -> DSL.field(field.getUnqualifiedName()))
                .toArray(Field<?>[]::new);
    }

    private static Field<String> phaseColumn(String column) {
        return DSL.field(DSL.name(TelemetryTables.PHASES, column), SQLDataType.VARCHAR);
    }

    private static Condition within(Field<LocalDate> day, LocalDate from, LocalDate to) {
        return day.ge(from).and(day.lt(to));
    }

    /** The instants within a day, its start left out: nothing is to be told apart before and after it. */
    private static List<LocalDateTime> within(LocalDate day, List<LocalDateTime> instants) {
        return instants.stream()
                .filter(instant -> instant.isAfter(day.atStartOfDay())
                        && instant.isBefore(day.plusDays(1).atStartOfDay()))
                .toList();
    }

    /** One span for days that follow each other. */
    private static List<Span> spans(List<LocalDate> days) {
        List<Span> spans = new ArrayList<>();
        for (LocalDate day : days) {
            LocalDateTime start = day.atStartOfDay();
            boolean follows =
                    !spans.isEmpty() && spans.get(spans.size() - 1).end().equals(start);
            LocalDateTime first = follows ? spans.remove(spans.size() - 1).start() : start;
            spans.add(new Span(first, day.plusDays(1).atStartOfDay()));
        }
        return spans;
    }
}
