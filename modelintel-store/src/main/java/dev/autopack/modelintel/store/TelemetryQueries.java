package dev.autopack.modelintel.store;

import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.firstValue;
import static org.jooq.impl.DSL.floor;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.ln;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.nullif;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trim;
import static org.jooq.impl.DSL.when;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Row2;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The questions put to the telemetry, in one definition that jOOQ renders in the dialect of where it lives. Both answer
 * with groups; no event and no phase leaves the database.
 *
 * @param tables the tables
 * @param start start of the window in UTC, inclusive
 * @param end end of the window in UTC, exclusive
 * @param priceChanges when any price changed within the window, ascending
 */
record TelemetryQueries(
        TelemetryTables tables, LocalDateTime start, LocalDateTime end, List<LocalDateTime> priceChanges) {

    /** Logarithmic width of a bucket of tokens: two calls in one bucket differ by 2 % at most. */
    static final double BUCKET = Math.log(1.02);

    static final String PHASE_CALLS = "phase_calls";

    private static final int LONGEST_REASON = 80;

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
     * {@code since} (no price changes between then and the next) and {@code bucket} of the tokens of a call. A call
     * whose cost is on record is not priced.
     */
    Select<?> usage() {
        Field<Long> prompt = tables.column(TelemetryTables.EVENTS, "prompt_tokens", SQLDataType.BIGINT);
        Field<Long> completion = tables.column(TelemetryTables.EVENTS, "completion_tokens", SQLDataType.BIGINT);
        Condition split = prompt.ge(inline(0L)).and(completion.ge(inline(0L)));
        Field<LocalDateTime> since = since(0, priceChanges.size(), start);
        Field<Integer> bucket = floor(ln(cast(greatest(TOTAL_TOKENS, inline(1L)), SQLDataType.DOUBLE))
                        .div(inline(BUCKET)))
                .cast(SQLDataType.INTEGER);
        boolean phases = tables.has(TelemetryTables.PHASES);
        Field<String> complexity = phases ? complexity() : inline("");
        Table<?> from = tables.table(TelemetryTables.EVENTS);
        if (phases) {
            from = from.leftJoin(tables.table(TelemetryTables.PHASES))
                    .on(text(TelemetryTables.PHASES, "run_id").eq(EVENT_RUN))
                    .and(text(TelemetryTables.PHASES, "phase_id").eq(EVENT_PHASE));
        }
        Table<?> calls = select(
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
                                .as("cost_usd"))
                .from(from)
                .where(inWindow())
                .asTable("calls");
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
        Field<BigDecimal> recorded = calls.field("cost_usd", BigDecimal.class);
        Condition toPrice = recorded.isNull();
        Condition toEstimate = toPrice.and(prompts.isNull());
        return select(keys)
                .select(
                        cast(count(), SQLDataType.BIGINT).as("calls"),
                        sum(tokens).as("total_tokens"),
                        sum(prompts).as("prompt_tokens"),
                        sum(completions).as("completion_tokens"),
                        cast(count(recorded), SQLDataType.BIGINT).as("recorded_calls"),
                        sum(recorded).as("recorded_usd"),
                        sum(when(toPrice, prompts)).as("priced_prompt_tokens"),
                        sum(when(toPrice, completions)).as("priced_completion_tokens"),
                        cast(count(when(toEstimate, tokens)), SQLDataType.BIGINT)
                                .as("unsplit_calls"),
                        sum(when(toEstimate, tokens)).as("unsplit_tokens"))
                .from(calls)
                .groupBy(keys);
    }

    /**
     * Finished phases by {@code provider}, canonical {@code model}, {@code role}, {@code complexity} and {@code reason}: {@code
     * success}, {@code replaced}, or why it failed. The last call of a phase in a role decides whose outcome it is; of
     * two at the same time, that of the greater id.
     *
     * @param calls what {@link #phaseCalls()} asks for, under the name {@link #PHASE_CALLS}
     * @param canonicalNames the canonical name of each raw one
     */
    Select<?> outcomes(Table<?> calls, Map<String, String> canonicalNames) {
        Table<?> ended = endedPhases();
        Table<?> resolved = resolved(canonicalNames);
        Field<String> role = text(PHASE_CALLS, "role");
        Field<String> model = resolved.field("canonical", String.class);
        Field<?>[] job = {ended.field("phase"), role};
        Field<?>[] jobOfModel = {ended.field("phase"), role, model};
        OrderField<?>[] lastFirst = {
            field(name(PHASE_CALLS, "last_at"), SQLDataType.LOCALDATETIME).desc(),
            field(name(PHASE_CALLS, "last_id"), SQLDataType.BIGINT).desc()
        };
        Table<?> work = select(
                        text(PHASE_CALLS, "provider"),
                        model.as("model"),
                        role,
                        ended.field("complexity", String.class),
                        ended.field("reason", String.class),
                        ended.field("retry_attempt", Long.class),
                        ended.field("escalation_level", Long.class),
                        firstValue(model)
                                .over()
                                .partitionBy(job)
                                .orderBy(lastFirst)
                                .as("last_model"),
                        rowNumber()
                                .over()
                                .partitionBy(jobOfModel)
                                .orderBy(lastFirst)
                                .as("spelling"))
                .from(calls)
                .join(ended)
                .on(ended.field("run_id", String.class).eq(text(PHASE_CALLS, "run_id")))
                .and(ended.field("phase_id", String.class).eq(text(PHASE_CALLS, "phase_id")))
                .join(resolved)
                .on(resolved.field("raw_model", String.class).eq(text(PHASE_CALLS, "model")))
                .asTable("work");
        Field<String> worked = work.field("model", String.class);
        Condition last = worked.eq(work.field("last_model", String.class));
        Table<?> verdicts = select(
                        work.field("provider"),
                        worked,
                        work.field("role"),
                        work.field("complexity"),
                        when(last, work.field("reason", String.class))
                                .otherwise(inline("replaced"))
                                .as("reason"),
                        when(last, work.field("retry_attempt", Long.class))
                                .otherwise(inline(0L))
                                .as("retries"),
                        when(last, work.field("escalation_level", Long.class))
                                .otherwise(inline(0L))
                                .as("escalations"))
                .from(work)
                // Another spelling of the same model, or the same model of another provider, is no other attempt.
                .where(work.field("spelling", Integer.class).eq(inline(1)))
                .asTable("verdicts");
        List<Field<?>> keys = List.of(
                verdicts.field("provider"),
                verdicts.field("model"),
                verdicts.field("role"),
                verdicts.field("complexity"),
                verdicts.field("reason"));
        return select(keys)
                .select(
                        cast(count(), SQLDataType.BIGINT).as("phases"),
                        sum(verdicts.field("retries", Long.class)).as("retries"),
                        sum(verdicts.field("escalations", Long.class)).as("escalations"))
                .from(verdicts)
                .groupBy(keys);
    }

    /** When each model was called last in each phase and role. */
    Select<?> phaseCalls() {
        Table<?> calls = select(
                        EVENT_RUN.as("run_id"),
                        EVENT_PHASE.as("phase_id"),
                        role().as("role"),
                        PROVIDER.as("provider"),
                        MODEL.as("model"),
                        CREATED_AT.as("created_at"),
                        tables.column(TelemetryTables.EVENTS, "id", SQLDataType.BIGINT)
                                .as("id"))
                .from(tables.table(TelemetryTables.EVENTS))
                .where(inWindow())
                .asTable("calls");
        List<Field<?>> keys = List.of(
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
                        phase().as("phase"),
                        text(TelemetryTables.PHASES, "run_id").as("run_id"),
                        text(TelemetryTables.PHASES, "phase_id").as("phase_id"),
                        complexity().as("complexity"),
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
                        phases.field("phase"),
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

    /** What tells phases apart: the number, which sorts faster than names, where there is one. */
    private Field<?> phase() {
        return tables.has(TelemetryTables.PHASES, "id")
                ? field(name(TelemetryTables.PHASES, "id"), SQLDataType.BIGINT)
                : concat(
                        text(TelemetryTables.PHASES, "run_id"), inline("\n"), text(TelemetryTables.PHASES, "phase_id"));
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

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Table<?> resolved(Map<String, String> canonicalNames) {
        Row2<String, String>[] rows = canonicalNames.entrySet().stream()
                .map(entry -> DSL.row(inline(entry.getKey()), inline(entry.getValue())))
                .toArray(Row2[]::new);
        return DSL.values(rows).as("resolved", "raw_model", "canonical");
    }

    private Condition inWindow() {
        return CREATED_AT.ge(inline(start)).and(CREATED_AT.lt(inline(end)));
    }

    /** The last of the price changes by then, by halving: as many comparisons as the logarithm of their number. */
    private Field<LocalDateTime> since(int from, int to, LocalDateTime before) {
        if (from == to) {
            return inline(before);
        }
        int middle = (from + to) / 2;
        LocalDateTime change = priceChanges.get(middle);
        return when(CREATED_AT.lt(inline(change)), since(from, middle, before))
                .otherwise(since(middle + 1, to, change));
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

    private Field<String> complexity() {
        Field<String> complexity = tables.column(TelemetryTables.PHASES, "complexity", SQLDataType.VARCHAR);
        return when(complexity.in(inline("low"), inline("medium"), inline("high")), complexity)
                .otherwise(inline(""));
    }

    private static Field<String> text(String table, String column) {
        return field(name(table, column), SQLDataType.VARCHAR);
    }
}
