package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.runtime.RuntimeSummary;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.testkit.TestDatabase;
import io.trino.jdbc.TrinoConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** June is June in UTC wherever the command and the telemetry are. Drivers tell the database the zone of the program. */
class TelemetryZonesTest {

    private static final TimeWindow JUNE =
            new TimeWindow(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"));

    /** Only the calls of 10 and 100 tokens were made in June. */
    private static final String CALLS = """
            create table llm_usage_events as
            select 'zhipu' as provider, 'glm-4.7' as model, 'builder' as role, total_tokens, created_at
            from (values
                (1, timestamptz '2026-05-31 23:59:59.999999+00'), (10, timestamptz '2026-06-01 00:00:00+00'),
                (100, timestamptz '2026-06-30 23:59:59.999999+00'), (1000, timestamptz '2026-07-01 00:00:00+00')
            ) as call (total_tokens, created_at)""";

    private static final TimeZone HERE = TimeZone.getDefault();

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @TempDir
    private static Path directory;

    @BeforeAll
    static void callsThatKnowTheirZone() {
        DATABASE.execute(CALLS);
        DATABASE.execute(
                "create schema unzoned; create table unzoned.llm_usage_events as"
                        + " select provider, model, role, total_tokens, created_at at time zone 'UTC' as created_at from llm_usage_events");
    }

    @BeforeEach
    void inNewYork() {
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    }

    @AfterEach
    void home() {
        TimeZone.setDefault(HERE);
    }

    @Test
    void theOwnDatabaseIsAskedInUtc() {
        assertThat(june(store().telemetry("public").aggregate(JUNE, List.of()))).isEqualTo(110);
        assertThat(june(store().telemetry("unzoned").aggregate(JUNE, List.of())))
                .isEqualTo(110);
    }

    @Test
    void anotherPostgresqlIsAskedInUtc() {
        assertThat(elsewhere(DATABASE.url(), "public")).isEqualTo(110);
        assertThat(elsewhere(DATABASE.url(), "unzoned")).isEqualTo(110);
    }

    @Test
    void duckdbIsAskedInUtc() throws SQLException {
        Path database = directory.resolve("telemetry.duckdb");
        Path files = directory.resolve("files");
        files.toFile().mkdir();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = duckdb.createStatement()) {
            statement.execute(CALLS);
            statement.execute("copy llm_usage_events to '" + files.resolve("llm_usage_events.parquet") + "'");
        }

        assertThat(elsewhere("duckdb:" + database, "main")).isEqualTo(110);
        assertThat(elsewhere("duckdb:" + files, "main")).isEqualTo(110);
        // Left alone it takes the zone of the operating system, which may be UTC by chance.
        try (TelemetryElsewhere telemetry = TelemetryElsewhere.open(url("duckdb:" + database))) {
            assertThat(telemetry.context().fetchValue("select current_setting('TimeZone')"))
                    .isEqualTo("UTC");
        }
    }

    @Test
    void trinoIsAskedInUtc() {
        try (TelemetryElsewhere trino = TelemetryElsewhere.open(url("jdbc:trino://127.0.0.1:1/hive?SSL=true"))) {
            String zone = trino.context()
                    .connectionResult(connection ->
                            connection.unwrap(TrinoConnection.class).getTimeZoneId());

            assertThat(zone).isEqualTo("UTC");
        }
    }

    private static Store store() {
        return Stores.migrated(DATABASE);
    }

    private static long elsewhere(String url, String schema) {
        return june(store().telemetry(url(url), schema).aggregate(JUNE, List.of()));
    }

    private static TelemetryUrl url(String text) {
        return TelemetryUrl.parse(text, name -> Optional.of("somebody"));
    }

    private static long june(RuntimeSummary summary) {
        return summary.statistics().stream()
                .mapToLong(stats -> stats.totalTokens())
                .sum();
    }
}
