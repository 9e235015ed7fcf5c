package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationRepository.Query;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.store.DatabaseUrl;
import dev.autopack.modelintel.store.Store;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From the configuration to a patch, on our own configuration and the demo's telemetry. */
@ExtendWith(FilledDatabase.class)
class MainJobTest {

    @TempDir
    private static Path directory;

    private static Workspace workspace;

    @BeforeAll
    static void begin(TestDatabase filled) throws IOException {
        workspace = Workspace.in(directory, filled);
    }

    @AfterAll
    static void drop() {
        workspace.close();
    }

    @Test
    void migratingAgainDoesNothing() throws IOException {
        assertThat(workspace.json("migrate").get("applied")).isEmpty();
        assertThat(workspace.done("migrate").out()).contains("nothing to do");
    }

    @Test
    void ingestingAgainChangesNothing() throws IOException {
        String signals = workspace.config().resolve("sentiment.yaml").toString();
        for (JsonNode document : List.of(
                workspace.json("ingest-catalog"),
                workspace.json("ingest-benchmarks"),
                workspace.json("ingest-sentiment", "--from", signals))) {
            assertThat(document.get("changes")).isNotEmpty().allSatisfy(change -> {
                assertThat(change.get("added").asInt()).isZero();
                assertThat(change.get("updated").asInt()).isZero();
                assertThat(change.get("unchanged").asInt()).isPositive();
            });
        }
    }

    @Test
    void whatTheConfigurationDoesNotSayOfTheMarketComesWithModelintel(@TempDir Path config)
            throws IOException, SQLException {
        Files.writeString(config.resolve("models.yaml"), "tool_models:\n  tidy_semantic: glm-4.7\n");
        Files.writeString(config.resolve("pricing.yaml"), """
                # Updated: 2026-01-05
                zhipu:
                  glm-4.7: {input_per_1k: 0.0001, output_per_1k: 0.0002}
                """);
        try (Workspace fresh = new Workspace(TestDatabase.fresh(), config)) {
            fresh.done("migrate");
            fresh.done("ingest-catalog", "--config-only");
            assertThat(fresh.rows("select model_id, provider from modelintel.models_catalog"))
                    .containsExactly(List.of("glm-4.7", "zhipu"));

            fresh.done("ingest-catalog");
            assertThat(fresh.number("select count(*) from modelintel.models_catalog"))
                    .isGreaterThan(60);
            assertThat(fresh.number("select count(*) from modelintel.model_benchmarks"))
                    .isGreaterThan(100);
            assertThat(fresh.rows("select input_per_1k, effective_at at time zone 'UTC', source"
                            + " from modelintel.model_pricing where model_id = 'glm-4.7'"))
                    .as("a price of the configuration stands alone")
                    .containsExactly(List.of("0.0001", "2026-01-05 00:00:00", "autopack_config"));
        }
    }

    @Test
    void theStatisticsAddUpToThePlainTotals() throws IOException, SQLException {
        JsonNode summary = workspace.json("compute-runtime-stats", "--window-days", "30", "--until", "2026-07-01");

        assertThat(summary.get("events").asLong()).isEqualTo(workspace.number("select count(*) from llm_usage_events"));
        assertThat(summary.get("unpriced_events").asLong()).isZero();
        assertThat(summary.get("unresolved_models")).isEmpty();
        // The telemetry has one model under another spelling, which the catalog resolves.
        assertThat(workspace.rows("select model, sum(calls), sum(total_tokens) from modelintel.model_runtime_stats"
                        + " group by 1 order by 1"))
                .isEqualTo(workspace.rows("select case model when 'Gemini-3-Flash' then 'gemini-3-flash-preview'"
                        + " else model end, count(*), sum(total_tokens) from llm_usage_events group by 1 order by 1"))
                .hasSize(9);
        assertThat(workspace.rows(
                        "select sum(finished_phases), sum(succeeded_phases)" + " from modelintel.model_runtime_stats"))
                .isEqualTo(workspace.rows("select count(*), count(*) filter (where state = 'COMPLETE') from phases"
                        + " where state in ('COMPLETE', 'FAILED')"));
    }

    @Test
    void everyUseCaseIsAnsweredWithItsEvidence() throws IOException, SQLException {
        JsonNode answers = workspace.json("recommend", "--all");

        assertThat(answers.isArray()).isTrue();
        assertThat(answers).hasSize(9);
        List<JsonNode> recommendations = new ArrayList<>();
        for (JsonNode answer : answers) {
            assertThat(answer.get("decision").asText())
                    .isEqualTo(answer.get("recommendations").isEmpty() ? "keep" : "switch");
            answer.get("recommendations").forEach(recommendations::add);
            assertThat(answer.get("recommendations").size()
                            + answer.get("rejected").size()
                            + 1)
                    .as("every model of the catalog is recommended, rejected or the current one")
                    .isEqualTo((int) workspace.number("select count(*) from modelintel.models_catalog"));
        }
        assertThat(recommendations).isNotEmpty();
        for (JsonNode recommendation : recommendations) {
            double sum = 0;
            for (JsonNode component : recommendation.get("components")) {
                sum += component.get("weight").asDouble()
                        * component.get("score").asDouble();
            }
            assertThat(sum).isCloseTo(recommendation.get("score").asDouble(), within(1e-12));
            assertThat(recommendation.get("confidence").asDouble()).isBetween(0.0, 1.0);
            for (String table : List.of("pricing", "benchmarks", "runtime_stats")) {
                for (JsonNode id : recommendation.get("evidence").get(table)) {
                    assertThat(workspace.number(
                                    "select count(*) from modelintel.model_" + table + " where id = " + id.asLong()))
                            .isOne();
                }
            }
        }
    }

    @Test
    void theSameAnswerIsStoredOnce() throws IOException, SQLException {
        JsonNode first = workspace.json("recommend", "--all");
        List<Long> counts = workspace.rowCounts();
        JsonNode second = workspace.json("recommend", "--all");

        assertThat(second).isEqualTo(first);
        assertThat(workspace.rowCounts()).isEqualTo(counts);
    }

    @Test
    void aDryRunStoresNothing() throws IOException, SQLException {
        List<Long> counts = workspace.rowCounts();
        JsonNode answer = workspace.json(
                "recommend",
                "--use-case",
                "builder_default_low",
                "--weights",
                "price=1,benchmark=0,runtime=0,sentiment=0",
                "--dry-run");

        assertThat(answer.get("use_case").asText()).isEqualTo("builder_default_low");
        assertThat(answer.get("recommendations"))
                .allSatisfy(recommendation ->
                        assertThat(recommendation.get("id").isNull()).isTrue());
        assertThat(workspace.rowCounts()).isEqualTo(counts);
    }

    @Test
    void theCurrentModelMayBeGivenByAnAlias() throws IOException {
        JsonNode answer = workspace.json(
                "recommend", "--use-case", "builder_default_low", "--current-model", "Opus", "--dry-run");

        assertThat(answer.get("current_model").asText()).isEqualTo("claude-opus-4-5");
    }

    @Test
    void theCurrentModelMayBeGivenAsAProviderSpellsItAndTheUserIsToldWhatItIs() {
        CommandLineRun run = workspace.done(
                "recommend",
                "--use-case",
                "builder_default_low",
                "--current-model",
                "bedrock/us.anthropic.claude-opus-4-5-20251101-v1:0",
                "--dry-run");

        assertThat(run.out()).contains("claude-opus-4-5");
        assertThat(run.err())
                .contains(
                        "The model 'bedrock/us.anthropic.claude-opus-4-5-20251101-v1:0' is taken to be claude-opus-4-5.");
    }

    @Test
    void aReportAsksForTheRowsOfAllItsRecommendationsAtOnce() {
        workspace.done("recommend", "--all");
        try (Store store = Store.open(DatabaseUrl.parse(workspace.database().url()), "modelintel")) {
            List<String> asked = new ArrayList<>();
            RecommendationRepository repository = (RecommendationRepository) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {RecommendationRepository.class},
                    (proxy, method, arguments) -> {
                        asked.add(method.getName());
                        return method.invoke(store.recommendations(), arguments);
                    });
            List<StoredRecommendation> stored = store.recommendations()
                    .list(new Query(Optional.empty(), Optional.empty(), false, Integer.MAX_VALUE));

            Documents.report(stored, List.of(), List.of(), repository, Instant.EPOCH);

            assertThat(stored).hasSizeGreaterThan(1);
            assertThat(asked).containsExactly("references");
        }
    }

    @Test
    void aRecommendationIsExplainedToTheLastRow() throws IOException {
        long id = firstRecommendation();
        JsonNode document = workspace.json("explain", "--recommendation-id", String.valueOf(id));

        assertThat(document.get("scorecards")).hasSize(2);
        double difference = 0;
        for (JsonNode part : document.get("differences")) {
            difference += part.get("difference").asDouble();
        }
        assertThat(difference)
                .isCloseTo(
                        document.get("score").asDouble()
                                - document.get("current_score").asDouble(),
                        within(1e-12));
        assertThat(document.get("references")).isNotEmpty();
        assertThat(document.get("references"))
                .filteredOn(reference -> reference.get("kind").asText().equals("benchmarks"))
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(reference.get("url").asText()).startsWith("https://"));

        String text = workspace
                .done("explain", "--recommendation-id", String.valueOf(id))
                .out();
        assertThat(text)
                .contains(
                        "Evidence",
                        "Not recommended",
                        document.get("recommended_model").asText());
        assertThat(workspace
                        .done("explain", "--recommendation-id", String.valueOf(id), "--format", "markdown")
                        .out())
                .startsWith("# Recommendation " + id);
    }

    @Test
    void aFigureOfTelemetryIsShownWithWhoseItIs() throws IOException {
        JsonNode resting = workspace.json("recommend", "--all").findParents("recommended_model").stream()
                .filter(each -> !each.at("/evidence/runtime_stats").isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(workspace
                        .json(
                                "explain",
                                "--recommendation-id",
                                resting.get("id").asText())
                        .get("references"))
                .filteredOn(reference -> reference.get("kind").asText().equals("runtime_stats"))
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(reference.get("source").asText()).isEqualTo("telemetry of schema public"));
    }

    @Test
    void theReportComesInEveryForm(@TempDir Path output) throws IOException {
        firstRecommendation();
        Path html = Files.createDirectory(output.resolve("sub")).resolve("report.html");
        Path markdown = output.resolve("report.md");

        assertThat(workspace.done("report", "--latest").out())
                .contains("Nothing is in force until a person accepts it");
        assertThat(workspace.json("report", "--latest").get("use_cases")).isNotEmpty();
        assertThat(workspace.done("report", "--status", "rejected").out())
                .startsWith("There is no such recommendation");
        workspace.done("report", "--latest", "--output", html.toString());
        workspace.done("report", "--latest", "--output", markdown.toString());

        assertThat(html)
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("</html>")
                .doesNotContain("{{");
        assertThat(markdown).content().startsWith("# Model recommendations").doesNotContain("{{");
        assertThat(output.resolve("sub").toFile().list()).as("no draft is left").containsExactly("report.html");
    }

    @Test
    void aReportThatIsCutSaysSo(@TempDir Path output) throws IOException, SQLException {
        firstRecommendation();
        String all = String.valueOf(workspace.number("select count(*) from modelintel.model_recommendations"));
        String cut = "These are the newest 1; there are more.";

        assertThat(workspace.json("report", "--limit", "1").get("cut_at").asInt())
                .isOne();
        assertThat(workspace.done("report", "--limit", "1").out()).contains(cut + " Maybe give a higher --limit");
        for (String name : List.of("report.html", "report.md")) {
            Path file = output.resolve(name);
            workspace.done("report", "--limit", "1", "--output", file.toString());
            assertThat(file).content().contains(cut);
        }
        assertThat(workspace.json("report", "--limit", all).get("cut_at").isNull())
                .isTrue();
        assertThat(workspace.done("report", "--limit", "2147483647").out()).doesNotContain("there are more");
    }

    @Test
    void thePatchIsTakenByGitAndChangesOneLine(@TempDir Path repository) throws Exception {
        Path config = Files.createDirectories(repository.resolve("etc"));
        for (String name : List.of("models.yaml", "pricing.yaml", "use_cases.yaml")) {
            Files.copy(workspace.config().resolve(name), config.resolve(name));
        }
        git(repository, "init", "--quiet");
        Path patch = repository.resolve("change.patch");

        workspace
                .withConfig(config)
                .done(
                        "propose-patch",
                        "--recommendation-id",
                        String.valueOf(firstRecommendation()),
                        "--output",
                        patch.toString());
        List<String> before = Files.readAllLines(config.resolve("models.yaml"));
        git(repository, "apply", "--check", "change.patch");
        git(repository, "apply", "change.patch");
        List<String> after = Files.readAllLines(config.resolve("models.yaml"));

        assertThat(after).hasSameSizeAs(before);
        List<Integer> changed = new ArrayList<>();
        for (int line = 0; line < before.size(); line++) {
            if (!before.get(line).equals(after.get(line))) {
                changed.add(line);
            }
        }
        assertThat(changed).hasSize(1);
    }

    private static long firstRecommendation() throws IOException {
        for (JsonNode answer : workspace.json("recommend", "--all")) {
            for (JsonNode recommendation : answer.get("recommendations")) {
                return recommendation.get("id").asLong();
            }
        }
        throw new AssertionError("Nothing is recommended.");
    }

    private static void git(Path repository, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + output)
                .isZero();
    }
}
