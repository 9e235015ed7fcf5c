package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.TELEMETRY_CHANGES;
import static dev.autopack.modelintel.store.jooq.Tables.TELEMETRY_DAYS;
import static dev.autopack.modelintel.store.jooq.Tables.TELEMETRY_NAMES;
import static dev.autopack.modelintel.store.jooq.Tables.TELEMETRY_OUTCOMES;
import static dev.autopack.modelintel.store.jooq.Tables.TELEMETRY_PHASE_CALLS;
import static dev.autopack.modelintel.store.jooq.Tables.TELEMETRY_USAGE;

import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.store.TelemetryQueries.Span;
import dev.autopack.modelintel.store.jooq.tables.records.TelemetryDaysRecord;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * What whole days (UTC) of telemetry in the same PostgreSQL came to, kept from run to run. A day is used again only where its
 * calls, and the phases of these and their outcomes, are certainly the same as when it was counted, and nobody has to say
 * what has changed.
 *
 * <p>PostgreSQL never changes a row in place: each version of it has the number of the transaction that made it. If all
 * versions that are visible now were made by transactions that had ended when the day was counted, all of them were counted
 * then; and if there are as many, none is missing. A call that was added, late or in order, has a later number; one that
 * was changed too; one that was deleted is missing. Numbers have 32 bits: a day that was not looked at for 2^31 transactions
 * is counted again. Where a person has a log of changes kept, the calls need no look.
 */
final class TelemetryRollup {

    /** No number of rows. */
    private static final long CHANGED = -1;

    private final DSLContext context;
    private final TelemetryTables tables;

    /** Tells this telemetry, and the shape of its rows, from any other. */
    private final String telemetry;

    /** The log of changes of this telemetry, null if there is none that has them all. */
    private final @Nullable String log;

    private final RowVersions versions;
    private final PhaseRollup phases;

    private final ModelNames names;

    private TelemetryRollup(DSLContext context, TelemetryTables tables, ModelNames names, Record identity) {
        this.context = context;
        this.tables = tables;
        this.telemetry = identity.get("telemetry", String.class);
        this.log = identity.get("log", String.class);
        this.versions = new RowVersions(
                identity.get("settled_before", Long.class), identity.get("next_transaction", Long.class));
        this.phases = new PhaseRollup(context, tables);
        this.names = names;
    }

    /** Empty where days cannot be kept; {@code telemetry-identity.sql} says where. */
    static Optional<TelemetryRollup> of(DSLContext context, TelemetryTables tables, ModelNames names) {
        Field<String[]> columns = DSL.val(tables.columns().values().stream()
                .flatMap(Set::stream)
                .distinct()
                .sorted()
                .toArray(String[]::new));
        Field<String> phases = tables.has(TelemetryTables.PHASES)
                ? DSL.inline(context.render(DSL.name(tables.schema(), TelemetryTables.PHASES)))
                : DSL.castNull(SQLDataType.VARCHAR);
        return context.fetchOptional(
                        Resources.text("telemetry-identity.sql"),
                        quoted(
                                context,
                                tables.columns().keySet().stream().map(table -> DSL.name(tables.schema(), table))),
                        DSL.inline(context.render(DSL.name(tables.schema(), TelemetryTables.EVENTS))),
                        phases,
                        columns,
                        quoted(
                                context,
                                Stream.of(
                                        TELEMETRY_DAYS,
                                        TELEMETRY_USAGE,
                                        TELEMETRY_PHASE_CALLS,
                                        TELEMETRY_OUTCOMES,
                                        TELEMETRY_NAMES,
                                        TELEMETRY_CHANGES)),
                        DSL.inline(context.render(TELEMETRY_CHANGES)))
                .map(identity -> new TelemetryRollup(context, tables, names, identity));
    }

    private static Field<String[]> quoted(DSLContext context, Stream<? extends QueryPart> names) {
        return DSL.val(names.map(context::render).toArray(String[]::new));
    }

    /**
     * Brings the days up to the present state of the telemetry.
     *
     * @param from the first day
     * @param to the day after the last
     * @param priceChanges when any price changed, ascending
     */
    void refresh(LocalDate from, LocalDate to, List<LocalDateTime> priceChanges) {
        Set<LocalDate> forgotten = new HashSet<>(dropped(TELEMETRY_DAYS.TELEMETRY.ne(telemetry)));
        if (log != null) {
            forgotten.addAll(dropped(marked()));
        }
        Set<LocalDate> unchanged = unchanged(from, to, priceChanges);
        context.update(TELEMETRY_DAYS)
                .set(TELEMETRY_DAYS.SETTLED_BEFORE, versions.settledBefore())
                .set(TELEMETRY_DAYS.LOG, log)
                .where(TELEMETRY_DAYS.DAY.in(unchanged))
                .execute();
        List<LocalDate> others =
                from.datesUntil(to).filter(day -> !unchanged.contains(day)).toList();
        dropped(TELEMETRY_DAYS.DAY.in(others));
        forgotten.addAll(others);
        forget(forgotten);
        Set<LocalDate> toJudge = new HashSet<>(others);
        if (!others.isEmpty()) {
            toJudge.addAll(count(others, priceChanges));
        }
        judge(toJudge);
    }

    /** The calls of refreshed days, in groups as {@link TemporaryGroups#withAllSizes} makes them; several may have the same keys. */
    Select<?> usage(LocalDate from, LocalDate to, LocalDateTime start, List<LocalDateTime> priceChanges) {
        return context.select(Arrays.stream(TELEMETRY_USAGE.fields())
                        .filter(field -> !field.equals(TELEMETRY_USAGE.DAY))
                        .map(field -> field.equals(TELEMETRY_USAGE.SINCE)
                                ? TelemetryQueries.lastOf(priceChanges, start, TELEMETRY_USAGE.SINCE)
                                        .as("since")
                                : field)
                        .toList())
                .from(TELEMETRY_USAGE)
                .where(within(TELEMETRY_USAGE.DAY, from, to));
    }

    /** What became of the phases; see {@link PhaseRollup#outcomes}. */
    PhaseRollup phases() {
        return phases;
    }

    /** The days that are marked as changed. Their marks are taken away: those that are not visible yet stay. */
    private Condition marked() {
        List<@Nullable LocalDate> days = context.fetch("""
                        with mark as (delete from {0} returning day) select distinct day from mark
                        """, TELEMETRY_CHANGES).getValues("day", LocalDate.class);
        return days.contains(null) ? DSL.noCondition() : TELEMETRY_DAYS.DAY.in(days);
    }

    /** Takes the days of which this holds for uncounted. */
    private List<LocalDate> dropped(Condition condition) {
        return context.deleteFrom(TELEMETRY_DAYS)
                .where(condition)
                .returning(TELEMETRY_DAYS.DAY)
                .fetch(TELEMETRY_DAYS.DAY);
    }

    private void forget(Set<LocalDate> days) {
        if (!days.isEmpty()) {
            context.deleteFrom(TELEMETRY_USAGE)
                    .where(TELEMETRY_USAGE.DAY.in(days))
                    .execute();
            phases.forget(days);
        }
    }

    private void judge(Set<LocalDate> changed) {
        SortedMap<String, String> models = new TreeMap<>();
        context.selectDistinct(TELEMETRY_USAGE.MODEL)
                .from(TELEMETRY_USAGE)
                .fetch(TELEMETRY_USAGE.MODEL)
                .forEach(raw -> models.put(raw, PostgresTelemetry.canonical(names, raw)));
        Set<LocalDate> days = phases.rename(models)
                ? context.select(TELEMETRY_DAYS.DAY).from(TELEMETRY_DAYS).fetchSet(TELEMETRY_DAYS.DAY)
                : changed;
        if (!days.isEmpty() && !models.isEmpty() && tables.has(TelemetryTables.PHASES)) {
            phases.judge(days, models);
        }
    }

    /** The days that would be counted as they were. */
    private Set<LocalDate> unchanged(LocalDate from, LocalDate to, List<LocalDateTime> priceChanges) {
        // Mostly all days were looked at in the same run.
        Map<Long, List<TelemetryDaysRecord>> daysBySettling = context
                .selectFrom(TELEMETRY_DAYS)
                .where(within(TELEMETRY_DAYS.DAY, from, to))
                .and(versions.canTellFrom(TELEMETRY_DAYS.SETTLED_BEFORE))
                .orderBy(TELEMETRY_DAYS.DAY)
                .stream()
                .filter(day -> Arrays.asList(day.getPriceChanges()).containsAll(within(day.getDay(), priceChanges)))
                .collect(Collectors.groupingBy(TelemetryDaysRecord::getSettledBefore));
        return daysBySettling.entrySet().stream()
                .flatMap(days -> unchanged(days.getKey(), days.getValue()))
                .collect(Collectors.toSet());
    }

    private Stream<LocalDate> unchanged(long settled, List<TelemetryDaysRecord> counted) {
        List<LocalDate> days = days(counted);
        Map<LocalDate, Long> calls = presentCalls(settled, counted);
        Map<LocalDate, Long> phaseRows =
                phaseRows(TelemetryTables.PHASES, days, versions.madeSince(TelemetryTables.PHASES, settled));
        Map<LocalDate, Long> outcomeRows =
                phaseRows(TelemetryTables.OUTCOMES, days, versions.madeSince(TelemetryTables.OUTCOMES, settled));
        return counted.stream()
                .filter(day -> day.getCalls().equals(calls.getOrDefault(day.getDay(), 0L))
                        && day.getPhases().equals(phaseRows.getOrDefault(day.getDay(), 0L))
                        && day.getOutcomes().equals(outcomeRows.getOrDefault(day.getDay(), 0L)))
                .map(TelemetryDaysRecord::getDay);
    }

    /** Of days that the same log has had in view since they were counted, it has no mark: their calls are not looked at. */
    private Map<LocalDate, Long> presentCalls(long settled, List<TelemetryDaysRecord> counted) {
        Predicate<TelemetryDaysRecord> logged = day -> log != null && log.equals(day.getLog());
        Map<LocalDate, Long> calls = callsThen(counted.stream().filter(logged).toList());
        List<TelemetryDaysRecord> others =
                counted.stream().filter(logged.negate()).toList();
        if (!others.isEmpty()) {
            calls.putAll(callsNow(settled, others));
        }
        return calls;
    }

    private static Map<LocalDate, Long> callsThen(List<TelemetryDaysRecord> counted) {
        return counted.stream()
                .collect(Collectors.toMap(
                        TelemetryDaysRecord::getDay, TelemetryDaysRecord::getCalls, Long::sum, HashMap::new));
    }

    /**
     * Telling the calls of each day apart takes most of a look at them. No day has more old calls than it had then, so if all days
     * together have as many, each of them has, and only days with added calls need a closer look.
     */
    private Map<LocalDate, Long> callsNow(long settled, List<TelemetryDaysRecord> counted) {
        Condition added = versions.madeSince(TelemetryTables.EVENTS, settled);
        Record look = context.fetchSingle(new TelemetryQueries(tables, spans(days(counted)), List.of()).look(added));
        Map<LocalDate, Long> calls = callsThen(counted);
        long old = look.get("rows", Long.class) - look.get("added", Long.class);
        List<LocalDate> changed = days(counted);
        if (old == calls.values().stream().mapToLong(Long::longValue).sum()) {
            changed = changed.stream().filter(day -> isWithin(day, look)).toList();
        }
        calls.keySet().removeAll(changed);
        if (!changed.isEmpty()) {
            calls.putAll(rows(new TelemetryQueries(tables, spans(changed), List.of()).callsByDay(added)));
        }
        return calls;
    }

    private static boolean isWithin(LocalDate day, Record look) {
        LocalDateTime first = look.get("first", LocalDateTime.class);
        return first != null
                && !day.isBefore(first.toLocalDate())
                && !day.isAfter(look.get("last", LocalDateTime.class).toLocalDate());
    }

    private static List<LocalDate> days(List<TelemetryDaysRecord> counted) {
        return counted.stream().map(TelemetryDaysRecord::getDay).toList();
    }

    private Map<LocalDate, Long> phaseRows(String table, List<LocalDate> days, Condition added) {
        return tables.has(TelemetryTables.PHASES) && tables.has(table)
                ? rows(phases.rowsByDay(table, days, added))
                : Map.of();
    }

    private Map<LocalDate, Long> rows(Select<?> rowsByDay) {
        return context.fetch(rowsByDay)
                .intoMap(
                        day -> day.get("day", LocalDate.class),
                        day -> day.get("added", Long.class) > 0 ? CHANGED : day.get("rows", Long.class));
    }

    /** @return the other days of which other outcomes may be kept */
    private Set<LocalDate> count(List<LocalDate> days, List<LocalDateTime> priceChanges) {
        List<Span> spans = spans(days);
        List<LocalDateTime> periodStarts = Stream.concat(
                        days.stream().map(LocalDate::atStartOfDay),
                        days.stream().flatMap(day -> within(day, priceChanges).stream()))
                .filter(instant -> instant.isAfter(spans.get(0).start()))
                .distinct()
                .sorted()
                .toList();
        TelemetryQueries queries = new TelemetryQueries(tables, spans, periodStarts);
        TemporaryGroups groups = new TemporaryGroups(context);
        Select<?> usage = groups.withAllSizes(groups.counted("counted_usage", queries.usage()));
        context.execute(
                "insert into {0} (day, {1}) select cast(since as date), {1} from ({2}) as counted",
                TELEMETRY_USAGE, DSL.list(TemporaryGroups.columns(usage)), usage);
        Set<LocalDate> others = tables.has(TelemetryTables.PHASES)
                ? phases.keep(groups.counted("counted_phase_calls", queries.phaseCalls()))
                : Set.of();
        Map<LocalDate, Long> calls = context.select(TELEMETRY_USAGE.DAY, DSL.sum(TELEMETRY_USAGE.CALLS))
                .from(TELEMETRY_USAGE)
                .where(TELEMETRY_USAGE.DAY.in(days))
                .groupBy(TELEMETRY_USAGE.DAY)
                .fetchMap(day -> day.value1(), day -> day.value2().longValueExact());
        Map<LocalDate, Long> phaseRows = phaseRows(TelemetryTables.PHASES, days, DSL.falseCondition());
        Map<LocalDate, Long> outcomeRows = phaseRows(TelemetryTables.OUTCOMES, days, DSL.falseCondition());
        context.batchInsert(days.stream()
                        .map(day -> new TelemetryDaysRecord(
                                day,
                                telemetry,
                                calls.getOrDefault(day, 0L),
                                phaseRows.getOrDefault(day, 0L),
                                outcomeRows.getOrDefault(day, 0L),
                                versions.settledBefore(),
                                log,
                                within(day, priceChanges).toArray(LocalDateTime[]::new)))
                        .toList())
                .execute();
        return others;
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
