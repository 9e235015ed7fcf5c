package dev.autopack.modelintel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources read from a server, once and again. */
class MarketFromWebTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final List<Integer> answers = new ArrayList<>();
    private HttpServer server;
    private String version = "\"one\"";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/prices.json", exchange -> {
            boolean known = version.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            byte[] feed = ("{\"claude-nova-9\": {\"litellm_provider\": \"anthropic\", \"input_cost_per_token\": 5e-06,"
                            + " \"output_cost_per_token\": " + (version.equals("\"two\"") ? "3e-05" : "2.5e-05") + "}}")
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("ETag", version);
            exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : feed.length);
            answers.add(known ? 304 : 200);
            if (!known) {
                exchange.getResponseBody().write(feed);
            }
            exchange.close();
        });
        server.start();
        assertThat(run("migrate").exitCode()).isZero();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        database.close();
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/prices.json";
    }

    private CommandLineRun run(String... args) {
        return CommandLineRun.of(Map.of("DATABASE_URL", database.url()), args);
    }

    private CommandLineRun ingest(String... more) {
        List<String> args = new ArrayList<>(List.of("ingest-catalog", "--from", address(), "--source", "litellm"));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    @Test
    void theSecondRunAsksOnlyForWhatIsNew() throws IOException {
        assertThat(ingest().exitCode()).isZero();

        JsonNode again = ingest("--format", "json").json();
        assertThat(again.at("/not_changed/0/source").asText()).isEqualTo("litellm");
        assertThat(again.at("/not_changed/0/source_url").asText()).isEqualTo(address());
        assertThat(ingest().out()).contains("litellm").contains("not changed since 2026-11-24T12:00:00Z");

        version = "\"one, renamed\"";
        assertThat(ingest().out()).contains("not changed since 2026-11-24T12:00:00Z");
        assertThat(ingest().out()).contains("not changed since");

        version = "\"two\"";
        assertThat(ingest().out()).contains("1 added");
        assertThat(answers).containsExactly(200, 304, 304, 200, 304, 200);

        JsonNode prices =
                run("prices", "--model", "claude-nova-9", "--format", "json").json();
        assertThat(prices.at("/prices/1/source_url").asText()).isEqualTo(address());
        assertThat(prices.at("/prices/1/output_usd_per_million").decimalValue()).isEqualByComparingTo("30");
    }

    @Test
    void aServerThatIsDownEndsWithOneLineAndWritesNothing() {
        String address = address();
        server.stop(0);

        CommandLineRun run = run("ingest-catalog", "--from", address, "--source", "litellm");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly("modelintel: " + address
                        + ": the connection was refused. Maybe the server is down, or the port is wrong.");
    }

    @Test
    void anAddressThatIsReadWholeAlsoHasBenchmarks() {
        server.createContext("/benchmarks.yaml", exchange -> {
            byte[] figures = """
                    benchmarks:
                      - {model: claude-nova-9, benchmark: SWE-bench Verified, score: 70, unit: percent, task_type: code,
                         source: official, source_url: https://example.org/nova}
                    """.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, figures.length);
            exchange.getResponseBody().write(figures);
            exchange.close();
        });
        ingest();

        assertThat(run("ingest-benchmarks", "--from", address().replace("prices.json", "benchmarks.yaml"))
                        .out())
                .contains("1 added");
    }
}
