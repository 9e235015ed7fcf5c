package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input ends with one clear line, exit code 2, and nothing written. */
class BadInputTest {

    private static final String MODELS = "tool_models:\n  tidy_semantic: glm-4.7\n";
    private static final String PRICING = "zhipu:\n  glm-4.7:\n    input_per_1k: 0.0006\n    output_per_1k: 0.0022\n";

    @TempDir
    private static Path directory;

    private static Workspace workspace;

    @BeforeAll
    static void migrate() throws IOException {
        workspace = Workspace.in(directory);
        workspace.done("migrate");
    }

    @AfterAll
    static void drop() {
        workspace.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "models.yaml | tool_models:\\n\\ttidy_semantic: glm-4.7 | models.yaml:2",
                "models.yaml | tool_models: {}\\ntool_models: {} | models.yaml:2",
                "models.yaml | tool_models: [ | models.yaml",
                "pricing.yaml | zhipu: {glm-4.7: {input_per_1k: -1, output_per_1k: 1}} | glm-4.7",
                "pricing.yaml | zhipu: {glm-4.7: {input_per_1k: .nan, output_per_1k: 1}} | glm-4.7",
                "pricing.yaml | zhipu: {glm-4.7: {input_per_1k: NaN, output_per_1k: 1}} | glm-4.7",
                "pricing.yaml | zhipu: {glm-4.7: {input_per_1k: 1}} | output_per_1k",
                "pricing.yaml | zhipu: {glm-4.7: {input_per_1k: 99, output_per_1k: 1}} | glm-4.7"
            })
    void aMalformedFileIsNamedWithItsLine(String file, String content, String expected, @TempDir Path config)
            throws IOException, SQLException {
        Files.writeString(config.resolve("models.yaml"), MODELS);
        Files.writeString(config.resolve("pricing.yaml"), PRICING);
        Files.writeString(config.resolve(file), content.replace("\\n", "\n").replace("\\t", "\t") + "\n");

        refuses(workspace.withConfig(config), expected, "ingest-catalog");
        refuses(workspace.withConfig(config), file, "ingest-catalog");
    }

    @Test
    void aBenchmarkOfAnUnknownModelIsRefusedWhole(@TempDir Path config) throws IOException, SQLException {
        Path file = config.resolve("benchmarks.yaml");
        Files.writeString(file, """
                benchmarks:
                  - {model: nobody-1, benchmark: B, score: 1, unit: percent, task_type: code, source: official, source_url: "https://example.org"}
                """);

        refuses(workspace, "nobody-1", "ingest-benchmarks", "--from", file.toString());
    }

    @Test
    void aSignalAboutAnUnknownModelIsRefused() throws SQLException {
        refuses(
                workspace,
                "nobody-1",
                "ingest-sentiment",
                "--model",
                "nobody-1",
                "--source",
                "hn",
                "--url",
                "https://example.org/1",
                "--snippet",
                "Fine.",
                "--sentiment",
                "positive");
    }

    @Test
    void anUnknownUseCaseIsAnsweredWithTheKnownOnes() throws SQLException {
        refuses(workspace, "tidy_semantic", "recommend", "--use-case", "make_coffee");
    }

    @Test
    void aCurrentModelThatTheCatalogLacksIsRefused() throws SQLException {
        refuses(workspace, "nobody-1", "recommend", "--all", "--current-model", "nobody-1");
        refuses(workspace, "white space", "recommend", "--all", "--current-model", "nobody 1");
    }

    @Test
    void aCurrentModelThatMayBeSeveralIsRefusedWithTheirNames() throws SQLException {
        workspace.rows("insert into modelintel.models_catalog (model_id, provider, family, display_name) values"
                + " ('east/nova-9', 'e', 'f', 'n'), ('west/nova-9', 'w', 'f', 'n') returning 1");

        refuses(workspace, "east/nova-9, west/nova-9", "recommend", "--all", "--current-model", "Nova 9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "propose-patch"})
    void anUnknownRecommendationIsRefused(String command) throws SQLException {
        refuses(workspace, "There is no recommendation 4711.", command, "--recommendation-id", "4711");
    }

    @Test
    void missingTelemetryIsNamed() throws SQLException {
        refuses(
                workspace,
                "llm_usage_events",
                "compute-runtime-stats",
                "--window-days",
                "30",
                "--telemetry-schema",
                "nowhere");
    }

    @Test
    void aDirectoryWithoutTelemetryIsNamed(@TempDir Path empty) throws SQLException {
        refuses(
                workspace,
                "There is no llm_usage_events.parquet, .csv or .csv.gz, nor a directory llm_usage_events, in " + empty,
                "compute-runtime-stats",
                "--window-days",
                "30",
                "--telemetry-url",
                "duckdb:" + empty);
    }

    @Test
    void aFileWithoutANameIsRefused() throws SQLException {
        refuses(workspace, "The name of a file is empty.", "ingest-catalog", "--from", "", "--source", "litellm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"recommend --all", "compute-runtime-stats --window-days 30", "report", "ingest-catalog", "drift"
            })
    void aConfigurationThatIsNotWhereItWasSaidToBeIsNotReplacedByOurs(String command, @TempDir Path empty)
            throws SQLException {
        String[] args = command.split(" ");
        refuses(workspace.withConfig(Path.of("nowhere")), "--config nowhere has no models.yaml in it.", args);
        refuses(workspace.withConfig(empty), "--config " + empty + " has no models.yaml in it.", args);
    }

    @Test
    void aDatabaseWithoutTablesAsksForTheMigration() throws SQLException {
        CommandLineRun run = workspace.run("report", "--schema", "elsewhere");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("Maybe run 'modelintel migrate' first.");
        assertThat(run.err().lines()).hasSize(1);
    }

    private static void refuses(Workspace workspace, String expected, String... args) throws SQLException {
        List<Long> before = workspace.rowCounts();
        CommandLineRun run = workspace.run(args);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("modelintel: ").contains(expected);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(workspace.rowCounts()).isEqualTo(before);
    }
}
