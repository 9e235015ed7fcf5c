package dev.autopack.modelintel.store;

import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.floor;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.ln;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.when;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * The questions put to the telemetry, in one definition that jOOQ renders in the dialect of where it lives. Both answer
 * with groups; no event and no phase leaves the database.
 *
 * @param tables the tables
 * @param spans when the calls were made, ascending; at least one
 * @param periodStarts instants that tell calls apart, such as when any price changed, in UTC, ascending; all after the start
 *     of the first span
 */
record TelemetryQueries(TelemetryTables tables, List<Span> spans, List<LocalDateTime> periodStarts) {

    /**
     * A span of time in UTC.
     *
     * @param start inclusive
     * @param end exclusive
     */
    record Span(LocalDateTime start, LocalDateTime end) {}

    /** Logarithmic width of a bucket of tokens: two calls in one bucket differ by 2 % at most. */
    static final double BUCKET = Math.log(1.02);

    private static final Field<String> PROVIDER = text(TelemetryTables.EVENTS, "provider");
    private static final Field<String> MODEL = text(TelemetryTables.EVENTS, "model");
    private static final Field<String> EVENT_RUN = text(TelemetryTables.EVENTS, "run_id");
    private static final Field<String> EVENT_PHASE = text(TelemetryTables.EVENTS, "phase_id");
    private static final Field<LocalDateTime> CREATED_AT =
            field(name(TelemetryTables.EVENTS, "created_at"), SQLDataType.LOCALDATETIME);
    private static final Field<Long> TOTAL_TOKENS =
            field(name(TelemetryTables.EVENTS, "total_tokens"), SQLDataType.BIGINT);

    /**
     * Calls and tokens by {@code provider}, raw {@code model}, {@code role}, {@code complexity} ({@code ''} is none),
     * {@code since} (the start of the period, at the earliest that of the first span) and {@code bucket} of the tokens of a call. A call
     * whose cost is on record is not priced.
     */
    Select<?> usage() {
        Field<Long> prompt = tables.column(TelemetryTables.EVENTS, "prompt_tokens", SQLDataType.BIGINT);
        Field<Long> completion = tables.column(TelemetryTables.EVENTS, "completion_tokens", SQLDataType.BIGINT);
        Condition split = prompt.ge(inline(0L)).and(completion.ge(inline(0L)));
        Field<LocalDateTime> since = lastOf(periodStarts, spans.get(0).start(), CREATED_AT);
        Field<Integer> bucket = floor(ln(cast(greatest(TOTAL_TOKENS, inline(1L)), SQLDataType.DOUBLE))
                        .div(inline(BUCKET)))
                .cast(SQLDataType.INTEGER);
        boolean phases = tables.has(TelemetryTables.PHASES);
        Field<String> complexity = phases ? tables.complexity() : inline("");
        Table<?> from = tables.table(TelemetryTables.EVENTS);
        if (phases) {
            from = from.leftJoin(tables.table(TelemetryTables.PHASES))
                    .on(text(TelemetryTables.PHASES, "run_id").eq(EVENT_RUN))
                    .and(text(TelemetryTables.PHASES, "phase_id").eq(EVENT_PHASE));
        }
        Table<?> calls = calls(
                from,
                noCondition(),
                PROVIDER.as("provider"),
                MODEL.as("model"),
                role().as("role"),
                complexity.as("complexity"),
                since.as("since"),
                bucket.as("bucket"),
                TOTAL_TOKENS.as("total_tokens"),
                when(split, prompt).as("prompt_tokens"),
                when(split, completion).as("completion_tokens"),
                tables.column(TelemetryTables.EVENTS, "cost_usd", SQLDataType.NUMERIC(38, 15))
                        .as("cost_usd"));
        List<Field<?>> keys = List.of(
                calls.field("provider"),
                calls.field("model"),
                calls.field("role"),
                calls.field("complexity"),
                calls.field("since"),
                calls.field("bucket"));
        Field<Long> tokens = calls.field("total_tokens", Long.class);
        Field<Long> prompts = calls.field("prompt_tokens", Long.class);
        Field<Long> completions = calls.field("completion_tokens", Long.class);
        // Where no cost is on record, nothing needs to be told apart.
        boolean records = tables.has(TelemetryTables.EVENTS, "cost_usd");
        Field<BigDecimal> recorded = calls.field("cost_usd", BigDecimal.class);
        Condition toPrice = records ? recorded.isNull() : trueCondition();
        Field<Long> unsplit = when(toPrice.and(prompts.isNull()), tokens);
        return select(keys)
                .select(
                        cast(count(), SQLDataType.BIGINT).as("calls"),
                        sum(tokens).as("total_tokens"),
                        sum(prompts).as("prompt_tokens"),
                        sum(completions).as("completion_tokens"),
                        (records ? cast(count(recorded), SQLDataType.BIGINT) : inline(0L)).as("recorded_calls"),
                        (records ? sum(recorded) : castNull(SQLDataType.NUMERIC)).as("recorded_usd"),
                        sum(records ? when(toPrice, prompts) : prompts).as("priced_prompt_tokens"),
                        sum(records ? when(toPrice, completions) : completions).as("priced_completion_tokens"),
                        cast(count(unsplit), SQLDataType.BIGINT).as("unsplit_calls"),
                        sum(unsplit).as("unsplit_tokens"))
                .from(calls)
                .groupBy(keys);
    }

    /**
     * When each model was called last in each phase and role on each {@code day} in UTC, and the greatest event id of these
     * calls.
     */
    Select<?> phaseCalls() {
        Table<?> calls = calls(
                tables.table(TelemetryTables.EVENTS),
                EVENT_RUN.isNotNull().and(EVENT_PHASE.isNotNull()),
                cast(CREATED_AT, SQLDataType.LOCALDATE).as("day"),
                EVENT_RUN.as("run_id"),
                EVENT_PHASE.as("phase_id"),
                role().as("role"),
                PROVIDER.as("provider"),
                MODEL.as("model"),
                CREATED_AT.as("created_at"),
                tables.column(TelemetryTables.EVENTS, "id", SQLDataType.BIGINT).as("id"));
        List<Field<?>> keys = List.of(
                calls.field("day"),
                calls.field("run_id"),
                calls.field("phase_id"),
                calls.field("role"),
                calls.field("provider"),
                calls.field("model"));
        return select(keys)
                .select(
                        max(calls.field("created_at", LocalDateTime.class)).as("last_at"),
                        max(calls.field("id", Long.class)).as("last_id"))
                .from(calls)
                .groupBy(keys);
    }

    /** How many {@code rows}, calls, there are, how many of them are {@code added} by a condition on one, and from when to when. */
    Select<?> look(Condition added) {
        Table<?> calls = calls(
                tables.table(TelemetryTables.EVENTS),
                noCondition(),
                when(added, CREATED_AT).as("added_at"));
        Field<LocalDateTime> addedAt = calls.field("added_at", LocalDateTime.class);
        return select(
                        cast(count(), SQLDataType.BIGINT).as("rows"),
                        cast(count(addedAt), SQLDataType.BIGINT).as("added"),
                        min(addedAt).as("first"),
                        max(addedAt).as("last"))
                .from(calls);
    }

    /** How many {@code rows}, calls, each {@code day} in UTC has, and how many of them are {@code added} by a condition on one. */
    Select<?> callsByDay(Condition added) {
        Table<?> calls = calls(
                tables.table(TelemetryTables.EVENTS),
                noCondition(),
                cast(CREATED_AT, SQLDataType.LOCALDATE).as("day"),
                field(added).as("added"));
        return select(
                        calls.field("day"),
                        cast(count(), SQLDataType.BIGINT).as("rows"),
                        cast(count(when(condition(calls.field("added", Boolean.class)), inline(1))), SQLDataType.BIGINT)
                                .as("added"))
                .from(calls)
                .groupBy(calls.field("day"));
    }

    /**
     * The calls within the spans. PostgreSQL takes the times of calls for as many groups as there are calls, and would then
     * group in one process. Of a union it knows nothing, and groups in parallel.
     */
    private Table<?> calls(Table<?> from, Condition condition, Field<?>... fields) {
        return select(fields)
                .from(from)
                .where(inSpans(), condition)
                .unionAll(select(fields).from(from).where(falseCondition()))
                .asTable("calls");
    }

    private Condition inSpans() {
        return or(spans.stream()
                .map(span -> CREATED_AT.ge(inline(span.start())).and(CREATED_AT.lt(inline(span.end()))))
                .toList());
    }

    /** The last of the instants by then, by halving: as many comparisons as the logarithm of their number. */
    static Field<LocalDateTime> lastOf(List<LocalDateTime> instants, LocalDateTime before, Field<LocalDateTime> then) {
        if (instants.isEmpty()) {
            return inline(before);
        }
        int middle = instants.size() / 2;
        LocalDateTime instant = instants.get(middle);
        return when(then.lt(inline(instant)), lastOf(instants.subList(0, middle), before, then))
                .otherwise(lastOf(instants.subList(middle + 1, instants.size()), instant, then));
    }

    /** A doctor call with a tier is a role of its own. */
    private Field<String> role() {
        Field<String> role = text(TelemetryTables.EVENTS, "role");
        Field<String> tier = tables.column(TelemetryTables.EVENTS, "doctor_model", SQLDataType.VARCHAR);
        Field<Boolean> doctor = tables.column(TelemetryTables.EVENTS, "is_doctor_call", SQLDataType.BOOLEAN);
        return when(
                        tier.in(inline("cheap"), inline("strong"))
                                .and(role.eq(inline("doctor")).or(doctor.eq(inline(true)))),
                        concat(inline("doctor:"), tier))
                .otherwise(role);
    }

    private static Field<String> text(String table, String column) {
        return field(name(table, column), SQLDataType.VARCHAR);
    }
}
