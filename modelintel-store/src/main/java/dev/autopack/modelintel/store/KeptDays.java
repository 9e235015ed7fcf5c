package dev.autopack.modelintel.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.autopack.modelintel.store.TelemetryQueries.Span;
import dev.autopack.modelintel.store.jooq.tables.records.TelemetryDaysRecord;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/**
 * What is found now on days that were counted before. No day has more old rows than it had then; so if all days together have
 * as many, each of them has, and only days with added rows need a closer look. To tell the rows of each day apart takes most
 * of a look at them.
 *
 * @param log the log of changes of this telemetry, null if there is none that has them all
 */
record KeptDays(
        DSLContext context,
        TelemetryTables tables,
        RowVersions versions,
        PhaseRollup phases,
        @Nullable String log) {

    /** No number of rows. */
    private static final long CHANGED = -1;

    /** The state in which days were looked at last, with the rows of whole tables. Mostly it is the same for all days. */
    private record State(long settledBefore, long phaseRows, long outcomeRows) {

        static State of(TelemetryDaysRecord day) {
            return new State(day.getSettledBefore(), day.getPhaseRows(), day.getOutcomeRows());
        }
    }

    /** Those of the days that would be counted as they were. */
    Stream<LocalDate> unchanged(Stream<TelemetryDaysRecord> counted) {
        return counted.collect(groupingBy(State::of)).entrySet().stream()
                .flatMap(days -> unchanged(days.getKey(), days.getValue()));
    }

    private Stream<LocalDate> unchanged(State then, List<TelemetryDaysRecord> counted) {
        Map<LocalDate, Long> calls = calls(then, counted);
        Map<LocalDate, Long> phaseRows = ofPhases(
                TelemetryTables.PHASES,
                then.settledBefore(),
                then.phaseRows(),
                counted.stream().collect(toMap(TelemetryDaysRecord::getDay, TelemetryDaysRecord::getPhases)));
        Map<LocalDate, Long> outcomeRows = ofPhases(
                TelemetryTables.OUTCOMES,
                then.settledBefore(),
                then.outcomeRows(),
                counted.stream().collect(toMap(TelemetryDaysRecord::getDay, TelemetryDaysRecord::getOutcomes)));
        return counted.stream()
                .filter(day -> day.getCalls().equals(calls.getOrDefault(day.getDay(), 0L))
                        && day.getPhases().equals(phaseRows.getOrDefault(day.getDay(), 0L))
                        && day.getOutcomes().equals(outcomeRows.getOrDefault(day.getDay(), 0L)))
                .map(TelemetryDaysRecord::getDay);
    }

    /** Of days that the same log has had in view since they were counted, it has no mark: their calls are not looked at. */
    private Map<LocalDate, Long> calls(State then, List<TelemetryDaysRecord> counted) {
        Predicate<TelemetryDaysRecord> logged = day -> log != null && log.equals(day.getLog());
        Map<LocalDate, Long> calls = callsThen(counted.stream().filter(logged));
        Map<LocalDate, Long> others = callsThen(counted.stream().filter(logged.negate()));
        if (!others.isEmpty()) {
            calls.putAll(callsNow(versions.madeSince(TelemetryTables.EVENTS, then.settledBefore()), others));
        }
        return calls;
    }

    private static Map<LocalDate, Long> callsThen(Stream<TelemetryDaysRecord> counted) {
        return new HashMap<>(counted.collect(toMap(TelemetryDaysRecord::getDay, TelemetryDaysRecord::getCalls)));
    }

    private Map<LocalDate, Long> callsNow(Condition added, Map<LocalDate, Long> then) {
        List<LocalDate> days = then.keySet().stream().sorted().toList();
        Select<?> looking = new TelemetryQueries(tables, spans(days), List.of()).look(added);
        Record look = new TemporaryGroups(context).<Record>compiled(() -> context.fetchSingle(looking));
        boolean noneMissing = look.get("rows", Long.class) - look.get("added", Long.class)
                == then.values().stream().mapToLong(Long::longValue).sum();
        List<LocalDate> doubtful =
                noneMissing ? days.stream().filter(day -> isWithin(day, look)).toList() : days;
        Map<LocalDate, Long> now = new HashMap<>(then);
        now.keySet().removeAll(doubtful);
        if (!doubtful.isEmpty()) {
            now.putAll(rows(new TelemetryQueries(tables, spans(doubtful), List.of()).callsByDay(added)));
        }
        return now;
    }

    private static boolean isWithin(LocalDate day, Record look) {
        LocalDateTime first = look.get("first", LocalDateTime.class);
        return first != null
                && !day.isBefore(first.toLocalDate())
                && !day.isAfter(look.get("last", LocalDateTime.class).toLocalDate());
    }

    /**
     * How many rows the kept calls of each day meet.
     *
     * @param table phases or their outcomes
     * @param rowsThen how many rows the whole table had
     */
    private Map<LocalDate, Long> ofPhases(String table, long settledBefore, long rowsThen, Map<LocalDate, Long> then) {
        if (!phases.knows(table)) {
            return Map.of();
        }
        Condition added = versions.madeSince(table, settledBefore);
        Record look = context.fetchSingle(phases.look(table, added));
        if (look.get("rows", Long.class) - look.get("added", Long.class) != rowsThen) {
            return rows(phases.rowsByDay(table, then.keySet(), added));
        }
        Map<LocalDate, Long> now = new HashMap<>(then);
        if (look.get("added", Long.class) > 0) {
            phases.daysMeeting(table, then.keySet(), added).forEach(day -> now.put(day, CHANGED));
        }
        return now;
    }

    private Map<LocalDate, Long> rows(Select<?> rowsByDay) {
        return context.fetch(rowsByDay)
                .intoMap(
                        day -> day.get("day", LocalDate.class),
                        day -> day.get("added", Long.class) > 0 ? CHANGED : day.get("rows", Long.class));
    }

    /** One span for days that follow each other. */
    static List<Span> spans(List<LocalDate> days) {
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
