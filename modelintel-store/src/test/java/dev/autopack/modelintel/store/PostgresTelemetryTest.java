package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.Resolution;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.runtime.NoTelemetryException;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.RuntimeSummary;
import dev.autopack.modelintel.runtime.Setbacks;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.runtime.TokenMix;
import dev.autopack.modelintel.runtime.UsageEvent;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresTelemetryTest {

    private static final ModelId GLM = ModelId.of("glm-4.7");
    private static final ModelId SONNET = ModelId.of("claude-sonnet-4-5");
    private static final TimeWindow JUNE =
            new TimeWindow(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"));

    /** For tidying there is none. */
    private static final TokenMix MIX =
            new TokenMix("builder", Optional.empty(), new BigDecimal("9000"), new BigDecimal("1000"));

    /** A schema whose name needs quoting, as somebody's may. */
    private static final String TELEMETRY = "Auto \"pack\"";

    private TestDatabase database;
    private Store store;

    @BeforeEach
    void catalogWithAPriceThatChangesInTheMiddleOfJune() {
        database = TestDatabase.fresh();
        store = Stores.migrated(database, "modelintel");
        store.evidence()
                .record(Facts.ofCatalog(
                        List.of(Model.named(GLM, "zhipu"), Model.named(SONNET, "anthropic")),
                        List.of(),
                        List.of(new ModelAlias("glm", GLM)),
                        List.of(price("1", "2", "2026-05-01T00:00:00Z"), price("3", "4", "2026-06-15T12:00:00Z"))));
    }

    @AfterEach
    void drop() {
        store.close();
        database.close();
    }

    @Test
    void measuringFindsTheSameAndKeepsNothing() {
        load("""
                zhipu,glm-4.7,r,p,builder,1500,1000,500,2026-06-15T11:59:59.999999
                anthropic,claude-sonnet-4-5,r,p,builder,1500,1000,500,2026-06-16T12:00:00
                """, """
                r,p,COMPLETE,low
                """);

        List<RuntimeStats> measured = store.telemetry(TELEMETRY).measure(JUNE, List.of(MIX));

        assertThat(store.evidence().asOf(JUNE.end()).of(GLM).orElseThrow().runtime())
                .isEmpty();
        assertThat(store.telemetry(TELEMETRY).measure(JUNE, List.of(MIX))).isEqualTo(measured);
        aggregate();
        assertThat(measured)
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(List.of(
                        statistics(GLM).get(0).fact(), statistics(SONNET).get(0).fact()));
    }

    @Test
    void spellingsOfOneModelAreOneRowPricedByThePriceOfEachCallsTime() {
        load("""
                zhipu,glm-4.7,r,p,builder,1500,1000,500,2026-06-15T11:59:59.999999
                zhipu, GLM ,r,p,builder,1500,1000,500,2026-06-15T12:00:00
                zhipu,Glm-4.7,r,p,builder,100,,,2026-06-20T00:00:00
                """, """
                r,p,FAILED,low
                """);

        RuntimeSummary summary = aggregate();

        RuntimeStats stats = statistics(GLM).get(0).fact();
        assertThat(summary).isEqualTo(new RuntimeSummary(JUNE, List.of(stats), new TreeMap<>(), List.of()));
        // 1,000 × 1 + 500 × 2 and 1,000 × 3 + 500 × 4 millionths of a dollar.
        assertThat(stats.estCostUsd()
                        .orElseThrow()
                        .subtract(stats.estimatedCostUsd().orElseThrow()))
                .isEqualByComparingTo("0.007");
        // The third call has no split: of its 100 tokens 90 count as prompt at 3 and 10 as completion at 4 millionths.
        assertThat(stats.estimatedCostUsd().orElseThrow()).isEqualByComparingTo("0.00031");
        assertThat(stats)
                .isEqualTo(new RuntimeStats(
                        JUNE,
                        "zhipu",
                        "glm-4.7",
                        "builder",
                        Optional.of(Complexity.LOW),
                        3,
                        3100,
                        Optional.of(2000L),
                        Optional.of(1000L),
                        stats.estCostUsd(),
                        0,
                        1,
                        0,
                        1500,
                        1500,
                        1,
                        stats.estimatedCostUsd(),
                        new Setbacks(0, 0, 0, new TreeMap<>(Map.of("failed", 1L)))));
    }

    @Test
    void aCallWithoutSplitInARoleWithoutMixHasNoCost() {
        load("zhipu,glm,r,p,tidy,100,,,2026-06-20T00:00:00\n", "");

        RuntimeSummary summary = aggregate();

        assertThat(summary.unpricedModels()).isEqualTo(Map.of("glm-4.7", 1L));
        assertThat(summary.estimatedEvents()).isZero();
        assertThat(statistics(GLM).get(0).fact().estCostUsd()).isEmpty();
    }

    @Test
    void theMixOfTheComplexityComesBeforeTheGeneralOneAndAllOfTheRoleTogetherCountLast() {
        load("""
                zhipu,glm,r,low,builder,1000,,,2026-06-02T00:00:00
                zhipu,glm,r,high,builder,1000,,,2026-06-02T00:00:00
                zhipu,glm,r,low,auditor,1000,,,2026-06-02T00:00:00
                """, "r,low,COMPLETE,low\nr,high,COMPLETE,high\n");

        store.telemetry(TELEMETRY)
                .aggregate(
                        JUNE,
                        List.of(
                                MIX,
                                mix("builder", Complexity.LOW, 1, 1),
                                mix("builder", Complexity.LOW, 0, 1),
                                mix("auditor", Complexity.MEDIUM, 2, 1),
                                mix("auditor", Complexity.HIGH, 2, 3)));

        // At 1 and 2 millionths: half and half, nine to one, and (2 + 2) to (1 + 3).
        assertThat(statistics(GLM))
                .extracting(row -> row.fact().role() + " "
                        + row.fact().complexity().map(Rows::label).orElse("-") + " "
                        + row.fact()
                                .estimatedCostUsd()
                                .orElseThrow()
                                .stripTrailingZeros()
                                .toPlainString())
                .containsExactlyInAnyOrder("builder low 0.0015", "builder high 0.0011", "auditor low 0.0015");
    }

    @Test
    void aModelThatWasReplacedFailedAndTheLastOneHasTheOutcome() {
        load("""
                zhipu,glm-4.7,r,p1,builder,1,1,0,2026-06-02T00:00:00
                anthropic,claude-sonnet-4-5,r,p1,builder,1,1,0,2026-06-02T00:00:01
                zhipu,glm-4.7,r,p2,builder,1,1,0,2026-06-03T00:00:00
                reseller,GLM,r,p2,builder,1,1,0,2026-06-03T00:00:01
                """, "r,p1,COMPLETE,high\nr,p2,COMPLETE,high\n");
        database.execute("update " + quoted("phases") + " set retry_attempt = 2 where phase_id = 'p1'");

        aggregate();

        assertThat(statistics(GLM))
                .extracting(row -> row.fact().provider() + " " + row.fact().succeededPhases() + "/"
                        + row.fact().finishedPhases() + " " + row.fact().setbacks())
                .containsExactlyInAnyOrder(
                        "zhipu 0/1 " + new Setbacks(1, 0, 0, new TreeMap<>(Map.of("replaced", 1L))),
                        "reseller 1/1 " + Setbacks.NONE);
        assertThat(statistics(SONNET).get(0).fact().setbacks()).isEqualTo(new Setbacks(0, 2, 0, new TreeMap<>()));
    }

    @Test
    void theLastOutcomeOnRecordCountsMoreThanTheStateOfThePhase() {
        load("""
                zhipu,glm,r,p1,builder,1,1,0,2026-06-02T00:00:00
                zhipu,glm,r,p2,builder,1,1,0,2026-06-02T00:00:00
                zhipu,glm,r,p3,builder,1,1,0,2026-06-02T00:00:00
                zhipu,glm,r,p4,builder,1,1,0,2026-06-02T00:00:00
                """, "r,p1,FAILED,low\nr,p2,EXECUTING,low\nr,p3,FAILED,low\nr,p4,EXECUTING,low\n");
        database.execute("set search_path to \"" + TELEMETRY.replace("\"", "\"\"") + "\";"
                + " create type phase_outcome as enum ('SUCCESS', 'FAILED', 'TIMEOUT', 'STUCK');"
                + " create table phase_outcome_events (id serial, run_id varchar, phase_id varchar,"
                + " phase_outcome phase_outcome, stop_reason varchar, \"timestamp\" timestamp);"
                + " insert into phase_outcome_events (run_id, phase_id, phase_outcome, stop_reason, \"timestamp\") values"
                + " ('r', 'p1', 'SUCCESS', null, '2026-06-03'), ('r', 'p1', 'STUCK', null, '2026-06-02'),"
                + " ('r', 'p2', 'TIMEOUT', 'budget spent', '2026-06-02');"
                + " alter table phases add column last_failure_reason varchar;"
                + " update phases set last_failure_reason = 'tests' where phase_id = 'p3'");

        aggregate();

        RuntimeStats stats = statistics(GLM).get(0).fact();
        assertThat(stats.finishedPhases()).isEqualTo(3);
        assertThat(stats.succeededPhases()).isEqualTo(1);
        assertThat(stats.setbacks().reasons()).isEqualTo(Map.of("timeout: budget spent", 1L, "failed: tests", 1L));
    }

    @Test
    void theColumnsForPeopleSayWhatTheRecordSays() throws SQLException {
        load("""
                zhipu,glm-4.7,r,p1,builder,3000000,3000000,0,2026-06-02T00:00:00
                zhipu,glm-4.7,r,p2,builder,4000000,4000000,0,2026-06-02T00:00:00
                zhipu,glm-4.7,r,p3,builder,3000000,3000000,0,2026-06-02T00:00:00
                """, "r,p1,COMPLETE,low\nr,p2,COMPLETE,low\nr,p3,FAILED,low\n");

        aggregate();

        RuntimeStats stats = statistics(GLM).get(0).fact();
        assertThat(stats.costPerSuccessUsd().orElseThrow()).isEqualByComparingTo("5");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from modelintel.model_runtime_stats")) {
            row.next();
            assertThat(row.getBigDecimal("cost_per_success_usd")).isEqualByComparingTo("5");
            assertThat(row.getDouble("cost_per_attempt_usd"))
                    .isCloseTo(stats.costPerAttemptUsd().orElseThrow().doubleValue(), within(1e-9));
            assertThat(row.getDouble("calls_per_phase")).isEqualTo(1);
            assertThat(row.getDouble("tokens_per_phase")).isCloseTo(3333333.3, within(0.05));
        }
    }

    @Test
    void aCallWithoutPriceHasNoCostAndIsNotFree() {
        load("anthropic,claude-sonnet-4-5,r,p,builder,30,20,10,2026-06-02T00:00:00\n", "");

        assertThat(aggregate().unpricedEvents()).isEqualTo(1);
        assertThat(statistics(SONNET).get(0).fact().estCostUsd()).isEmpty();
    }

    @Test
    void theWindowHasItsStartAndNotItsEnd() {
        load("""
                zhipu,glm,r,p,builder,1,1,0,2026-05-31T23:59:59.999999
                zhipu,glm,r,p,builder,10,10,0,2026-06-01T00:00:00
                zhipu,glm,r,p,builder,100,100,0,2026-06-30T23:59:59.999999
                zhipu,glm,r,p,builder,1000,1000,0,2026-07-01T00:00:00
                """, "");

        aggregate();

        assertThat(statistics(GLM).get(0).fact().totalTokens()).isEqualTo(110);
    }

    @Test
    void aPhaseCountsForTheModelOfTheLastCallInARole() {
        load("""
                zhipu,glm-4.7,r,p1,builder,1,1,0,2026-06-02T00:00:00
                anthropic,claude-sonnet-4-5,r,p1,builder,1,1,0,2026-06-02T00:00:01
                zhipu,glm-4.7,r,p1,auditor,1,1,0,2026-06-02T00:00:00
                anthropic,claude-sonnet-4-5,r,p2,builder,1,1,0,2026-06-03T00:00:00
                zhipu,glm-4.7,r,p2,builder,1,1,0,2026-06-03T00:00:00
                zhipu,glm-4.7,r,p3,builder,1,1,0,2026-06-03T00:00:00
                zhipu,glm-4.7,other,p1,builder,1,1,0,2026-06-03T00:00:00
                """, """
                r,p1,COMPLETE,high
                r,p2,FAILED,high
                r,p3,EXECUTING,high
                """);

        aggregate();

        // p1 is Sonnet's as builder and GLM's as auditor; p2 is GLM's, whose call has the higher id; p3 has not ended.
        assertThat(outcomes(SONNET)).containsExactlyInAnyOrder("builder high 1/2");
        // GLM worked on p1 as builder too, and was replaced.
        assertThat(outcomes(GLM)).containsExactlyInAnyOrder("builder high 0/2", "auditor high 1/1", "builder - 0/0");
    }

    @Test
    void aDoctorCallWithATierHasARoleOfItsOwn() {
        load("""
                zhipu,glm,r,p,doctor,1,1,0,2026-06-02T00:00:00
                zhipu,glm,r,p,doctor,2,2,0,2026-06-02T00:00:00
                zhipu,glm,r,p,doctor,4,4,0,2026-06-02T00:00:00
                """, "");
        database.execute("update " + quoted("llm_usage_events") + " set is_doctor_call = true,"
                + " doctor_model = case total_tokens when 1 then 'cheap' when 2 then 'strong' end");

        aggregate();

        assertThat(outcomes(GLM))
                .containsExactlyInAnyOrder("doctor:cheap - 0/0", "doctor:strong - 0/0", "doctor - 0/0");
    }

    @Test
    void aComplexityOutsideTheListIsNone() {
        load("zhipu,glm,r,p,builder,1,1,0,2026-06-02T00:00:00\n", "r,p,COMPLETE,enormous\n");

        aggregate();

        assertThat(outcomes(GLM)).containsExactly("builder - 1/1");
    }

    @Test
    void percentilesAreTokensOfCallsThatWereMade() {
        StringBuilder calls = new StringBuilder();
        for (int tokens = 1; tokens <= 10; tokens++) {
            calls.append("zhipu,glm,r,p,builder,").append(tokens * 10).append(",1,1,2026-06-02T00:00:00\n");
        }
        load(calls.toString(), "");

        aggregate();

        RuntimeStats stats = statistics(GLM).get(0).fact();
        assertThat(stats.p50Tokens()).isEqualTo(50);
        assertThat(stats.p90Tokens()).isEqualTo(90);
    }

    @Test
    void anUnknownModelIsKeptUnderItsOwnNameAndNamed() {
        load("""
                acme,mystery-2,r,p,builder,1,1,0,2026-06-02T00:00:00
                acme,Mystery-1,r,p,builder,1,1,0,2026-06-02T00:00:00
                """, "");

        RuntimeSummary summary = aggregate();

        assertThat(summary.groups()).isEqualTo(2);
        assertThat(summary.unresolvedModels())
                .extracting(Resolution::rawName)
                .containsExactly("Mystery-1", "mystery-2");
    }

    @Test
    void withoutPhasesNothingIsKnownOfSuccess() {
        load("zhipu,glm,r,p,builder,1,1,0,2026-06-02T00:00:00\n", "r,p,COMPLETE,low\n");
        database.execute("drop table " + quoted("phases"));

        aggregate();

        assertThat(outcomes(GLM)).containsExactly("builder - 0/0");
    }

    @Test
    void anotherRunOnTheSameTelemetryChangesNothing() {
        load("zhipu,glm,r,p,builder,1,1,0,2026-06-02T00:00:00\n", "r,p,COMPLETE,low\n");
        RuntimeSummary first = aggregate();
        List<Row<RuntimeStats>> before = statistics(GLM);

        assertThat(aggregate()).isEqualTo(first);
        assertThat(statistics(GLM)).isEqualTo(before);
    }

    @Test
    void aRunOnChangedTelemetryReplacesWhatItFindsAndLeavesTheRest() {
        load("""
                zhipu,glm,r,p,builder,1,1,0,2026-06-02T00:00:00
                zhipu,glm,r,p,auditor,1,1,0,2026-06-02T00:00:00
                zhipu,glm,r,p,tidy,1,1,0,2026-06-02T00:00:00
                """, "");
        aggregate();
        List<Row<RuntimeStats>> before = statistics(GLM);
        database.execute("delete from " + quoted("llm_usage_events") + " where role = 'tidy';" + " update "
                + quoted("llm_usage_events") + " set total_tokens = 5 where role = 'auditor'");

        aggregate();

        List<Row<RuntimeStats>> after = statistics(GLM);
        assertThat(after).hasSize(2);
        assertThat(after).contains(of("builder", before));
        assertThat(of("auditor", after).id()).isEqualTo(of("auditor", before).id());
        assertThat(of("auditor", after).fact().totalTokens()).isEqualTo(5);
    }

    @Test
    void twoRunsAtOnceGiveTheResultOfOne() {
        load("zhipu,glm,r,p,builder,1,1,0,2026-06-02T00:00:00\n", "");

        CompletableFuture<RuntimeSummary> other = CompletableFuture.supplyAsync(this::aggregate);

        assertThat(aggregate()).isEqualTo(other.join());
        assertThat(statistics(GLM)).hasSize(1);
    }

    @Test
    void importedCallsAreTelemetryAndTheirRecordedCostCountsMoreThanAPrice() {
        Instant when = Instant.parse("2026-06-02T00:00:00Z");
        List<UsageEvent> events = List.of(
                imported("1", Optional.of(new BigDecimal("0.25")), when),
                imported("2", Optional.empty(), when),
                imported("3", Optional.of(new BigDecimal("9")), JUNE.end()));

        assertThat(store.usageEvents().record(events)).isEqualTo(3);
        assertThat(store.usageEvents().record(events)).isZero();

        RuntimeSummary summary = store.telemetry("modelintel").aggregate(JUNE, List.of());

        // The second call costs 1,000,000 × 1 millionth of a dollar.
        assertThat(summary.statistics().get(0).estCostUsd().orElseThrow()).isEqualByComparingTo("1.25");
        assertThat(summary.unpricedEvents()).isZero();
    }

    @Test
    void aRunThatFailsInTheMiddleLeavesTheOldSet() {
        load("zhipu,glm,r,p,builder,1,1,0,2026-06-02T00:00:00\n", "r,p,COMPLETE,low\n");
        aggregate();
        List<Row<RuntimeStats>> before = statistics(GLM);
        database.execute(
                "insert into " + quoted("llm_usage_events") + " (provider, model, role, total_tokens, created_at)"
                        + " values ('zhipu', 'glm', 'builder', 7, '2026-06-03'), ('zhipu', 'glm', 'last', -1, '2026-06-03')");

        assertThatThrownBy(this::aggregate).isInstanceOf(StoreException.class);

        assertThat(statistics(GLM)).isEqualTo(before);
    }

    @Test
    void theEvidenceHasTheWindowThatEndedLastAndOfTwoTheLongerOne() {
        load("""
                zhipu,glm,r,p,builder,1,1,0,2026-06-02T00:00:00
                zhipu,glm,r,p,builder,10,10,0,2026-06-29T00:00:00
                """, "");
        store.telemetry(TELEMETRY).aggregate(TimeWindow.ofDaysUntil(7, JUNE.end()), List.of(MIX));
        aggregate();
        store.telemetry(TELEMETRY)
                .aggregate(TimeWindow.ofDaysUntil(10, Instant.parse("2026-06-10T00:00:00Z")), List.of(MIX));

        assertThat(statistics(GLM)).extracting(row -> row.fact().window()).containsExactly(JUNE);
        assertThat(store.evidence()
                        .asOf(JUNE.end().minusSeconds(1))
                        .of(GLM)
                        .orElseThrow()
                        .runtime())
                .extracting(row -> row.fact().totalTokens())
                .containsExactly(1L);
    }

    @Test
    void ofPricesOfOneInstantTheOneReadLastHolds() {
        Instant may = Instant.parse("2026-05-01T00:00:00Z");
        store.evidence()
                .record(Facts.ofCatalog(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new StatedPrice(
                                new Price(
                                        GLM,
                                        new BigDecimal("7"),
                                        BigDecimal.ZERO,
                                        may,
                                        "a_later_reader",
                                        Optional.empty(),
                                        may.plusSeconds(60)),
                                Optional.of(may)))));
        load("zhipu,glm,r,p,builder,1000000,1000000,0,2026-06-02T00:00:00\n", "");

        aggregate();

        assertThat(statistics(GLM).get(0).fact().estCostUsd().orElseThrow()).isEqualByComparingTo("7");
    }

    @Test
    void withoutTelemetryItSaysWhereItLooked() {
        assertThatThrownBy(() -> store.telemetry("nowhere").aggregate(JUNE, List.of(MIX)))
                .isInstanceOf(NoTelemetryException.class)
                .hasMessage("There is no table llm_usage_events in schema nowhere."
                        + " Maybe give --telemetry-schema, the schema of the Autopack installation's tables.");
    }

    @Test
    void aSampleIsLoadedOnce() {
        load("zhipu,glm,r,p,builder,1,1,0,2026-06-02T00:00:00\n", "");

        assertThat(store.loadSampleTelemetry(
                        TELEMETRY, sample("zhipu,glm,r,p,builder,9,9,0,2026-06-02T00:00:00\n", "")))
                .isFalse();

        aggregate();
        assertThat(statistics(GLM).get(0).fact().totalTokens()).isEqualTo(1);
    }

    private void load(String calls, String phases) {
        assertThat(store.loadSampleTelemetry(TELEMETRY, sample(calls, phases))).isTrue();
    }

    private static SampleTelemetry sample(String calls, String phases) {
        return new SampleTelemetry(
                csv("id,state,created_at\n", "r,DONE,2026-06-01T00:00:00\n"),
                csv(
                        "run_id,phase_id,name,state,complexity,created_at\n",
                        phases.lines()
                                .map(line -> line.split(","))
                                .map(p ->
                                        String.join(",", p[0], p[1], "name", p[2], p[3], "2026-06-01T00:00:00") + "\n")
                                .collect(Collectors.joining())),
                csv(
                        "provider,model,run_id,phase_id,role,total_tokens,prompt_tokens,completion_tokens,created_at\n",
                        calls));
    }

    private static InputStream csv(String header, String rows) {
        return new ByteArrayInputStream((header + rows).getBytes(StandardCharsets.UTF_8));
    }

    private static UsageEvent imported(String id, Optional<BigDecimal> costUsd, Instant at) {
        return new UsageEvent(
                "csv",
                id,
                "zhipu",
                "GLM",
                "builder",
                Optional.empty(),
                Optional.empty(),
                1_000_000,
                OptionalLong.of(1_000_000),
                OptionalLong.of(0),
                costUsd,
                at);
    }

    private static TokenMix mix(String role, Complexity complexity, int prompt, int completion) {
        return new TokenMix(role, Optional.of(complexity), BigDecimal.valueOf(prompt), BigDecimal.valueOf(completion));
    }

    private RuntimeSummary aggregate() {
        return store.telemetry(TELEMETRY).aggregate(JUNE, List.of(MIX));
    }

    private List<Row<RuntimeStats>> statistics(ModelId model) {
        return store.evidence().asOf(JUNE.end()).of(model).orElseThrow().runtime();
    }

    private List<String> outcomes(ModelId model) {
        return statistics(model).stream()
                .map(Row::fact)
                .map(stats ->
                        stats.role() + " " + stats.complexity().map(Rows::label).orElse("-") + " "
                                + stats.succeededPhases() + "/" + stats.finishedPhases())
                .toList();
    }

    private static Row<RuntimeStats> of(String role, List<Row<RuntimeStats>> rows) {
        return rows.stream()
                .filter(row -> row.fact().role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    private static String quoted(String table) {
        return "\"" + TELEMETRY.replace("\"", "\"\"") + "\"." + table;
    }

    private static StatedPrice price(String input, String output, String from) {
        Instant date = Instant.parse(from);
        return new StatedPrice(
                new Price(GLM, new BigDecimal(input), new BigDecimal(output), date, "page", Optional.empty(), date),
                Optional.of(date));
    }
}
