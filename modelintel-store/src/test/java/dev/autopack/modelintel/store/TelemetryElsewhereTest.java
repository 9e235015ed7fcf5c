package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.runtime.NoTelemetryException;
import dev.autopack.modelintel.runtime.RuntimeSummary;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.runtime.TokenMix;
import dev.autopack.modelintel.testkit.GeneratedTelemetry;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** The same telemetry in different places gives the same statistics. */
class TelemetryElsewhereTest {

    private static final TimeWindow AUGUST =
            new TimeWindow(Instant.parse("2026-08-01T00:00:00Z"), Instant.parse("2026-09-01T00:00:00Z"));
    private static final List<TokenMix> MIXES =
            List.of(new TokenMix("builder", Optional.empty(), new BigDecimal("9"), new BigDecimal("1")));

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @TempDir
    private static Path directory;

    private static RuntimeSummary here;

    @BeforeAll
    static void telemetryInTheOwnDatabase() {
        GeneratedTelemetry.into(DATABASE, 5_000, 200);
        here = store().telemetry("public").aggregate(AUGUST, MIXES);
    }

    @Test
    void theOwnDatabaseHasItAll() {
        assertThat(here.events()).isEqualTo(5_000);
        assertThat(here.unresolvedModels()).isEmpty();
        // A call in a hundred has no split, and only builders have a mix.
        assertThat(here.estimatedEvents()).isBetween(1L, 50L);
        assertThat(here.statistics())
                .anySatisfy(
                        stats -> assertThat(stats.setbacks().replacedPhases()).isPositive());
    }

    @Test
    void anotherPostgresqlGivesTheSame() {
        assertThat(store().telemetry(url(DATABASE.url()), "public").aggregate(AUGUST, MIXES))
                .isEqualTo(here);
    }

    @Test
    void csvFilesGiveTheSame() throws Exception {
        Path files = exported("csv");

        assertThat(store().telemetry(url("duckdb:" + files), "main").aggregate(AUGUST, MIXES))
                .isEqualTo(here);
    }

    @Test
    void filesWithoutNumbersOfRowsGiveTheSame() throws Exception {
        Path files = exported("unnumbered");
        for (String table : List.of("llm_usage_events.csv", "phases.csv")) {
            // The number is the first column.
            List<String> rows = Files.readAllLines(files.resolve(table)).stream()
                    .map(line -> line.substring(line.indexOf(',') + 1))
                    .toList();
            Files.write(files.resolve(table), rows);
        }

        assertThat(store().telemetry(url("duckdb:" + files), "main").aggregate(AUGUST, MIXES))
                .isEqualTo(here);
    }

    @Test
    void parquetFilesAndADuckdbDatabaseGiveTheSame() throws Exception {
        Path files = exported("parquet");
        Path parts = Files.createDirectories(files.resolve("llm_usage_events"));
        Path database = directory.resolve("telemetry.duckdb");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = duckdb.createStatement()) {
            for (String table : List.of("llm_usage_events", "phases")) {
                statement.execute(
                        "create table " + table + " as from read_csv('" + files.resolve(table + ".csv") + "')");
            }
            statement.execute(
                    "copy (from llm_usage_events where id % 2 = 0) to '" + parts.resolve("even.parquet") + "'");
            statement.execute(
                    "copy (from llm_usage_events where id % 2 = 1) to '" + parts.resolve("odd.parquet") + "'");
            statement.execute("copy phases to '" + files.resolve("phases.parquet") + "'");
        }

        assertThat(store().telemetry(url("duckdb:" + files), "main").aggregate(AUGUST, MIXES))
                .isEqualTo(here);
        assertThat(store().telemetry(url("duckdb:" + database), "main").aggregate(AUGUST, MIXES))
                .isEqualTo(here);
    }

    @Test
    void duckdbMayBeGivenMoreMemoryAndSaysWhenItNeedsIt() throws Exception {
        Path files = exported("limited");

        assertThat(store().telemetry(url("duckdb:" + files + "?memory_limit=1GB"), "main")
                        .aggregate(AUGUST, MIXES))
                .isEqualTo(here);
        assertThatThrownBy(() -> store().telemetry(url("duckdb:" + files + "?memory_limit=1MB"), "main")
                        .aggregate(AUGUST, MIXES))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Out of Memory")
                .hasMessageEndingWith("Maybe give DuckDB more memory, as in duckdb:DIR?memory_limit=1GB.");
    }

    @Test
    void aDirectoryWithoutEventsIsNoTelemetry() throws Exception {
        Path empty = Files.createDirectories(directory.resolve("empty"));

        assertThatThrownBy(
                        () -> store().telemetry(url("duckdb:" + empty), "main").aggregate(AUGUST, MIXES))
                .isInstanceOf(NoTelemetryException.class);
    }

    @Test
    void aFileWithoutAColumnIsNamedWithIt() throws Exception {
        Path files = exported("renamed");
        Path events = files.resolve("llm_usage_events.csv");
        Files.writeString(events, Files.readString(events).replaceFirst("total_tokens", "tokens"));

        assertThatThrownBy(
                        () -> store().telemetry(url("duckdb:" + files), "main").aggregate(AUGUST, MIXES))
                .isInstanceOf(NoTelemetryException.class)
                .hasMessageStartingWith("There is no column total_tokens in " + events + ". Maybe ");
    }

    @Test
    void whatCannotBeReachedIsNamedWithoutItsSecrets() {
        assertThatThrownBy(() -> store().telemetry(url("postgresql://me:secret@127.0.0.1:1/db"), "public")
                        .aggregate(AUGUST, MIXES))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("secret");
        assertThat(url("jdbc:trino://me@host:443/hive?password=secret").toString())
                .isEqualTo("jdbc:trino://host:443/hive");
        assertThatThrownBy(() -> url("mysql://me:secret@host/db"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void trinoIsAskedInItsOwnWords() {
        TelemetryTables tables = new TelemetryTables(
                "default",
                Map.of(
                        "llm_usage_events", Set.of("id", "prompt_tokens", "completion_tokens"),
                        "phases", Set.of("run_id", "phase_id", "state", "complexity", "completed_at")),
                false);
        TelemetryQueries queries = new TelemetryQueries(
                tables,
                List.of(new TelemetryQueries.Span(
                        LocalDateTime.parse("2026-08-01T00:00:00"), LocalDateTime.parse("2026-09-01T00:00:00"))),
                List.of(LocalDateTime.parse("2026-08-15T12:00:00")));

        assertThat(DSL.using(SQLDialect.TRINO).render(queries.usage()))
                .contains("from \"default\".\"llm_usage_events\"")
                .contains("timestamp '2026-08-15 12:00:00.0'")
                .contains("cast(greatest(")
                .doesNotContain("::")
                .doesNotContain("?");
        assertThat(DSL.using(SQLDialect.TRINO)
                        .render(new OutcomeQuery(tables).outcomes(queries.phaseCalls(), Map.of("GLM", "glm-4.7"))))
                .contains("values")
                .contains("first_value(")
                .doesNotContain("::")
                .doesNotContain("?");
    }

    private static TelemetryUrl url(String text) {
        return TelemetryUrl.parse(text, name -> Optional.empty());
    }

    /** A new schema with a catalog whose first model changes its price in the middle of the month. */
    private static Store store() {
        Store store = Stores.migrated(DATABASE, Stores.newSchema());
        List<ModelId> models = IntStream.range(0, 12)
                .mapToObj(i -> ModelId.of(String.format("model-%02d", i)))
                .toList();
        List<StatedPrice> prices = new ArrayList<>(models.stream()
                .map(model -> price(model, "3", "2026-07-01T00:00:00Z"))
                .toList());
        prices.add(price(models.get(0), "5", "2026-08-15T12:00:00Z"));
        store.evidence()
                .record(Facts.ofCatalog(
                        models.stream()
                                .map(model -> Model.named(model, "somebody"))
                                .toList(),
                        List.of(),
                        List.of(),
                        prices));
        return store;
    }

    private static StatedPrice price(ModelId model, String usd, String from) {
        Instant date = Instant.parse(from);
        return new StatedPrice(
                new Price(model, new BigDecimal(usd), BigDecimal.TEN, date, "page", Optional.empty(), date),
                Optional.of(date));
    }

    private static Path exported(String name) throws IOException, SQLException {
        Path files = Files.createDirectories(directory.resolve(name));
        try (Connection connection = DATABASE.connect()) {
            for (String table : List.of("llm_usage_events", "phases")) {
                try (OutputStream out = Files.newOutputStream(files.resolve(table + ".csv"))) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("copy " + table + " to stdout with (format csv, header)", out);
                }
            }
        }
        return files;
    }
}
