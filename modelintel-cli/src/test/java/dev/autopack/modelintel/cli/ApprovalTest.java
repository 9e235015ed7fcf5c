package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The life of a recommendation, on our own configuration in a git repository and the demo's telemetry. */
@ExtendWith(FilledDatabase.class)
class ApprovalTest {

    @TempDir
    private Path directory;

    private Workspace workspace;
    private List<JsonNode> proposed;

    @BeforeEach
    void recommend(TestDatabase filled) throws Exception {
        workspace = Workspace.in(directory, filled);
        git("init", "--quiet", "--initial-branch=main");
        git("add", "config");
        git("commit", "--quiet", "--message=Begin");
        proposed = recommendations();
    }

    @AfterEach
    void drop() {
        workspace.close();
    }

    @Test
    void fromProposedToImplemented() throws Exception {
        JsonNode first = proposed.get(0);
        String id = first.get("id").asText();

        JsonNode accepted = workspace.json("accept", "--recommendation-id", id, "--by", "Ann", "--note", "cheaper");
        assertThat(accepted.get("status").asText()).isEqualTo("accepted");
        assertThat(accepted.get("at").asText()).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(again(first).get("id").asText())
                .as("the accepted one stands")
                .isEqualTo(id);
        assertThat(again(first).get("status").asText()).isEqualTo("accepted");

        CommandLineRun early = workspace.run("mark-implemented", "--recommendation-id", id, "--by", "Bob");
        assertThat(early.exitCode()).isEqualTo(2);
        assertThat(workspace
                        .run("mark-implemented", "--recommendation-id", other(first), "--by", "Bob")
                        .err())
                .contains("is proposed and cannot become implemented", "Maybe accept it first.");
        assertThat(early.err())
                .contains("and not " + first.get("recommended_model").asText())
                .contains("Maybe apply");

        git("apply", patch("--all-accepted").toString());
        workspace.done("mark-implemented", "--recommendation-id", id, "--by", "Bob");

        assertThat(workspace.json("explain", "--recommendation-id", id).get("history"))
                .extracting(step ->
                        step.get("status").asText() + " by " + step.get("by").asText())
                .containsExactly("accepted by Ann", "implemented by Bob");
        JsonNode brought = workspace.json("report").get("implemented");
        assertThat(brought).hasSize(1);
        assertThat(brought.get(0).get("promise").isNull()).isTrue();
        assertThat(brought.get(0).get("reason").asText()).isEqualTo("it was implemented only just");
    }

    @Test
    void whoComesSecondIsTold() throws SQLException {
        String id = proposed.get(0).get("id").asText();
        workspace.done("reject", "--recommendation-id", id, "--by", "Bob");
        List<Long> rows = workspace.rowCounts();

        CommandLineRun second = workspace.run("accept", "--recommendation-id", id, "--by", "Ann");

        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.err())
                .startsWith("modelintel: Recommendation " + id + " is rejected (by Bob at 2026-11-24T12:00:00Z)");
        assertThat(second.err().lines()).hasSize(1);
        assertThat(workspace.rowCounts()).isEqualTo(rows);
    }

    @Test
    void whatWasRejectedIsListedAsRejected() throws IOException {
        JsonNode first = proposed.get(0);
        String model = first.get("recommended_model").asText();
        workspace.done("reject", "--recommendation-id", first.get("id").asText(), "--by", "Bob", "--note", "too new");

        for (JsonNode answer : workspace.json("recommend", "--all")) {
            if (answer.get("use_case").asText().equals(first.get("use_case").asText())) {
                assertThat(answer.get("recommendations"))
                        .noneMatch(
                                each -> each.get("recommended_model").asText().equals(model));
                assertThat(answer.get("rejected"))
                        .filteredOn(each -> each.get("model").asText().equals(model))
                        .singleElement()
                        .extracting(each -> each.get("reason").asText())
                        .asString()
                        .contains("rejected by Bob on 2026-11-24", "\"too new\"");
            }
        }
        CommandLineRun patch = workspace.run(
                "propose-patch", "--recommendation-id", first.get("id").asText());
        assertThat(patch.exitCode()).isEqualTo(2);
        assertThat(patch.err()).contains("was rejected by Bob");
    }

    @Test
    void whatAnsweredAWhatIfIsMarkedOnceItIsAcceptedToo() throws Exception {
        String id = workspace
                .json(
                        "recommend",
                        "--use-case",
                        proposed.get(0).get("use_case").asText(),
                        "--weights",
                        "price=1,benchmark=0,runtime=0,sentiment=0")
                .get("recommendations")
                .get(0)
                .get("id")
                .asText();
        workspace.done("accept", "--recommendation-id", id, "--by", "Ann");
        Path body = directory.resolve("body.md");

        workspace.done("propose-patch", "--recommendation-id", id, "--pr-body", body.toString());

        assertThat(body).content().containsOnlyOnce("It answers a what-if");
        assertThat(workspace.done("explain", "--recommendation-id", id).out())
                .startsWith("Recommendation " + id + " (accepted, a what-if): ");
        assertThat(workspace.done("report").out()).containsPattern("(?m)^ +" + id + " +accepted .*  what-if$");
        assertThat(workspace.done("report", "--format", "markdown").out())
                .contains("| " + id + " | accepted, what-if |")
                .contains("Status: accepted, a what-if. Made ");
        Path page = directory.resolve("report.html");
        workspace.done("report", "--output", page.toString());
        assertThat(page)
                .content()
                .contains("<td>accepted, what-if</td>", "<span class=\"status\">" + id + ", accepted, what-if</span>");
    }

    @Test
    void severalBecomeOneCommitOnABranch() throws Exception {
        JsonNode first = proposed.get(0);
        JsonNode other = proposed.stream()
                .filter(each -> !each.get("use_case").equals(first.get("use_case")))
                .findFirst()
                .orElseThrow();
        String before = Files.readString(workspace.config().resolve("models.yaml"));
        Path body = directory.resolve("body.md");

        JsonNode document = workspace.json(
                "propose-patch",
                "--recommendation-id",
                first.get("id").asText(),
                "--recommendation-id",
                other.get("id").asText(),
                "--branch",
                "models/new",
                "--pr-body",
                body.toString());

        assertThat(git("rev-parse", "models/new").strip())
                .isEqualTo(document.get("commit").asText());
        assertThat(git("diff", "--numstat", "main", "models/new").strip()).isEqualTo("2\t2\tconfig/models.yaml");
        assertThat(workspace.config().resolve("models.yaml")).content().isEqualTo(before);
        assertThat(git("status", "--porcelain").strip()).isEqualTo("?? body.md");
        assertThat(body)
                .content()
                .isEqualTo(document.get("pull_request_body").asText())
                .contains("## What", "## Why", "## Risk", "## How to undo", "](<https://")
                .contains("git revert " + document.get("commit").asText())
                .doesNotContain("{{");
        for (JsonNode each : List.of(first, other)) {
            assertThat(workspace.rows("select proposed_patch from modelintel.model_recommendations where id = "
                            + each.get("id").asText()))
                    .containsExactly(List.of(document.get("patch").asText()));
        }
        CommandLineRun again = workspace.run(
                "propose-patch", "--recommendation-id", first.get("id").asText(), "--branch", "models/new");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("There is a branch models/new already.");
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNoBranchAndNoPatchBehind() throws Exception {
        String id = proposed.get(0).get("id").asText();
        String diff = directory.resolve("change.patch").toString();
        String body = directory.resolve("sub").resolve("body.md").toString();
        String[] command = {
            "propose-patch", "--recommendation-id", id, "--branch", "models/new", "--output", diff, "--pr-body", body
        };

        CommandLineRun refused = workspace.run(command);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("Cannot write " + body + ": there is no directory ");
        assertThat(git("branch", "--list", "models/new")).isEmpty();
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(workspace.number(
                        "select count(*) from modelintel.model_recommendations where proposed_patch is not null"))
                .isZero();

        Files.createDirectory(directory.resolve("sub"));
        workspace.done(command);
        assertThat(git("show", "models/new"))
                .contains(Files.readAllLines(Path.of(diff)).get(0));
    }

    @Test
    void whatTheConfigurationNoLongerAsksForIsLeftOut() throws Exception {
        JsonNode first = proposed.get(0);
        JsonNode rival = proposed.stream()
                .filter(each -> each.get("use_case").equals(first.get("use_case")) && !each.equals(first))
                .findFirst()
                .orElseThrow();
        accept(first);
        accept(rival);
        CommandLineRun both = workspace.run("propose-patch", "--all-accepted");
        assertThat(both.exitCode()).isZero();
        assertThat(both.out())
                .contains("+")
                .contains(rival.get("recommended_model").asText());
        assertThat(both.err())
                .contains("Recommendation " + first.get("id").asText() + " is left out: recommendation "
                        + rival.get("id").asText() + " for ")
                .contains(" was accepted later.");

        git("apply", patch("--recommendation-id", first.get("id").asText()).toString());

        CommandLineRun none = workspace.run("propose-patch", "--all-accepted");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err())
                .contains("Recommendation " + rival.get("id").asText() + " is left out: ")
                .contains("No accepted recommendation waits to be implemented.");
    }

    @Test
    void theReportShowsWhatWaitsAndWhatChangesHaveBrought(@TempDir Path output) throws Exception {
        String id = proposed.stream()
                .filter(each -> each.get("use_case").asText().startsWith("builder_default"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asText();
        workspace
                .database()
                .execute("set search_path to modelintel; begin;"
                        + "update model_recommendations set status = 'accepted' where id = " + id + ";"
                        + "update model_recommendations set status = 'implemented' where id = " + id + ";"
                        + "insert into recommendation_history (recommendation_id, from_status, to_status, changed_by, changed_at)"
                        + " values (" + id + ", 'proposed', 'accepted', 'Ann', '2026-06-14T00:00:00Z'),"
                        + " (" + id + ", 'accepted', 'implemented', 'Ann', '2026-06-15T00:00:00Z'); commit");

        JsonNode report = workspace.json("report");

        assertThat(report.get("waiting"))
                .hasSize(proposed.size() - 1)
                .allSatisfy(
                        waiting -> assertThat(waiting.get("status").asText()).isEqualTo("proposed"));
        JsonNode brought = report.get("implemented").get(0);
        assertThat(brought.get("promise").asText()).isEqualTo("too_early");
        assertThat(brought.get("before").get("finished_phases").asLong()).isPositive();
        assertThat(brought.get("after").get("finished_phases").asLong()).isPositive();
        JsonNode delta = brought.get("success_delta");
        assertThat(delta.get("estimate").asDouble())
                .isBetween(delta.get("lower").asDouble(), delta.get("upper").asDouble());
        String text = workspace.done("report").out();
        assertThat(text).contains("Waiting for a person", "What implemented changes have brought", "95 % interval");
        for (String name : List.of("report.html", "report.md")) {
            workspace.done("report", "--output", output.resolve(name).toString());
            assertThat(output.resolve(name))
                    .content()
                    .contains("Waiting for a person", "What implemented changes have brought", "95")
                    .doesNotContain("{{");
        }
    }

    @Test
    void refreshRunsTheStepsAndPrintsTheReportAlone() throws IOException {
        CommandLineRun run = workspace.done("refresh", "--until", "2026-07-01", "--format", "json");

        assertThat(run.json().get("use_cases")).isNotEmpty();
        assertThat(run.err().lines().filter(line -> line.startsWith("$ ")))
                .containsExactly(
                        "$ modelintel ingest-catalog",
                        "$ modelintel compute-runtime-stats --window-days 30 --until 2026-07-01T00:00:00Z",
                        "$ modelintel recommend --all");
    }

    @Test
    void refreshAndReportReadTelemetryElsewhereToo() {
        CommandLineRun run = workspace.run("refresh", "--telemetry-url", "postgresql://ann:s3cret@127.0.0.1:1/far");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("$ modelintel compute-runtime-stats --window-days 30 --telemetry-url postgresql://")
                .contains("127.0.0.1:1/far")
                .doesNotContain("s3cret");
        for (String command : List.of("refresh", "report")) {
            CommandLineRun malformed = workspace.run(command, "--telemetry-url", "nowhere");
            assertThat(malformed.exitCode()).isEqualTo(2);
            assertThat(malformed.err())
                    .contains("modelintel: The telemetry URL cannot be used")
                    .doesNotContain("$ ");
        }
    }

    @Test
    void aRefreshWhoseReportCannotBeWrittenDoesNotBegin() throws SQLException {
        List<Long> rows = workspace.rowCounts();

        for (String file : List.of(
                "report.pdf", directory.resolve("sub").resolve("report.html").toString())) {
            CommandLineRun run = workspace.run("refresh", "--until", "2026-07-01", "--output", file);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).doesNotContain("$ modelintel").contains(file);
        }
        assertThat(workspace.rowCounts()).isEqualTo(rows);
    }

    @Test
    void aQuietRefreshSaysNothingBesideItsReport() throws IOException {
        CommandLineRun run = workspace.done("refresh", "--until", "2026-07-01", "--format", "json", "--quiet");

        assertThat(run.json().get("use_cases")).isNotEmpty();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void refreshEndsWhereAStepFails() throws IOException {
        Files.delete(workspace.config().resolve("pricing.yaml"));

        CommandLineRun run = workspace.run("refresh");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("pricing.yaml does not exist").doesNotContain("$ modelintel compute");
    }

    @Test
    void whatANewerAnswerTookThePlaceOfIsMarkedInTheReport(@TempDir Path output) throws IOException {
        String id = proposed.get(0).get("id").asText();
        Path useCases = workspace.config().resolve("use_cases.yaml");
        Files.writeString(
                useCases,
                Files.readString(useCases).replaceAll("value_per_success_usd: (\\S+)", "value_per_success_usd: 1$1"));
        workspace.json("recommend", "--all");

        Path page = output.resolve("report.html");
        JsonNode report = workspace.json("report", "--limit", "100", "--output", page.toString());

        assertThat(report.get("use_cases").findParents("superseded"))
                .filteredOn(each -> each.get("id").asText().equals(id))
                .singleElement()
                .matches(each -> each.get("superseded").asBoolean());
        assertThat(page).content().contains("<td>superseded</td>", "<td>proposed</td>");
        assertThat(workspace.json("report", "--latest").get("use_cases").findValuesAsText("superseded"))
                .containsOnly("false");
    }

    /** The number of a recommendation that nobody has decided about. */
    private String other(JsonNode accepted) {
        return proposed.stream()
                .filter(each -> !each.equals(accepted))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asText();
    }

    private void accept(JsonNode recommendation) {
        workspace.done("accept", "--recommendation-id", recommendation.get("id").asText(), "--by", "Ann");
    }

    private Path patch(String... which) {
        Path patch = directory.resolve("change.patch");
        List<String> args = new ArrayList<>(List.of("propose-patch", "--output", patch.toString()));
        args.addAll(List.of(which));
        workspace.done(args.toArray(String[]::new));
        return patch;
    }

    private JsonNode again(JsonNode earlier) throws IOException {
        return recommendations().stream()
                .filter(each -> each.get("use_case").equals(earlier.get("use_case"))
                        && each.get("recommended_model").equals(earlier.get("recommended_model")))
                .findFirst()
                .orElseThrow();
    }

    /** All of all use cases, each with the name of its own. */
    private List<JsonNode> recommendations() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode answer : workspace.json("recommend", "--all")) {
            for (JsonNode each : answer.get("recommendations")) {
                all.add(((ObjectNode) each.deepCopy())
                        .put("use_case", answer.get("use_case").asText()));
            }
        }
        return all;
    }

    private String git(String... args) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org"));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
