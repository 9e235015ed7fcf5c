package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autopack.modelintel.store.DatabaseUrl;
import dev.autopack.modelintel.store.SampleTelemetry;
import dev.autopack.modelintel.store.Store;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A database and a copy of our own configuration to work with.
 *
 * @param database the database
 * @param config the copy
 */
record Workspace(TestDatabase database, Path config) implements AutoCloseable {

    private static final List<String> TABLES = List.of(
            "models_catalog",
            "model_aliases",
            "model_pricing",
            "model_benchmarks",
            "model_runtime_stats",
            "model_sentiment_signals",
            "model_recommendations",
            "recommendation_history",
            "recommendation_answers",
            "evidence_snapshots");

    static Workspace in(Path directory) throws IOException {
        return in(directory, TestDatabase.fresh());
    }

    static Workspace in(Path directory, TestDatabase database) throws IOException {
        Path config = Files.createDirectories(directory.resolve("config"));
        try (Stream<Path> files = Files.list(Path.of("../config"))) {
            for (Path file : files.toList()) {
                Files.copy(file, config.resolve(file.getFileName()));
            }
        }
        return new Workspace(database, config);
    }

    /** The same database with another configuration. */
    Workspace withConfig(Path other) {
        return new Workspace(database, other);
    }

    CommandLineRun run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--config", config.toString()));
        return CommandLineRun.of(Map.of("DATABASE_URL", database.url()), all);
    }

    /** The same program in a process of its own, as a user starts it. */
    Process started(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        command.addAll(List.of("--config", config.toString()));
        ProcessBuilder process =
                new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        process.environment().put("DATABASE_URL", database.url());
        return process.start();
    }

    /** Waits until the server has noticed that no program is there any more, and undone what one had begun. */
    void awaitNobody() throws SQLException, InterruptedException {
        while (number("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and application_name = 'modelintel'")
                > 0) {
            Thread.sleep(20);
        }
    }

    /** Runs a command that must succeed. */
    CommandLineRun done(String... args) {
        CommandLineRun run = run(args);
        if (run.exitCode() != 0) {
            throw new AssertionError(String.join(" ", args) + " ended with " + run.exitCode() + ": " + run.err());
        }
        return run;
    }

    JsonNode json(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--format", "json"));
        return done(all.toArray(String[]::new)).json();
    }

    /** Everything that recommendations are made from, telemetry of June 2026 included. */
    void fill() throws IOException {
        done("migrate");
        done("ingest-catalog");
        done("ingest-benchmarks");
        done("ingest-sentiment", "--from", config.resolve("sentiment.yaml").toString());
        loadTelemetry();
        done("compute-runtime-stats", "--window-days", "30", "--until", "2026-07-01");
    }

    void loadTelemetry() throws IOException {
        try (Store store = Store.open(DatabaseUrl.parse(database.url()), "modelintel");
                InputStream runs = sample("runs.csv");
                InputStream phases = sample("phases.csv");
                InputStream events = sample("llm_usage_events.csv")) {
            store.loadSampleTelemetry("public", new SampleTelemetry(runs, phases, events));
        }
    }

    private static InputStream sample(String name) {
        InputStream in = Workspace.class.getResourceAsStream("/demo/" + name);
        if (in == null) {
            throw new IllegalStateException(name);
        }
        return in;
    }

    /** The rows of each of our tables, to see whether anything was written. */
    List<Long> rowCounts() throws SQLException {
        List<Long> counts = new ArrayList<>();
        for (String table : TABLES) {
            counts.add(number("select count(*) from modelintel." + table));
        }
        return counts;
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(rows(sql).get(0).get(0));
    }

    List<List<String>> rows(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
