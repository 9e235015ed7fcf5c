package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.runtime.NoTelemetryException;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.TelemetryRepository;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.runtime.TokenMix;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days that were counted before, against counting everything. */
class TelemetryRollupTest {

    // Dropped with the server: jqwik, which runs the laws, does not know the lifecycle of JUnit.
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String SCHEMA = Stores.newSchema();
    private static final TelemetryRepository TELEMETRY =
            Stores.migrated(DATABASE, SCHEMA).telemetry("telemetry");

    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final TimeWindow FOUR_DAYS = new TimeWindow(JUNE, JUNE.plus(Duration.ofDays(4)));
    private static final List<TokenMix> MIXES = List.of(
            new TokenMix("builder", Optional.empty(), new BigDecimal("2"), BigDecimal.ONE),
            new TokenMix("builder", Optional.of(Complexity.HIGH), new BigDecimal("3"), new BigDecimal("4")));

    private static final String TABLES = """
            drop schema if exists telemetry cascade;
            create schema telemetry;
            create table telemetry.phases (
                id serial primary key, phase_id varchar not null, run_id varchar not null, state varchar not null,
                complexity varchar, retry_attempt integer not null default 0, last_failure_reason varchar,
                unique (run_id, phase_id));
            create table telemetry.llm_usage_events (
                id serial primary key, provider varchar not null, model varchar not null, run_id varchar, phase_id varchar,
                role varchar not null, total_tokens integer not null, prompt_tokens integer, completion_tokens integer,
                created_at timestamp not null);
            create table telemetry.phase_outcome_events (
                id serial primary key, run_id varchar not null, phase_id varchar not null, phase_outcome varchar not null,
                "timestamp" timestamp);
            """;

    private static final String CALLS = """
            insert into telemetry.llm_usage_events
                (provider, model, run_id, phase_id, role, total_tokens, prompt_tokens, completion_tokens, created_at)
            values
                ('zhipu', 'glm-4.7', 'r', 'p1', 'builder', 30, 20, 10, '2026-06-01 12:00'),
                ('zhipu', 'glm-4.7', 'r', 'p2', 'builder', 300, 200, 100, '2026-06-02 12:00'),
                ('zhipu', 'glm-4.7', 'r', 'p2', 'builder', 3000, 2000, 1000, '2026-06-03 12:00');
            insert into telemetry.phases (run_id, phase_id, state, complexity)
            values ('r', 'p1', 'COMPLETE', 'low'), ('r', 'p2', 'FAILED', 'low');
            """;

    private static final String KEEP_LOG = "select " + SCHEMA + ".log_changes('telemetry.llm_usage_events');";

    @BeforeEach
    void threeDaysOfCalls() {
        anew();
        DATABASE.execute(CALLS);
        TELEMETRY.aggregate(FOUR_DAYS, MIXES);
    }

    @Test
    void aDayWhoseCallsAreTheSameIsNotCountedAgain() {
        forge();

        assertThat(tokens()).isEqualTo(3333);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A late call, one that is there twice, a deleted one, and one in place of another.
                "insert into llm_usage_events (provider, model, role, total_tokens, created_at)"
                        + " values ('zhipu', 'glm-4.7', 'builder', 4, '2026-06-01')",
                "insert into llm_usage_events (provider, model, run_id, phase_id, role, total_tokens, created_at)"
                        + " select provider, model, run_id, phase_id, role, total_tokens, created_at from llm_usage_events",
                "delete from llm_usage_events where total_tokens = 30",
                "delete from llm_usage_events where total_tokens = 30; insert into llm_usage_events"
                        + " (provider, model, role, total_tokens, created_at) values ('zhipu', 'glm-4.7', 'builder', 4, '2026-06-01')",
                "update llm_usage_events set total_tokens = 5 where total_tokens = 30",
                "update llm_usage_events set created_at = created_at - interval '1 day' where total_tokens = 300",
                "truncate llm_usage_events",
                // The same numbers in other rows, and other contents of the same rows.
                "create table copy as select * from llm_usage_events; drop table llm_usage_events;"
                        + " alter table copy rename to llm_usage_events; update llm_usage_events set total_tokens = 1",
                "alter table llm_usage_events add column cost_usd numeric default 0.25",
                "alter table llm_usage_events alter total_tokens type integer using total_tokens * 2",
                "update phases set complexity = 'high' where phase_id = 'p1'",
                "delete from phases",
                "update phases set state = 'COMPLETE'"
            })
    void aChangedDayIsCountedAgain(String change) {
        DATABASE.execute("set search_path to telemetry; " + change);

        assertThat(kept(FOUR_DAYS)).containsExactlyInAnyOrderElementsOf(TELEMETRY.measure(FOUR_DAYS, MIXES));

        anew();
        DATABASE.execute(CALLS + KEEP_LOG);
        TELEMETRY.aggregate(FOUR_DAYS, MIXES);
        DATABASE.execute("set search_path to telemetry; " + change);

        assertThat(kept(FOUR_DAYS))
                .as("with a log of changes")
                .containsExactlyInAnyOrderElementsOf(TELEMETRY.measure(FOUR_DAYS, MIXES));
    }

    @Test
    void aLogOfChangesSparesTheLookAtEachCall() {
        DATABASE.execute(KEEP_LOG);
        TELEMETRY.aggregate(FOUR_DAYS, MIXES);
        forge();
        DATABASE.execute("update " + SCHEMA + ".telemetry_days set calls = calls + 1");

        assertThat(tokens()).isEqualTo(3333);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select LOG.stop_logging_changes('llm_usage_events'); CHANGE; select LOG.log_changes('llm_usage_events')",
                "alter table llm_usage_events disable trigger modelintel_updated; CHANGE;"
                        + " alter table llm_usage_events enable always trigger modelintel_updated",
                "create table parent (like llm_usage_events); alter table llm_usage_events inherit parent;"
                        + " update parent set total_tokens = 5 where total_tokens = 30; alter table llm_usage_events no inherit parent"
            })
    void whatALogCannotHaveSeenIsLookedFor(String unseen) {
        DATABASE.execute(KEEP_LOG);
        TELEMETRY.aggregate(FOUR_DAYS, MIXES);
        DATABASE.execute("set search_path to telemetry; "
                + unseen.replace("LOG", SCHEMA)
                        .replace("CHANGE", "update llm_usage_events set total_tokens = 5 where total_tokens = 30"));

        assertThat(tokens()).isEqualTo(3305);
    }

    @Test
    void aChangeThatIsNotYetSeenKeepsItsMark() throws SQLException {
        DATABASE.execute(KEEP_LOG);
        TELEMETRY.aggregate(FOUR_DAYS, MIXES);
        try (Connection late = DATABASE.connect();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("update telemetry.llm_usage_events set total_tokens = 5 where total_tokens = 30");
            DATABASE.execute("update telemetry.llm_usage_events set total_tokens = 500 where total_tokens = 300");
            assertThat(tokens()).isEqualTo(3530);
            late.commit();
        }

        assertThat(tokens()).isEqualTo(3505);
    }

    @Test
    void aDayOutsideTheWindowIsCountedAgainToo() {
        DATABASE.execute(KEEP_LOG);
        TELEMETRY.aggregate(FOUR_DAYS, MIXES);
        DATABASE.execute("update telemetry.llm_usage_events set total_tokens = 5 where total_tokens = 30");
        TELEMETRY.aggregate(window("24h-72h"), MIXES);

        assertThat(tokens()).isEqualTo(3305);
    }

    @Test
    void onlyTheChangedDayIsCountedAgain() {
        forge();
        DATABASE.execute("update telemetry.llm_usage_events set total_tokens = 5 where total_tokens = 30");

        // The first day has its one call of 5; the forged days keep theirs.
        assertThat(tokens()).isEqualTo(5 + 2222);
    }

    @Test
    void phasesThatComeLaterMakeEverythingCountAgain() {
        DATABASE.execute("alter table telemetry.phases rename to put_aside");
        TELEMETRY.aggregate(FOUR_DAYS, MIXES);
        DATABASE.execute("alter table telemetry.put_aside rename to phases");

        assertThat(kept(FOUR_DAYS)).containsExactlyInAnyOrderElementsOf(TELEMETRY.measure(FOUR_DAYS, MIXES));
        assertThat(kept(FOUR_DAYS))
                .anySatisfy(stats -> assertThat(stats.succeededPhases()).isOne());
    }

    @Test
    void aNameThatMeansAnotherModelNowJudgesKeptPhasesAnew() {
        DATABASE.execute("insert into telemetry.llm_usage_events"
                + " (provider, model, run_id, phase_id, role, total_tokens, created_at)"
                + " values ('zhipu', 'mystery', 'r', 'p1', 'builder', 10, '2026-06-01 11:00')");
        assertThat(attempts()).isEqualTo(3);
        DATABASE.execute("insert into " + SCHEMA + ".model_aliases (alias, model_id) values ('mystery', 'glm-4.7')");

        assertThat(attempts()).isEqualTo(2);
    }

    @Test
    void aCallWithoutAModelIsRefused() {
        DATABASE.execute("alter table telemetry.llm_usage_events alter model drop not null;"
                + " update telemetry.llm_usage_events set model = null where total_tokens = 30");

        assertThatThrownBy(() -> TELEMETRY.aggregate(FOUR_DAYS, MIXES))
                .isInstanceOf(NoTelemetryException.class)
                .hasMessage("A call in llm_usage_events has no model."
                        + " Maybe give it one, or let a view leave it out: docs/scale.md says what is needed.");
    }

    @Test
    void anotherLabelOfAnEnumIsAnotherContentOfOldCalls() {
        DATABASE.execute("set search_path to telemetry; create type maker as enum ('zhipu');"
                + " alter table llm_usage_events alter provider type maker using provider::maker");
        TELEMETRY.aggregate(FOUR_DAYS, MIXES);
        DATABASE.execute("alter type telemetry.maker rename value 'zhipu' to 'z.ai'");

        assertThat(kept(FOUR_DAYS)).extracting(RuntimeStats::provider).containsOnly("z.ai");
    }

    @Test
    void aDayThatWasNotLookedAtForTooLongIsCountedAgain() {
        forge();
        DATABASE.execute("update " + SCHEMA + ".telemetry_days set settled_before = settled_before - 2147483648");

        assertThat(tokens()).isEqualTo(3330);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table llm_usage_events enable row level security",
                "create table more () inherits (llm_usage_events)",
                "alter table llm_usage_events rename to calls; create view llm_usage_events as select * from calls",
                "alter table phases drop constraint phases_run_id_phase_id_key",
                "alter table llm_usage_events alter created_at type timestamptz"
            })
    void whereARowMayChangeUnseenEverythingIsCounted(String change) {
        forge();
        DATABASE.execute("set search_path to telemetry; set timezone to 'UTC'; " + change);

        assertThat(tokens()).isEqualTo(3330);
    }

    @Test
    void callsOfATransactionThatEndsLaterAreCountedThen() throws SQLException {
        try (Connection late = DATABASE.connect();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("insert into telemetry.llm_usage_events (provider, model, role, total_tokens, created_at)"
                    + " values ('zhipu', 'glm-4.7', 'builder', 10000, '2026-06-01')");
            DATABASE.execute("update telemetry.llm_usage_events set total_tokens = 5 where total_tokens = 30");
            assertThat(tokens()).isEqualTo(3305);
            late.commit();
        }

        assertThat(tokens()).isEqualTo(13305);
    }

    @Property(tries = 60)
    void theAnswerIsThatOfCountingEverything(@ForAll("histories") List<String> history, @ForAll boolean log) {
        anew();
        if (log) {
            DATABASE.execute(KEEP_LOG);
        }
        for (String step : history) {
            if (step.contains(" ")) {
                DATABASE.execute("set search_path to telemetry, " + SCHEMA + "; " + step);
            } else {
                TimeWindow window = window(step);
                assertThat(kept(window)).containsExactlyInAnyOrderElementsOf(TELEMETRY.measure(window, MIXES));
            }
        }
    }

    /** Statements, and windows to compute, such as {@code 0h-96h} after the start of June. */
    @Provide
    Arbitrary<List<String>> histories() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, windows()),
                        Tuple.of(
                                4,
                                calls().list()
                                        .ofMinSize(1)
                                        .ofMaxSize(8)
                                        .map(calls -> "insert into llm_usage_events"
                                                + " (provider, model, run_id, phase_id, role, total_tokens, prompt_tokens,"
                                                + " completion_tokens, created_at) values "
                                                + String.join(", ", calls))),
                        Tuple.of(3, corrections()),
                        Tuple.of(3, phases()),
                        Tuple.of(1, prices()),
                        Tuple.of(1, names()))
                .list()
                .ofMinSize(4)
                .ofMaxSize(16)
                .map(steps -> {
                    List<String> history = new ArrayList<>(steps);
                    history.add("0h-96h");
                    return history;
                });
    }

    private static Arbitrary<String> windows() {
        return Arbitraries.of("0h-96h", "0h-96h", "24h-96h", "0h-50h", "7h-90h", "3h-9h", "48h-72h");
    }

    private static Arbitrary<String> calls() {
        return Combinators.combine(
                        Arbitraries.of("zhipu", "reseller"),
                        Arbitraries.of("glm-4.7", "GLM", "a", "mystery"),
                        Arbitraries.of("'p1'", "'p2'", "'p3'", "null"),
                        Arbitraries.of("builder", "auditor"),
                        Arbitraries.integers().between(0, 100_000),
                        Arbitraries.integers().between(0, 100_000).optional(),
                        Arbitraries.of(0, 1, 43_200, 86_399, 86_400, 100_000, 172_799, 259_200, 300_000))
                .as((provider, model, phase, role, prompt, completion, second) -> "('" + provider + "', '" + model
                        + "', 'r', " + phase + ", '" + role + "', " + (prompt + completion.orElse(0)) + ", " + prompt
                        + ", " + completion.map(String::valueOf).orElse("null")
                        + ", '2026-06-01'::timestamp + interval '"
                        + second + " s')");
    }

    private static Arbitrary<String> corrections() {
        return Combinators.combine(
                        Arbitraries.of(
                                "delete from llm_usage_events where id % 5 = %d",
                                "update llm_usage_events set total_tokens = total_tokens + 7 where id % 5 = %d",
                                "update llm_usage_events set model = 'a' where id % 5 = %d",
                                "update llm_usage_events set created_at = created_at + interval '1 day' where id % 5 = %d",
                                "update llm_usage_events set phase_id = 'p2' where id % 5 = %d",
                                "insert into llm_usage_events (provider, model, run_id, phase_id, role, total_tokens, created_at)"
                                        + " select provider, model, run_id, phase_id, role, total_tokens, created_at"
                                        + " from llm_usage_events where id % 5 = %d",
                                "truncate llm_usage_events; select %d",
                                "cluster llm_usage_events using llm_usage_events_pkey",
                                "alter table llm_usage_events add column if not exists cost_usd numeric default %d"),
                        Arbitraries.integers().between(0, 4))
                .as((statement, number) -> statement.replace("%d", String.valueOf(number)));
    }

    private static Arbitrary<String> phases() {
        return Combinators.combine(
                        Arbitraries.of("p1", "p2", "p3"),
                        Arbitraries.of("COMPLETE", "FAILED", "EXECUTING"),
                        Arbitraries.of("'low'", "'high'", "null"),
                        Arbitraries.of(
                                "insert into phases (run_id, phase_id, state, complexity) values ('r', '%p', '%s', %c)"
                                        + " on conflict (run_id, phase_id) do update set state = '%s', complexity = %c",
                                "insert into phases (run_id, phase_id, state, complexity) values ('r', '%p', '%s', %c)"
                                        + " on conflict (run_id, phase_id) do update set retry_attempt = phases.retry_attempt + 1",
                                "delete from phases where phase_id = '%p'",
                                "insert into phase_outcome_events (run_id, phase_id, phase_outcome) values ('r', '%p', 'STUCK')",
                                "delete from phase_outcome_events where phase_id = '%p'"))
                .as((phase, state, complexity, statement) ->
                        statement.replace("%p", phase).replace("%s", state).replace("%c", complexity));
    }

    private static Arbitrary<String> prices() {
        return Combinators.combine(
                        Arbitraries.of("glm-4.7", "a"),
                        Arbitraries.of("0.001", "0.0025"),
                        Arbitraries.of("2026-05-01", "2026-06-01 11:00", "2026-06-02", "2026-06-03 17:00:00.5"))
                .as((model, usd, from) ->
                        "insert into model_pricing (model_id, input_per_1k, output_per_1k, effective_at,"
                                + " source, retrieved_at) values ('" + model + "', " + usd + ", 0.01, '" + from
                                + "+00', 'page', now()) on conflict do nothing");
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of(
                "insert into model_aliases (alias, model_id) values ('mystery', 'a') on conflict do nothing",
                "update model_aliases set model_id = 'a' where alias = 'glm'",
                "delete from model_aliases where alias = 'mystery'");
    }

    private static TimeWindow window(String hours) {
        String[] ends = hours.replace("h", "").split("-", -1);
        return new TimeWindow(
                JUNE.plus(Duration.ofHours(Long.parseLong(ends[0]))),
                JUNE.plus(Duration.ofHours(Long.parseLong(ends[1]))));
    }

    private static List<RuntimeStats> kept(TimeWindow window) {
        return TELEMETRY.aggregate(window, MIXES).statistics();
    }

    private static long tokens() {
        return kept(FOUR_DAYS).stream().mapToLong(RuntimeStats::totalTokens).sum();
    }

    private static long attempts() {
        return kept(FOUR_DAYS).stream().mapToLong(RuntimeStats::finishedPhases).sum();
    }

    /** Gives each counted day 1,111 tokens, which no count of its calls would find. */
    private static void forge() {
        DATABASE.execute("update " + SCHEMA + ".telemetry_usage set total_tokens = 1111");
    }

    private static void anew() {
        Stores.empty(DATABASE, SCHEMA);
        DATABASE.execute(TABLES);
        DATABASE.execute("set search_path to " + SCHEMA
                + "; insert into models_catalog (model_id, provider, family, display_name)"
                + " values ('glm-4.7', 'zhipu', 'glm', 'GLM'), ('a', 'somebody', 'a', 'A');"
                + " insert into model_aliases (alias, model_id) values ('glm', 'glm-4.7')");
    }
}
