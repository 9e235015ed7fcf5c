package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** aliases.yaml and market.yaml, from the files to costs and reports. */
class OwnMarketTest {

    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void feed() throws IOException {
        workspace = Workspace.in(directory);
        workspace.done("migrate");
        Files.writeString(directory.resolve("feed.json"), """
                {"acme": {"models": {
                   "zeta-9": {"id": "zeta-9", "name": "Zeta 9", "cost": {"input": 10, "output": 20}},
                   "zeta-8": {"id": "zeta-8", "name": "Zeta 8", "status": "deprecated", "cost": {"input": 8, "output": 8}}}}}
                """);
        workspace.done(
                "ingest-catalog", "--from", directory.resolve("feed.json").toString(), "--source", "models-dev");
    }

    @AfterEach
    void drop() {
        workspace.close();
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(workspace.config().resolve(file), content);
    }

    private String refusal() {
        CommandLineRun run = workspace.run("ingest-catalog");
        assertThat(run.exitCode()).isEqualTo(2);
        return run.err().strip();
    }

    @Test
    void whatTheUserPaysIsWhatThingsCost() throws IOException {
        write("market.yaml", """
                overrides:
                  - model: zeta-9
                    provider: acme
                    input_usd_per_million: 4
                    output_usd_per_million: 5
                    from: 2026-11-01
                    note: contract 17
                discounts:
                  - {model: zeta-8, percent: 25, from: 2026-01-01}
                """);
        write("aliases.yaml", "aliases: {our/big: zeta-9}\n");

        JsonNode changes = workspace.json("ingest-catalog").at("/changes");

        assertThat(changes.findValuesAsText("kind")).contains("own_aliases", "own_prices", "discounts");
        JsonNode own = workspace.json("cost", "--model", "our/big", "--input-tokens", "1000000");
        assertThat(own.at("/rows/0/total_usd").asInt()).isEqualTo(4);
        assertThat(own.at("/rows/0/match").asText()).isEqualTo("alias");
        assertThat(own.at("/rows/0/source").asText()).isEqualTo("override");
        JsonNode reduced = workspace.json("cost", "--model", "zeta-8", "--input-tokens", "1000000");
        assertThat(reduced.at("/rows/0/total_usd").asInt()).isEqualTo(6);
        assertThat(reduced.at("/rows/0/discount_pct").asInt()).isEqualTo(25);
        assertThat(workspace
                        .done("cost", "--model", "zeta-8", "--input-tokens", "1")
                        .out())
                .contains("25 % off");
        JsonNode prices = workspace.json("prices", "--model", "zeta-9");
        assertThat(prices.at("/prices").findValuesAsText("note")).contains("contract 17");
        assertThat(workspace.done("prices", "--model", "zeta-9").out())
                .contains("(first)", "only at acme, contract 17");
    }

    @Test
    void faultsOfTheFilesAreSaidWithTheirLineAndNothingIsWritten() throws IOException {
        write("aliases.yaml", "aliases:\n  ours: zeta-99\n");
        assertThat(refusal())
                .endsWith("aliases.yaml:2: the catalog does not know zeta-99. Maybe it is mistyped, or the"
                        + " source that has it is to be ingested first.");
        write("aliases.yaml", "aliases:\n  zeta-8: zeta-9\n");
        assertThat(refusal())
                .endsWith("aliases.yaml:2: 'zeta-8' is a model of its own and an alias of zeta-9. Maybe"
                        + " remove the alias.");
        write("aliases.yaml", "aliases:\n  ours: zeta-8\n  OURS: zeta-9\n");
        assertThat(refusal())
                .endsWith("aliases.yaml:3: 'OURS' means zeta-9 here and zeta-8 in line 2. Maybe remove one"
                        + " of the two.");
        write("aliases.yaml", "aliases:\n  ours:\n");
        assertThat(refusal()).contains("aliases.yaml:2: 'ours' names no model.");
        write("aliases.yaml", "aliases: {}\n");
        write("market.yaml", "price_trust: [gossip]\n");
        assertThat(refusal()).contains("market.yaml:1: price_trust has 'gossip', which is no source of prices");
        write("market.yaml", """
                overrides:
                  - {model: zeta-9, input_usd_per_million: 4, output_usd_per_million: 5, from: 2026-01-01}
                  - {model: zeta-9, input_usd_per_million: 3, output_usd_per_million: 5, from: 2026-02-01}
                """);
        assertThat(refusal()).contains("market.yaml:3: two overrides of zeta-9 hold at once");
        write("market.yaml", "discounts:\n  - {provider: acme, percent: 100, from: 2026-01-01}\n");
        assertThat(refusal()).contains("market.yaml:2", "100 percent; it must be above 0 and below 100");
        write("market.yaml", "overrides:\n  - {model: zeta-9, input_usd_per_million: 4, from: 2026-01-01}\n");
        assertThat(refusal()).contains("output_usd_per_million is missing");

        assertThat(workspace.json("prices", "--model", "zeta-9").at("/prices")).hasSize(1);
    }

    @Test
    void aFileThatIsAsItWasIsNotReadAgain() throws IOException {
        Path feed = directory.resolve("feed.json");
        String[] ingest = {"ingest-catalog", "--from", feed.toString(), "--source", "models-dev"};

        assertThat(workspace.done(ingest).out())
                .contains("models-dev", "not changed since")
                .doesNotContain("unchanged", "refused");
        JsonNode again = workspace.json(ingest);
        assertThat(again.at("/changes")).isEmpty();
        assertThat(again.at("/not_changed/0/source").asText()).isEqualTo("models-dev");

        Files.writeString(feed, Files.readString(feed).replace("20}", "30}"));
        assertThat(workspace.done(ingest).out())
                .doesNotContain("not changed since")
                .contains("1 added");
    }

    @Test
    void ofTwoFilesOfOneSourceTheLaterHoldsEvenIfItIsTheOneOnRecord() throws IOException {
        Path feed = directory.resolve("feed.json");
        Path other = Files.writeString(
                directory.resolve("other.json"), Files.readString(feed).replace("20}", "30}"));

        JsonNode document = workspace.json(
                "ingest-catalog",
                "--from",
                other.toString(),
                "--source",
                "models-dev",
                "--from",
                feed.toString(),
                "--source",
                "models-dev");

        assertThat(document.at("/not_changed")).isEmpty();
        assertThat(workspace
                        .done("ingest-catalog", "--from", feed.toString(), "--source", "models-dev")
                        .out())
                .contains("not changed since");
    }

    @Test
    void severalLeaderboardsAreReadAsIfOneAfterTheOther() throws IOException {
        Path first = Files.writeString(directory.resolve("first.yml"), "- {model: rumour-3, pass_rate_2: 50}\n");
        Path second = Files.writeString(directory.resolve("second.yml"), """
                - {model: rumour-3-high, pass_rate_2: 70}
                - {model: zeta-9, pass_rate_2: 60}
                """);

        JsonNode changes = workspace
                .json(
                        "ingest-benchmarks",
                        "--from",
                        first.toString(),
                        "--source",
                        "aider",
                        "--from",
                        second.toString(),
                        "--source",
                        "aider")
                .at("/changes");

        // How hard it thinks is no part of a model's name, once the model is known by the first file.
        assertThat(changes.findValuesAsText("added")).containsExactly("3", "1");
        assertThat(workspace.json("models", "--unresolved").at("/names").findValuesAsText("name"))
                .containsExactly("rumour-3", "rumour-3-high");
    }

    @Test
    void aRefusedSourceLeavesNothingOfTheConfigurationNamedBesideIt() throws IOException, SQLException {
        Files.writeString(directory.resolve("feed.json"), """
                {"acme": {"models": {"zeta-9": {"id": "zeta-9", "name": "Zeta 9", "cost": {"input": 10, "output": 20}}}}}
                """);
        List<Long> rows = workspace.rowCounts();
        String[] both = {
            "ingest-catalog",
            "--from",
            workspace.config().toString(),
            "--source",
            "autopack",
            "--from",
            directory.resolve("feed.json").toString(),
            "--source",
            "models-dev"
        };

        CommandLineRun refused = workspace.run(both);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--allow-shrink");
        assertThat(workspace.rowCounts()).isEqualTo(rows);

        workspace.done(
                Stream.concat(Stream.of(both), Stream.of("--allow-shrink")).toArray(String[]::new));
        assertThat(workspace.json("models").findValuesAsText("model_id")).contains("zeta-9", "glm-4.6");
    }

    @Test
    void aRefusedBenchmarkLeavesNoNameOfTheLeaderboardNamedBesideIt() throws IOException, SQLException {
        Files.writeString(directory.resolve("polyglot.yml"), "- {model: Rumour 3, pass_rate_2: 50}\n");
        Files.writeString(directory.resolve("own.yaml"), """
                benchmarks:
                  - {model: nobody-1, benchmark: B, score: 1, unit: percent, task_type: code, source: official, source_url: "https://example.org"}
                """);

        CommandLineRun refused = workspace.run(
                "ingest-benchmarks",
                "--from",
                directory.resolve("polyglot.yml").toString(),
                "--source",
                "aider",
                "--from",
                directory.resolve("own.yaml").toString(),
                "--source",
                "modelintel");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("nobody-1");
        assertThat(workspace.number("select count(*) from modelintel.raw_names where source = 'aider'"))
                .isZero();
    }

    @Test
    void namesThatMeanNothingAreListedReadyForAliases() throws IOException {
        Files.writeString(directory.resolve("polyglot.yml"), """
                - {model: Rumour 3, pass_rate_2: 50}
                - {model: zeta-9, pass_rate_2: 60}
                """);
        workspace.done(
                "ingest-benchmarks", "--from", directory.resolve("polyglot.yml").toString(), "--source", "aider");

        JsonNode names = workspace.json("models", "--unresolved").at("/names");
        assertThat(names.findValuesAsText("name")).containsExactly("Rumour 3");
        assertThat(names.at("/0/seen_in/0").asText()).isEqualTo("aider");
        String pasted = workspace.done("models", "--unresolved").out();
        assertThat(pasted).contains("aliases:\n", "  \"Rumour 3\":\n");
        assertThat(workspace
                        .done("models", "--unresolved", "--format", "markdown")
                        .out())
                .contains("Rumour 3");

        write("aliases.yaml", pasted.replace("\"Rumour 3\":", "\"Rumour 3\": zeta-9"));
        workspace.done("ingest-catalog");

        assertThat(workspace.done("models", "--unresolved").out()).contains("Every name that was read means a model.");
        assertThat(workspace.json("models").toString()).doesNotContain("rumour-3");
    }

    @Test
    void aUseCaseWhoseModelIsOnItsWayOutIsSaidSoFirst() throws IOException {
        String models = Files.readString(workspace.config().resolve("models.yaml"));
        write("models.yaml", models.replaceFirst("tidy_semantic: \\S+", "tidy_semantic: zeta-8"));
        workspace.done("ingest-catalog");
        String said = "tidy_semantic: zeta-8 is deprecated, says models-dev.";

        assertThat(workspace
                        .done("recommend", "--use-case", "tidy_semantic", "--dry-run")
                        .out())
                .startsWith("! " + said);
        assertThat(workspace
                        .done("recommend", "--all", "--dry-run", "--format", "markdown")
                        .out())
                .startsWith("# Recommendations\n\n**tidy\\_semantic: zeta-8 is deprecated");
        JsonNode answer = workspace.json("recommend", "--use-case", "tidy_semantic", "--dry-run");
        assertThat(answer.at("/current_model_end/source").asText()).isEqualTo("models-dev");
        assertThat(workspace.done("report").out()).startsWith("! " + said);
        assertThat(workspace.json("report").at("/endings/0/model").asText()).isEqualTo("zeta-8");
        workspace.done("report", "--output", directory.resolve("page.html").toString());
        assertThat(Files.readString(directory.resolve("page.html")))
                .containsSubsequence("<h1>", "zeta-8 is deprecated, says models-dev.", "<table>");
        JsonNode exported = workspace.json("models", "--deprecated");
        assertThat(exported.findValuesAsText("model_id")).contains("zeta-8");
    }

    @Test
    void aReportSaysWhereItCannotTellWhetherAModelIsOnItsWayOut() throws IOException {
        String models = Files.readString(workspace.config().resolve("models.yaml"));
        write(
                "models.yaml",
                models.replaceFirst("tidy_semantic: \\S+", "tidy_semantic: zeta-8")
                        .replaceFirst("doctor_models:", "no_doctor_models:"));
        JsonNode report = workspace.json("report");
        assertThat(report.at("/endings/0/model").asText())
                .as("one missing place hides nothing of the others")
                .isEqualTo("zeta-8");
        assertThat(report.get("endings_unknown"))
                .extracting(JsonNode::asText)
                .hasSize(2)
                .allSatisfy(reason -> assertThat(reason).contains("doctor_models."));
        assertThat(workspace.json("report", "--use-case", "tidy_semantic").get("endings_unknown"))
                .isEmpty();

        write("models.yaml", "tool_models: [\n");
        Path page = directory.resolve("page.html");
        Path document = directory.resolve("report.md");
        workspace.done("report", "--output", page.toString());
        workspace.done("report", "--output", document.toString());

        assertThat(workspace.done("report").out())
                .startsWith("! Not known whether a model is on its way out: ")
                .containsOnlyOnce("models.yaml:");
        assertThat(page).content().containsSubsequence("<h1>", "Not known whether", "models.yaml:", "<table>");
        assertThat(document).content().contains("**Not known whether a model is on its way out: ");
        assertThat(workspace.json("report").get("endings_unknown")).hasSize(1);
    }
}
