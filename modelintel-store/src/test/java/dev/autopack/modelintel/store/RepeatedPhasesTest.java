package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.RuntimeSummary;
import dev.autopack.modelintel.runtime.TelemetryRepository;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports may have a phase in several rows: twice the same, or as it was at several times. */
class RepeatedPhasesTest {

    private static final TimeWindow JUNE =
            new TimeWindow(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"));

    /** A call in each of three phases: one that is there twice, one that was exported before it ended, one that ran again. */
    private static final List<String> TELEMETRY = List.of(
            "create table llm_usage_events (provider varchar, model varchar, role varchar, run_id varchar, phase_id varchar,"
                    + " total_tokens integer, created_at timestamp)",
            "insert into llm_usage_events values ('zhipu', 'glm-4.7', 'builder', 'r', 'twice', 1, '2026-06-02'),"
                    + " ('zhipu', 'glm-4.7', 'builder', 'r', 'early', 10, '2026-06-02'),"
                    + " ('zhipu', 'glm-4.7', 'builder', 'r', 'again', 100, '2026-06-02')",
            "create table phases (run_id varchar, phase_id varchar, id integer, state varchar, complexity varchar,"
                    + " completed_at timestamp)",
            "insert into phases values ('r', 'twice', 1, 'COMPLETE', 'low', '2026-06-02'),"
                    + " ('r', 'twice', 1, 'COMPLETE', 'low', '2026-06-02'),"
                    + " ('r', 'early', 3, 'EXECUTING', 'high', null), ('r', 'early', 2, 'COMPLETE', 'low', '2026-06-02'),"
                    + " ('r', 'again', 4, 'COMPLETE', 'low', '2026-06-03'), ('r', 'again', 5, 'FAILED', 'high', '2026-06-02')");

    private TestDatabase database;
    private Store store;

    @TempDir
    private Path directory;

    @BeforeEach
    void phasesWithoutAKey() {
        database = TestDatabase.fresh();
        store = Stores.migrated(database, "modelintel");
        TELEMETRY.forEach(database::execute);
    }

    @AfterEach
    void drop() {
        store.close();
        database.close();
    }

    @Test
    void aPhaseThatIsThereTwiceCountsOnce() {
        assertThat(asOnce(store.telemetry("public"))).isEqualTo("3 calls, 111 tokens, 3 of 3 phases");
    }

    @Test
    void soItDoesInFiles() throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            for (String sql : TELEMETRY) {
                statement.execute(sql);
            }
            for (String table : List.of("llm_usage_events", "phases")) {
                statement.execute("copy " + table + " to '" + directory.resolve(table + ".parquet") + "'");
            }
        }

        TelemetryUrl url = TelemetryUrl.parse("duckdb:" + directory, name -> Optional.empty());
        assertThat(asOnce(store.telemetry(url, "main"))).isEqualTo("3 calls, 111 tokens, 3 of 3 phases");
    }

    @Test
    void withoutANumberAndAnEndAnEndedRowCountsAndTheChoiceIsTheSameEachTime() {
        database.execute("alter table phases drop id, drop completed_at; delete from phases where phase_id = 'again'");

        RuntimeSummary summary = store.telemetry("public").aggregate(JUNE, List.of());

        assertThat(summary.events()).isEqualTo(3);
        assertThat(summary.statistics())
                .filteredOn(stats -> stats.complexity().isPresent())
                .singleElement()
                .satisfies(stats -> assertThat(stats.succeededPhases()).isEqualTo(2));
        database.execute("insert into phases select * from phases order by complexity desc");
        assertThat(store.telemetry("public").aggregate(JUNE, List.of())).isEqualTo(summary);
    }

    @Test
    void whereAKeyAllowsOnlyOneRowNothingIsCompared() {
        database.execute("delete from phases where phase_id = 'twice'; delete from phases where id in (3, 5);"
                + " create unique index one_row on phases (phase_id, run_id)");
        Map<String, Set<String>> columns =
                Map.of("llm_usage_events", Set.of(), "phases", Set.of("run_id", "phase_id", "state"));

        assertThat(render(new TelemetryTables("public", columns, true))).doesNotContain("row_number");
        assertThat(render(new TelemetryTables("public", columns, false))).contains("row_number() over");
        assertThat(asOnce(store.telemetry("public"))).isEqualTo("3 calls, 111 tokens, 2 of 2 phases");
    }

    private static String render(TelemetryTables tables) {
        return DSL.using(SQLDialect.TRINO).render(DSL.selectFrom(tables.table("phases")));
    }

    private static String asOnce(TelemetryRepository telemetry) {
        List<RuntimeStats> statistics = telemetry.aggregate(JUNE, List.of()).statistics();
        return statistics.stream().mapToLong(RuntimeStats::calls).sum() + " calls, "
                + statistics.stream().mapToLong(RuntimeStats::totalTokens).sum() + " tokens, "
                + statistics.stream().mapToLong(RuntimeStats::succeededPhases).sum() + " of "
                + statistics.stream().mapToLong(RuntimeStats::finishedPhases).sum() + " phases";
    }
}
