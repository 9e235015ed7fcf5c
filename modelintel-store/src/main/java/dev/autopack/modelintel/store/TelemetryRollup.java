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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
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

    /** Empty where days cannot be kept: where a phase may have several rows, and where {@code telemetry-identity.sql} says. */
    static Optional<TelemetryRollup> of(DSLContext context, TelemetryTables tables, ModelNames names) {
        if (tables.has(TelemetryTables.PHASES) && !tables.uniquePhases()) {
            return Optional.empty();
        }
        Field<String[]> columns = DSL.val(tables.columns().values().stream()
                .flatMap(Set::stream)
                .distinct()
                .sorted()
                .toArray(String[]::new));
        return context.fetchOptional(
                        Resources.text("telemetry-identity.sql"),
                        quoted(
                                context,
                                tables.columns().keySet().stream().map(table -> DSL.name(tables.schema(), table))),
                        DSL.inline(context.render(DSL.name(tables.schema(), TelemetryTables.EVENTS))),
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
        long phaseRows = phases.rows(TelemetryTables.PHASES);
        long outcomeRows = phases.rows(TelemetryTables.OUTCOMES);
        context.update(TELEMETRY_DAYS)
                .set(TELEMETRY_DAYS.SETTLED_BEFORE, versions.settledBefore())
                .set(TELEMETRY_DAYS.PHASE_ROWS, phaseRows)
                .set(TELEMETRY_DAYS.OUTCOME_ROWS, outcomeRows)
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
            toJudge.addAll(count(others, priceChanges, phaseRows, outcomeRows));
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
                .where(TELEMETRY_USAGE.MODEL.isNotNull())
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
        Stream<TelemetryDaysRecord> counted = context
                .selectFrom(TELEMETRY_DAYS)
                .where(within(TELEMETRY_DAYS.DAY, from, to))
                .and(versions.canTellFrom(TELEMETRY_DAYS.SETTLED_BEFORE))
                .stream()
                .filter(day -> Arrays.asList(day.getPriceChanges()).containsAll(within(day.getDay(), priceChanges)));
        return new KeptDays(context, tables, versions, phases, log)
                .unchanged(counted)
                .collect(Collectors.toSet());
    }

    /** @return the other days of which other outcomes may be kept */
    private Set<LocalDate> count(
            List<LocalDate> days, List<LocalDateTime> priceChanges, long phaseRows, long outcomeRows) {
        List<Span> spans = KeptDays.spans(days);
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
        Map<LocalDate, Long> met = phases.rowsMet(TelemetryTables.PHASES, days);
        Map<LocalDate, Long> outcomesMet = phases.rowsMet(TelemetryTables.OUTCOMES, days);
        context.batchInsert(days.stream()
                        .map(day -> new TelemetryDaysRecord(
                                day,
                                telemetry,
                                calls.getOrDefault(day, 0L),
                                met.getOrDefault(day, 0L),
                                outcomesMet.getOrDefault(day, 0L),
                                versions.settledBefore(),
                                log,
                                within(day, priceChanges).toArray(LocalDateTime[]::new),
                                phaseRows,
                                outcomeRows))
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
}
