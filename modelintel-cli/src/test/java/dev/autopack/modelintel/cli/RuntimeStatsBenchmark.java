package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.testkit.GeneratedTelemetry;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The command with its own JVM, side by side with plain queries on the same server. Runs with {@code -Pbench} only, and
 * fails on wrong totals, never on time. {@code -Dbench.events=2000000,10000000} says how many events.
 */
class RuntimeStatsBenchmark {

    private static final int ROUNDS = 3;
    private static final int NEW = 100_000;

    private static final String WINDOW = "created_at >= '2026-08-01' and created_at < '2026-09-01'";

    private static final String PLAIN_SUMS = "select provider, model, role, count(*), sum(total_tokens),"
            + " sum(prompt_tokens), sum(completion_tokens) from llm_usage_events where " + WINDOW + " group by 1, 2, 3";

    private static final String OBVIOUS_QUERY = """
            select event.provider, event.model, event.role, phase.complexity, count(*), sum(total_tokens),
                sum(prompt_tokens * input_per_1k + completion_tokens * output_per_1k) / 1000,
                percentile_disc(0.5) within group (order by total_tokens),
                percentile_disc(0.9) within group (order by total_tokens)
            from llm_usage_events as event
            left join phases as phase on phase.run_id = event.run_id and phase.phase_id = event.phase_id
            left join modelintel.model_pricing as price on price.model_id = lower(event.model)
                and price.effective_at at time zone 'UTC' <= event.created_at
                and not exists (
                    select from modelintel.model_pricing as later where later.model_id = price.model_id
                        and later.effective_at > price.effective_at and later.effective_at at time zone 'UTC' <= event.created_at)
            where event.created_at >= '2026-08-01' and event.created_at < '2026-09-01'
            group by 1, 2, 3, 4
            """;

    /** The phases of the first calls once more, under another name, on a day that has no others. */
    private static final String NEW_CALLS = """
            insert into phases (run_id, phase_id, name, state, complexity, created_at)
            select '%2$s ' || run_id, phase_id, name, state, complexity, '2026-08-31'
            from phases
            where (run_id, phase_id) in (select run_id, phase_id from llm_usage_events where id <= %1$d);
            insert into llm_usage_events (
                provider, model, run_id, phase_id, role, total_tokens, prompt_tokens, completion_tokens, created_at)
            select provider, model, '%2$s ' || run_id, phase_id, role, total_tokens, prompt_tokens, completion_tokens,
                timestamp '2026-08-31' + id %% 86400 * interval '1 s'
            from llm_usage_events
            where id <= %1$d
            """;

    @TempDir
    private Path directory;

    static LongStream sizes() {
        return List.of(System.getProperty("bench.events", "2000000").split(",")).stream()
                .mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void sideBySide(long events) throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            GeneratedTelemetry.into(database, events, Math.min(events, 200_000));
            writeConfiguration();
            command(database, "migrate");
            command(database, "ingest-catalog");

            double first = seconds(() -> compute(database));
            List<Double> again = new ArrayList<>();
            List<Double> sums = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                sums.add(seconds(() -> run(database, PLAIN_SUMS)));
                again.add(seconds(() -> compute(database)));
            }
            double obvious = seconds(() -> run(database, OBVIOUS_QUERY));
            run(database, NEW_CALLS.formatted(NEW, "new"));
            double withNew = seconds(() -> compute(database));
            run(database, "select modelintel.log_changes('llm_usage_events')");
            compute(database);
            double logged = seconds(() -> compute(database));
            run(database, NEW_CALLS.formatted(NEW, "newer"));
            double loggedWithNew = seconds(() -> compute(database));
            double start = seconds(
                    () -> command(database, "compute-runtime-stats", "--window-days", "1", "--until", "2020-01-01"));
            say(
                    "%,d events: (a) this command, first %.2f s, again %s s; (b) plain sums %s s; (c) obvious query %.2f s;"
                            + " first (a)/(b) %.2f, (a)/(c) %.2f; again (a)/(b) %.2f, (a)/(c) %.2f",
                    events,
                    first,
                    shown(again),
                    shown(sums),
                    obvious,
                    first / best(sums),
                    first / obvious,
                    best(again) / best(sums),
                    best(again) / obvious);
            say(
                    "with %,d new calls %.2f s, first/new %.2f; without the %.2f s of a window without calls %.2f",
                    NEW, withNew, first / withNew, start, (first - start) / (withNew - start));
            say(
                    "with a log of changes: again %.2f s; with %,d new calls %.2f s, first/new %.2f, without the start %.2f",
                    logged, NEW, loggedWithNew, first / loggedWithNew, (first - start) / (loggedWithNew - start));
            assertThat(compute(database)).contains(": " + (events + 2 * Math.min(NEW, events)) + " calls in");
        }
    }

    private String compute(TestDatabase database) throws IOException, InterruptedException {
        return command(database, "compute-runtime-stats", "--window-days", "31", "--until", "2026-09-01");
    }

    /** One price for each model. */
    private void writeConfiguration() throws IOException {
        String prices = IntStream.range(0, 12)
                .mapToObj(model -> String.format(
                        Locale.ROOT, "  model-%02d: {input_per_1k: 0.00%d, output_per_1k: 0.01}%n", model, model + 1))
                .collect(Collectors.joining());
        Files.writeString(directory.resolve("pricing.yaml"), "# Updated: 2026-07-01\nsomebody:\n" + prices);
        Files.writeString(directory.resolve("models.yaml"), "defaults:\n  default_model: model-00\n");
    }

    /** What the command prints; its heap may take 64 MB. */
    private String command(TestDatabase database, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Xms24m",
                // As the launcher starts it, but for its archive of classes.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--config", directory.toString(), "--database-url", database.url()));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static boolean run(TestDatabase database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return statement.execute(query);
        }
    }

    private static double seconds(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double best(List<Double> seconds) {
        return seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    private static String shown(List<Double> seconds) {
        return seconds.stream()
                .map(value -> String.format(Locale.ROOT, "%.2f", value))
                .collect(Collectors.joining(", "));
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
