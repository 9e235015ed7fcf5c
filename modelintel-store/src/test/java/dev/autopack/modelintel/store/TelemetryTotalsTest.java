package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.runtime.RuntimeSummary;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.testkit.DomainArbitraries;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The aggregation against a plain query that looks everything up for each call. */
class TelemetryTotalsTest {

    // Dropped with the server: jqwik, which runs the laws, does not know the lifecycle of JUnit.
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String SCHEMA = Stores.newSchema();
    private static final Store STORE = Stores.migrated(DATABASE, SCHEMA);
    private static final TimeWindow YEAR =
            new TimeWindow(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-10-01T00:00:00Z"));

    private static final String PLAIN = """
            with call as (
                select event.*, coalesce(
                    (select model_id from models_catalog where lower(model_id) = lower(event.model)),
                    (select model_id from model_aliases where lower(alias) = lower(event.model))) as model_id
                from telemetry.llm_usage_events as event
                where created_at >= '2026-03-01' and created_at < '2026-10-01'
            ), cost as (
                select call.*, (
                    select call.prompt_tokens * input_per_1k + call.completion_tokens * output_per_1k
                    from model_pricing as price
                    where price.model_id = call.model_id and price.effective_at <= call.created_at at time zone 'UTC'
                    order by effective_at desc, retrieved_at desc, source collate "C" desc
                    limit 1) as thousand_usd
                from call
            )
            select
                (select count(*) from cost) = (select sum(calls) from model_runtime_stats)
                and (select sum(total_tokens) from cost) = (select sum(total_tokens) from model_runtime_stats)
                and (select sum(prompt_tokens) from cost where completion_tokens is not null)
                    is not distinct from (select sum(prompt_tokens) from model_runtime_stats)
                and (select count(*) from cost where thousand_usd is null) = (select sum(unpriced_calls) from model_runtime_stats)
                and (select sum(thousand_usd) from cost)
                    is not distinct from (select sum(est_cost_usd) * 1000 from model_runtime_stats)
                and (select count(distinct (phase.id, call.role)) from call join telemetry.phases as phase
                        on phase.run_id = call.run_id and phase.phase_id = call.phase_id
                        where phase.state in ('COMPLETE', 'FAILED'))
                    = (select sum(finished_phases - replaced_phases) from model_runtime_stats)
                and (select count(distinct (phase.id, call.role, coalesce(model_id, model)))
                        from call join telemetry.phases as phase
                        on phase.run_id = call.run_id and phase.phase_id = call.phase_id
                        where phase.state in ('COMPLETE', 'FAILED'))
                    = (select sum(finished_phases) from model_runtime_stats)
            """;

    @Property(tries = 25)
    void totalsAreThoseOfAPlainQuery(@ForAll("calls") List<String> calls, @ForAll("prices") List<StatedPrice> prices)
            throws SQLException {
        Stores.empty(DATABASE, SCHEMA);
        DATABASE.execute("drop schema if exists telemetry cascade");
        ModelId glm = ModelId.of("glm-4.7");
        STORE.evidence()
                .record(Facts.ofCatalog(
                        List.of(Model.named(glm, "zhipu"), Model.named(ModelId.of("a"), "somebody")),
                        List.of(),
                        List.of(new ModelAlias("glm", glm)),
                        prices));
        STORE.loadSampleTelemetry(
                "telemetry",
                new SampleTelemetry(
                        csv("id,state,created_at\nr,DONE,2026-06-01\n"),
                        csv("""
                                run_id,phase_id,name,state,complexity,created_at
                                r,p1,n,COMPLETE,low,2026-06-01
                                r,p2,n,FAILED,,2026-06-01
                                r,p3,n,QUEUED,high,2026-06-01
                                """),
                        csv(
                                "provider,model,run_id,phase_id,role,total_tokens,prompt_tokens,completion_tokens,created_at\n"
                                        + String.join("\n", calls) + "\n")));

        RuntimeSummary summary = STORE.telemetry("telemetry").aggregate(YEAR, List.of());

        if (summary.events() > 0) {
            assertThat(plainQueryAgrees()).isTrue();
        }
    }

    @Provide
    Arbitrary<List<String>> calls() {
        return Combinators.combine(
                        Arbitraries.of("zhipu", "reseller"),
                        Arbitraries.of("glm-4.7", "GLM", "a", "mystery"),
                        Arbitraries.of("p1", "p2", "p3", "p4", ""),
                        Arbitraries.of("builder", "auditor"),
                        Arbitraries.integers().between(0, 100_000),
                        Arbitraries.integers().between(0, 100_000).optional(),
                        DomainArbitraries.days(),
                        Arbitraries.of(0, 1, 43_200))
                .as((provider, model, phase, role, prompt, completion, day, second) -> String.join(
                        ",",
                        provider,
                        model,
                        "r",
                        phase,
                        role,
                        Integer.toString(prompt + completion.orElse(0)),
                        Integer.toString(prompt),
                        completion.map(Objects::toString).orElse(""),
                        day.plusSeconds(second).toString()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<StatedPrice>> prices() {
        return Combinators.combine(
                        Arbitraries.of("glm-4.7", "a"),
                        DomainArbitraries.usdPerMillion(),
                        DomainArbitraries.days(),
                        Arbitraries.of("page", "announcement"),
                        DomainArbitraries.days())
                .as((model, usd, date, source, read) -> new StatedPrice(
                        new Price(ModelId.of(model), usd, usd, date, source, Optional.empty(), read),
                        Optional.of(date)))
                .list()
                .ofMaxSize(10);
    }

    private static boolean plainQueryAgrees() throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path to " + SCHEMA);
            try (ResultSet agreement = statement.executeQuery(PLAIN)) {
                agreement.next();
                return agreement.getBoolean(1);
            }
        }
    }

    private static ByteArrayInputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
