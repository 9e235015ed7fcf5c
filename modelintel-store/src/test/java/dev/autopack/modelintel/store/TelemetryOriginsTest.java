package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.market.UnresolvedName;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.RuntimeSummary;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.runtime.UsageEvent;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An installation's own telemetry, imported calls and another database beside each other. */
class TelemetryOriginsTest {

    private static final ModelId GLM = ModelId.of("glm-4.7");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final TimeWindow JUNE = new TimeWindow(Instant.parse("2026-06-01T00:00:00Z"), JULY);
    private static final TimeWindow A_DAY_LATER =
            new TimeWindow(JUNE.start().plusSeconds(86_400), JULY.plusSeconds(86_400));

    private TestDatabase database;
    private Store store;

    /** Own calls of 10 and 20 tokens, a success among them, and an imported one of 500 tokens. */
    @BeforeEach
    void ownAndImportedTelemetry() {
        database = TestDatabase.fresh();
        store = Stores.migrated(database, "modelintel");
        store.evidence().record(Facts.ofCatalog(List.of(Model.named(GLM, "zhipu")), List.of(), List.of(), List.of()));
        database.execute("create table phases (run_id text, phase_id text, state text, unique (run_id, phase_id));"
                + " create table llm_usage_events (provider text, model text, role text, run_id text, phase_id text,"
                + " total_tokens int, created_at timestamp);"
                + " insert into phases values ('r', 'p', 'COMPLETE');"
                + " insert into llm_usage_events values ('zhipu', 'glm-4.7', 'builder', 'r', 'p', 10, '2026-06-02'),"
                + " ('zhipu', 'mystery', 'builder', null, null, 20, '2026-06-02')");
        store.usageEvents().record(List.of(imported(GLM.value(), 500), imported("mystery", 700)));
    }

    @AfterEach
    void drop() {
        store.close();
        database.close();
    }

    @Test
    void importedCallsOfTheSameWindowStandBesideTheOwnOnes() {
        own(JUNE);

        RuntimeSummary imported = store.telemetry("modelintel").aggregate(JUNE, List.of());

        assertThat(imported.events()).isEqualTo(2);
        assertThat(evidence(JULY)).extracting(RuntimeStats::totalTokens).containsExactlyInAnyOrder(10L, 500L);
        assertThat(evidence(JULY)).extracting(RuntimeStats::succeededPhases).containsExactlyInAnyOrder(1L, 0L);
    }

    @Test
    void importedCallsOfALaterWindowDoNotHideTheOwnOnes() {
        own(JUNE);

        store.telemetry("modelintel").aggregate(A_DAY_LATER, List.of());

        assertThat(evidence(A_DAY_LATER.end()))
                .extracting(RuntimeStats::totalTokens)
                .containsExactlyInAnyOrder(10L, 500L);
        assertThat(evidence(JULY)).extracting(RuntimeStats::totalTokens).containsExactly(10L);
    }

    @Test
    void ofEachOriginTheNewestWindowCounts() {
        own(JUNE);
        store.telemetry("modelintel").aggregate(JUNE, List.of());

        own(A_DAY_LATER);

        assertThat(evidence(A_DAY_LATER.end()))
                .extracting(stats -> stats.totalTokens() + " " + stats.window().end())
                .containsExactlyInAnyOrder("10 2026-07-02T00:00:00Z", "500 2026-07-01T00:00:00Z");
    }

    @Test
    void aRunReplacesWhatItsOwnTelemetryCameToAndNothingElse() {
        own(JUNE);
        store.telemetry("modelintel").aggregate(JUNE, List.of());
        List<Row<RuntimeStats>> before = rows(store.evidence().asOf(JULY));

        own(JUNE);
        assertThat(rows(store.evidence().asOf(JULY))).isEqualTo(before);

        database.execute("delete from public.llm_usage_events");
        own(JUNE);
        assertThat(evidence(JULY)).extracting(RuntimeStats::totalTokens).containsExactly(500L);
    }

    @Test
    void unknownNamesOfAllOriginsAreToBeResolved() {
        own(JUNE);
        store.telemetry("modelintel").aggregate(A_DAY_LATER, List.of());

        assertThat(store.market().unresolved())
                .extracting(UnresolvedName::name, UnresolvedName::calls)
                .containsExactly(tuple("mystery", Optional.of(2L)));
    }

    @Test
    void anotherDatabaseIsKnownByItsPlaceAndNothingSecret() throws SQLException {
        own(JUNE);
        TelemetryUrl url = TelemetryUrl.parse(
                database.url() + "?options=-csearch_path=hidden&sslpassword=secret", name -> Optional.empty());

        store.telemetry(url, "public").aggregate(JUNE, List.of());

        String place = "postgresql://" + database.url().replaceFirst(".*@", "");
        assertThat(origins()).containsExactlyInAnyOrder("schema public", place + " schema public");
        assertThat(evidence(JULY)).extracting(RuntimeStats::totalTokens).containsExactly(10L, 10L);
    }

    @Test
    void filesAreKnownByTheirDirectoryFromWhereverTheyAreRead() {
        assertThat(TelemetryUrl.parse("duckdb:exports/../june", name -> Optional.empty())
                        .place())
                .isEqualTo("duckdb:" + Path.of("june").toAbsolutePath());
        assertThat(TelemetryUrl.parse("jdbc:trino://me@host:443/hive?password=secret", name -> Optional.of("secret"))
                        .place())
                .isEqualTo("jdbc:trino://host:443/hive");
    }

    private List<String> origins() throws SQLException {
        List<String> origins = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select distinct origin from modelintel.model_runtime_stats")) {
            while (row.next()) {
                origins.add(row.getString(1));
            }
        }
        return origins;
    }

    private void own(TimeWindow window) {
        store.telemetry("public").aggregate(window, List.of());
    }

    private List<RuntimeStats> evidence(Instant asOf) {
        return rows(store.evidence().asOf(asOf)).stream().map(Row::fact).toList();
    }

    private static List<Row<RuntimeStats>> rows(Evidence evidence) {
        return evidence.of(GLM).orElseThrow().runtime();
    }

    private static UsageEvent imported(String model, long tokens) {
        return new UsageEvent(
                "csv",
                model,
                "zhipu",
                model,
                "builder",
                Optional.empty(),
                Optional.empty(),
                tokens,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Instant.parse("2026-06-03T00:00:00Z"));
    }
}
