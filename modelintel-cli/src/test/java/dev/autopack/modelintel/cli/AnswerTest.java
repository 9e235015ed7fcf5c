package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Answers of every kind: what they hang on, what would change them, and that the newest one is shown. */
@ExtendWith(FilledDatabase.class)
class AnswerTest {

    private static final String USE_CASE = "tidy_semantic";

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
    void anAnswerToKeepIsOnRecordAndTheNewestIsShown(@TempDir Path config) throws IOException, SQLException {
        JsonNode switched = workspace.json("recommend", "--use-case", USE_CASE);
        assertThat(switched.get("decision").asText()).isEqualTo("switch");
        Workspace cautious = withFloor(config, USE_CASE, 0.97);
        JsonNode kept = cautious.json("recommend", "--use-case", USE_CASE);
        assertThat(kept.get("decision").asText()).isEqualTo("keep");
        List<Long> counts = workspace.rowCounts();
        cautious.done("recommend", "--use-case", USE_CASE);
        assertThat(workspace.rowCounts()).as("the same question adds nothing").isEqualTo(counts);

        JsonNode shown = group(workspace.json("report", "--latest"));
        assertThat(shown.get("recommendations")).isEmpty();
        assertThat(shown.get("answer").get("decision").asText()).isEqualTo("keep");
        assertThat(shown.get("answer").get("confidence")).isEqualTo(kept.get("confidence"));
        assertThat(shown.get("answer").get("confidence_floor").asDouble()).isEqualTo(0.97);
        assertThat(shown.get("answer").get("rejected")).isEqualTo(kept.get("rejected"));
        assertThat(workspace.done("report", "--latest", "--use-case", USE_CASE).out())
                .contains("tidy_semantic, now glm-4.6")
                .contains("  keep (confidence ")
                .contains("Keep glm-4.6: none of the");
        assertThat(workspace.json("report").get("use_cases"))
                .as("without --latest the older recommendations stay listed")
                .isNotEmpty();

        workspace.done("recommend", "--use-case", USE_CASE);
        assertThat(group(workspace.json("report", "--latest")).get("recommendations"))
                .isNotEmpty();
    }

    @Test
    void aWhatIfIsShownAsSuchAndIsNotTheAnswer() throws IOException {
        workspace.done("recommend", "--use-case", USE_CASE);
        JsonNode newest = group(workspace.json("report", "--latest"));
        JsonNode waiting = workspace.json("report").get("waiting");

        CommandLineRun run = workspace.done(
                "recommend", "--use-case", USE_CASE, "--weights", "price=1,benchmark=0,runtime=0,sentiment=0");
        workspace.done("recommend", "--use-case", USE_CASE, "--min-confidence", "0.97");
        workspace.done("recommend", "--use-case", USE_CASE, "--as-of", "2026-10-01");
        workspace.done("recommend", "--use-case", USE_CASE, "--current-model", "claude-opus-4-5");

        assertThat(run.err())
                .isEqualTo("This is a what-if: it is kept, and the newest answer stays the one that it was.\n");
        assertThat(group(workspace.json("report", "--latest"))).isEqualTo(newest);
        assertThat(workspace.json("report").get("waiting")).isEqualTo(waiting);
        JsonNode all = workspace.json("report", "--limit", "100").get("use_cases");
        List<JsonNode> whatIfs = all.findParents("what_if").stream()
                .filter(each -> each.get("what_if").asBoolean())
                .toList();
        assertThat(whatIfs)
                .isNotEmpty()
                .allSatisfy(
                        each -> assertThat(each.get("superseded").asBoolean()).isFalse());
        String id = whatIfs.get(0).get("id").asText();
        assertThat(workspace.done("report", "--limit", "100").out())
                .containsPattern("(?m)^ +" + id + " +proposed .*  what-if$");
        assertThat(workspace.done("explain", "--recommendation-id", id).out())
                .startsWith("Recommendation " + id + " (proposed, a what-if): ");
        workspace.done("replay", "--recommendation-id", id);
    }

    @Test
    void toNameTheModelThatServesAnywayIsNoWhatIf() throws IOException {
        JsonNode answer = workspace.json("recommend", "--use-case", USE_CASE, "--current-model", "glm-4.6");

        assertThat(answer.get("what_if").asBoolean()).isFalse();
        assertThat(workspace
                        .json("recommend", "--use-case", USE_CASE, "--current-model", "claude-opus-4-5", "--dry-run")
                        .get("what_if")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aKeptModelIsExplainedWithWhatWouldChangeIt(@TempDir Path config) throws IOException {
        withFloor(config, "builder_default_low", 1).done("recommend", "--use-case", "builder_default_low");
        JsonNode answer = workspace.json("explain", "--use-case", "builder_default_low");

        assertThat(answer.get("decision").asText()).isEqualTo("keep");
        assertThat(answer.get("current_scorecard").get("components")).hasSize(4);
        assertThat(answer.get("rejected")).isNotEmpty();
        assertThat(answer.get("recommendations")).isEmpty();
        assertThat(answer.get("sensitivity").get("pareto_front")).isNotEmpty();
        assertThat(workspace
                        .done("explain", "--use-case", "builder_default_low")
                        .out())
                .startsWith("Answer ")
                .contains("Below a confidence of 1.00 nothing is recommended.")
                .contains("Not recommended");
        assertThat(workspace
                        .done("explain", "--use-case", "builder_default_low", "--format", "markdown")
                        .out())
                .startsWith("# Answer ")
                .doesNotContain("{{");
    }

    @Test
    void belowTheFloorTheAnswerNamesTheEvidenceThatWouldLiftIt() throws IOException {
        JsonNode answer =
                workspace.json("recommend", "--use-case", "doctor_cheap", "--min-confidence", "0.97", "--dry-run");

        assertThat(answer.get("decision").asText()).isEqualTo("keep");
        assertThat(answer.get("wanted")).isNotEmpty().allSatisfy(wanted -> {
            assertThat(wanted.get("kind").asText()).isIn("runs", "benchmark", "price");
            assertThat(wanted.get("what").asText()).contains(wanted.get("model").asText());
        });
        assertThat(answer.get("wanted"))
                .filteredOn(wanted -> wanted.get("kind").asText().equals("runs"))
                .isNotEmpty()
                .allSatisfy(wanted -> assertThat(wanted.get("runs").asInt()).isPositive());
        assertThat(workspace
                        .done("recommend", "--use-case", "doctor_cheap", "--min-confidence", "0.97", "--dry-run")
                        .out())
                .contains("What would change the answer", " runs of ");
    }

    @Test
    void aUseCaseMayHaveAFloorOfItsOwn(@TempDir Path config) throws IOException {
        Workspace cautious = withFloor(config, USE_CASE, 0.98);

        assertThat(cautious.json("recommend", "--use-case", USE_CASE, "--dry-run")
                        .get("decision")
                        .asText())
                .isEqualTo("keep");
        assertThat(cautious.json("recommend", "--use-case", USE_CASE, "--min-confidence", "0", "--dry-run")
                        .get("decision")
                        .asText())
                .as("the option goes before the file")
                .isEqualTo("switch");
    }

    @Test
    void weightsCostAndSuccessAreExplained() throws IOException {
        JsonNode recommendation = workspace
                .json("recommend", "--use-case", USE_CASE)
                .get("recommendations")
                .get(0);
        String id = recommendation.get("id").asText();
        JsonNode sensitivity =
                workspace.json("explain", "--recommendation-id", id).get("sensitivity");

        assertThat(sensitivity.get("winner")).isEqualTo(recommendation.get("recommended_model"));
        assertThat(sensitivity.get("stability").asDouble()).isBetween(0.0, 1.0);
        assertThat(sensitivity.get("draws").asInt()).isEqualTo(1000);
        assertThat(sensitivity.get("weights")).hasSize(4).allSatisfy(weight -> {
            assertThat(weight.get("lowest").asDouble())
                    .isLessThanOrEqualTo(weight.get("given").asDouble());
            assertThat(weight.get("highest").asDouble())
                    .isGreaterThanOrEqualTo(weight.get("given").asDouble());
        });
        List<String> front = new ArrayList<>();
        double best = -1;
        for (JsonNode point : sensitivity.get("pareto_front")) {
            front.add(point.get("model").asText());
            assertThat(point.get("success_rate").asDouble())
                    .as("dearer is better along the front")
                    .isGreaterThan(best);
            best = point.get("success_rate").asDouble();
        }
        assertThat(sensitivity.get("dominated"))
                .isNotEmpty()
                .allSatisfy(point -> assertThat(front).contains(point.get("by").asText()));
        assertThat(workspace.done("explain", "--recommendation-id", id).out())
                .contains("of 1000 weights drawn around the given ones (Dirichlet, seed 20261124)")
                .contains("nobody beats these in both");
    }

    @Test
    void twoScorecardsAreHeldSideBySide() throws IOException {
        JsonNode both = workspace.json("recommend", "--use-case", USE_CASE).get("recommendations");
        assertThat(both.size()).isGreaterThan(1);
        String first = both.get(0).get("id").asText();
        String second = both.get(1).get("id").asText();

        JsonNode comparison = workspace.json("explain", "--recommendation-id", first, "--compare-to", second);

        JsonNode recommended = comparison.get("scorecards").get(0);
        assertThat(recommended.get("first_model")).isEqualTo(both.get(0).get("recommended_model"));
        double sum = 0;
        for (JsonNode component : recommended.get("components")) {
            sum += component.get("difference").asDouble();
        }
        assertThat(sum)
                .isCloseTo(
                        both.get(0).get("score").asDouble()
                                - both.get(1).get("score").asDouble(),
                        within(1e-12));
        assertThat(recommended.get("components").get(0).get("only_first"))
                .extracting(row -> row.get("kind").asText())
                .containsOnly("pricing");
        assertThat(comparison.get("scorecards").get(1).get("difference").asDouble())
                .as("both replace the same model")
                .isZero();
        assertThat(workspace
                        .done("explain", "--recommendation-id", first, "--compare-to", second)
                        .out())
                .contains("only the first rests on pricing", "only the other rests on pricing");
        assertThat(workspace
                        .done("explain", "--recommendation-id", first, "--compare-to", second, "--format", "markdown")
                        .out())
                .startsWith("# Recommendation " + first + " beside " + second)
                .doesNotContain("{{");
    }

    @Test
    void thePageShowsAnswersToKeepToo(@TempDir Path config, @TempDir Path output) throws IOException {
        withFloor(config, "doctor_cheap", 1).done("recommend", "--use-case", "doctor_cheap");
        Path page = output.resolve("report.html");
        workspace.done("report", "--latest", "--output", page.toString());

        assertThat(page)
                .content()
                .contains(
                        "<section id=\"keep-doctor_cheap\">",
                        "Weights, and cost against success",
                        "<circle class=\"current\"")
                .doesNotContain("{{");
    }

    /** The same database by a configuration that asks for more confidence in a use case. */
    private static Workspace withFloor(Path config, String useCase, double floor) throws IOException {
        for (String name : List.of("models.yaml", "pricing.yaml")) {
            Files.copy(workspace.config().resolve(name), config.resolve(name));
        }
        String useCases = Files.readString(workspace.config().resolve("use_cases.yaml"));
        Files.writeString(
                config.resolve("use_cases.yaml"),
                useCases.replaceFirst("(?m)^  " + useCase + ":$", "$0\n    confidence_floor: " + floor));
        return workspace.withConfig(config);
    }

    private static JsonNode group(JsonNode report) {
        for (JsonNode group : report.get("use_cases")) {
            if (group.get("use_case").asText().equals(USE_CASE)) {
                return group;
            }
        }
        throw new AssertionError("No " + USE_CASE + " in " + report);
    }
}
