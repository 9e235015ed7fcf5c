package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a feed to a cost, a drift and a history. */
class MarketTest {

    private static final String FEED = """
            {"claude-nova-9": {"litellm_provider": "anthropic", "input_cost_per_token": 5e-06,
               "output_cost_per_token": 2.5e-05, "cache_read_input_token_cost": 5e-07, "deprecation_date": "2026-12-01"},
             "mystery": {"litellm_provider": "openai", "input_cost_per_token": "cheap"}}
            """;

    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    private Path directory;

    @BeforeEach
    void ingest() throws IOException {
        Files.writeString(directory.resolve("feed.json"), FEED);
        Files.writeString(directory.resolve("models.yaml"), "tool_models:\n  tidy_semantic: claude-nova-9-20260501\n");
        Files.writeString(directory.resolve("pricing.yaml"), """
                anthropic:
                  claude-nova-9-20260501:
                    input_per_1k: 0.015
                    output_per_1k: 0.075
                """);
        assertThat(run("migrate").exitCode()).isZero();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private CommandLineRun run(String... args) {
        return CommandLineRun.of(Map.of("DATABASE_URL", database.url()), args);
    }

    private JsonNode json(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--format", "json"));
        CommandLineRun run = run(all.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        return run.json();
    }

    @Test
    void aFeedPricesARequestAndShowsWhereAConfigurationIsWrong() throws IOException {
        JsonNode ingested =
                json("ingest-catalog", "--from", directory.resolve("feed.json").toString(), "--source", "litellm");
        assertThat(ingested.at("/refused/0/reason").asText()).contains("'cheap', not a number");

        JsonNode again =
                json("ingest-catalog", "--from", directory.resolve("feed.json").toString(), "--source", "litellm");
        assertThat(again.at("/not_changed/0/source").asText()).isEqualTo("litellm");
        assertThat(again.at("/refused")).isEqualTo(ingested.at("/refused")).hasSize(1);

        JsonNode cost = json(
                "cost",
                "--model",
                "anthropic/claude-nova-9@20260501",
                "--input-tokens",
                "1000000",
                "--cache-read-tokens",
                "400000",
                "--output-tokens",
                "1000");
        // 600,000 at 5, 400,000 at 0.5 and 1,000 at 25 USD per million.
        assertThat(cost.at("/rows/0/input_usd").decimalValue()).isEqualByComparingTo("3.2");
        assertThat(cost.at("/rows/0/output_usd").decimalValue()).isEqualByComparingTo("0.025");
        assertThat(cost.at("/rows/0/canonical_model").asText()).isEqualTo("claude-nova-9");
        assertThat(cost.at("/rows/0/match").asText()).isEqualTo("rule");
        assertThat(cost.at("/priced").asInt()).isEqualTo(1);

        JsonNode unknown = json("cost", "--model", "no-such-model", "--input-tokens", "1");
        assertThat(unknown.at("/rows/0/status").asText()).isEqualTo("unpriced");
        assertThat(unknown.at("/rows/0/total_usd").isNull()).isTrue();
        assertThat(unknown.at("/unpriced").asInt()).isEqualTo(1);

        JsonNode drift = json("drift", "--config", directory.toString());
        assertThat(drift.at("/models/0/difference_pct").asDouble()).isEqualTo(200);
        assertThat(drift.at("/models/0/source").asText()).isEqualTo("litellm");
        assertThat(drift.at("/models/0/deprecated").asBoolean()).isTrue();
        assertThat(drift.at("/models/0/retires_at").asText()).isEqualTo("2026-12-01");
        assertThat(run("drift", "--config", directory.toString(), "--fail-above", "5")
                        .exitCode())
                .isEqualTo(1);
        assertThat(run("drift", "--config", directory.toString()).exitCode()).isZero();

        JsonNode prices = json("prices", "--model", "Claude Nova 9");
        assertThat(prices.at("/prices")).hasSize(1);
        assertThat(prices.at("/prices/0/output_usd_per_million").decimalValue()).isEqualByComparingTo("25");
        for (String command : List.of("prices --model claude-nova-9", "drift --config " + directory)) {
            for (String format : List.of("text", "markdown")) {
                assertThat(run((command + " --format " + format).split(" ")).out())
                        .contains("claude-nova-9");
            }
        }
    }

    @Test
    void driftIsRefusedWhereNobodyElseHasBeenHeard() {
        CommandLineRun drift = run("drift", "--config", directory.toString(), "--fail-above", "5");

        assertThat(drift.exitCode()).isEqualTo(2);
        assertThat(drift.out()).isEmpty();
        assertThat(drift.err().strip())
                .isEqualTo(
                        "modelintel: There is nothing to compare with: no source of the market has been read. Maybe run"
                                + " 'modelintel ingest-catalog --from FILE-or-URL --source models-dev' first.");
    }

    @Test
    void aPriceInQuarantineCountsOnceSomebodyConfirmsIt() throws IOException {
        Path other = Files.writeString(directory.resolve("other.csv"), """
                observed_at,provider,model,input_usd_per_mtok,output_usd_per_mtok,change
                2026-01-01T00:00:00Z,anthropic,claude-nova-9,50,250,added
                """);
        run("ingest-catalog", "--from", directory.resolve("feed.json").toString(), "--source", "litellm");
        run("ingest-catalog", "--from", other.toString(), "--source", "price-history");
        JsonNode doubted = quarantined();

        JsonNode confirmation = json("prices", "--confirm", doubted.at("/id").asText(), "--by", "anna");

        assertThat(confirmation.at("/price_id")).isEqualTo(doubted.at("/id"));
        assertThat(confirmation.at("/confirmed_by").asText()).isEqualTo("anna");
        assertThat(confirmation).hasSize(2);
        assertThat(quarantined().isMissingNode()).isTrue();
        assertThat(run("prices", "--confirm", "99999", "--by", "anna").exitCode())
                .isEqualTo(2);
    }

    private JsonNode quarantined() throws IOException {
        for (JsonNode price : json("prices", "--model", "claude-nova-9").at("/prices")) {
            if (!price.at("/quarantine").isNull()) {
                return price;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void requestsFromAFileArePricedInTheirOrder() throws IOException {
        run("ingest-catalog", "--from", directory.resolve("feed.json").toString(), "--source", "litellm");
        Path requests = directory.resolve("requests.csv");
        Files.writeString(requests, """
                provider,model,input_tokens,output_tokens,note
                anthropic,claude-nova-9,1000,,first
                ,gpt-unknown,1000,10,second
                """);

        JsonNode cost = json("cost", "--from", requests.toString());

        assertThat(cost.at("/rows/0/total_usd").decimalValue()).isEqualByComparingTo("0.005");
        assertThat(cost.at("/rows/1/status").asText()).isEqualTo("unpriced");
        assertThat(cost.at("/rows/1/reason").asText()).contains("nothing in the catalog");
        assertThat(run("cost", "--from", requests.toString()).out()).contains("1 priced", "1 unpriced");
    }
}
