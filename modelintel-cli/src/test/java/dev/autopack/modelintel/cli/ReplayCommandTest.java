package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Stored answers given again, on our own configuration and the demo's telemetry. */
@ExtendWith(FilledDatabase.class)
class ReplayCommandTest {

    @TempDir
    private Path directory;

    private Workspace workspace;
    private List<JsonNode> recommendations;

    @BeforeEach
    void recommend(TestDatabase filled) throws IOException {
        workspace = Workspace.in(directory, filled);
        recommendations = new ArrayList<>();
        workspace
                .json("recommend", "--all")
                .forEach(answer -> answer.get("recommendations").forEach(recommendations::add));
        assertThat(recommendations).isNotEmpty();
    }

    @AfterEach
    void drop() {
        workspace.close();
    }

    @Test
    void everyAnswerIsIdenticalWhileNothingHasChanged() throws IOException, SQLException {
        List<Long> counts = workspace.rowCounts();
        for (JsonNode recommendation : recommendations) {
            JsonNode replay = workspace.json(
                    "replay", "--recommendation-id", recommendation.get("id").asText());
            assertThat(replay.get("identical").asBoolean()).isTrue();
            assertThat(replay.get("evidence_changes")).isEmpty();
            assertThat(replay.get("differences")).isEmpty();
        }
        assertThat(workspace.done("replay", "--use-case", "tidy_semantic").out())
                .contains("identical, bit for bit");
        assertThat(workspace.rowCounts()).as("replay writes nothing").isEqualTo(counts);
    }

    @Test
    void aCorrectedFigureAPriceThatIsGoneAndANewSignalAreNamedRowByRow() throws Exception {
        JsonNode first = recommendations.get(0);
        String id = first.get("id").asText();
        String figure = first.get("evidence").get("benchmarks").get(0).asText();
        String price = first.get("evidence").get("pricing").get(0).asText();
        String before = workspace
                .rows("select score::float8 from modelintel.model_benchmarks where id = " + figure)
                .get(0)
                .get(0);
        workspace
                .database()
                .execute("set search_path to modelintel;"
                        + " update model_benchmarks set score = score / 2 where id = " + figure + ";"
                        + " delete from model_pricing where id = " + price + ";"
                        + " insert into model_sentiment_signals (model_id, source, source_url, snippet, sentiment,"
                        + " retrieved_at) values ('"
                        + first.get("recommended_model").asText()
                        + "', 'hn', 'https://example.org/late', 'Late.', 'negative', '2026-11-01')");

        CommandLineRun run = workspace.run("replay", "--recommendation-id", id, "--format", "json");

        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode replay = run.json();
        assertThat(replay.get("identical").asBoolean()).isFalse();
        assertThat(replay.get("from_kept_evidence_identical").asBoolean()).isTrue();
        assertThat(replay.get("evidence_changes"))
                .extracting(
                        change -> change.get("table").asText(),
                        change -> change.get("change").asText())
                .containsExactly(
                        tuple("model_pricing", "vanished"),
                        tuple("model_benchmarks", "changed"),
                        tuple("model_sentiment_signals", "appeared"));
        JsonNode changed = replay.get("evidence_changes").get(1);
        assertThat(changed.get("id").asText()).isEqualTo(figure);
        assertThat(changed.get("fields")).hasSize(1);
        assertThat(changed.get("fields").get(0).get("name").asText()).isEqualTo("score");
        assertThat(changed.get("fields").get(0).get("before").asDouble()).isEqualTo(Double.parseDouble(before));
        assertThat(replay.get("differences")).isNotEmpty();

        CommandLineRun text = workspace.run("replay", "--recommendation-id", id);
        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.out())
                .contains("not identical; from the evidence that was kept with it it is, bit for bit")
                .contains("vanished: model_pricing " + price)
                .contains("appeared: model_sentiment_signals")
                .contains("score: " + Double.parseDouble(before) + " -> ");
        assertThat(workspace
                        .run("replay", "--recommendation-id", id, "--format", "markdown")
                        .out())
                .startsWith("# Recommendation " + id + " given again");
    }

    @Test
    void otherScoringRulesAreSaidPlainly() throws IOException {
        workspace
                .database()
                .execute("update modelintel.recommendation_answers set question ="
                        + " jsonb_set(question, '{policy_version}', '\"0\"')");
        String id = recommendations.get(0).get("id").asText();

        assertThat(workspace.done("replay", "--recommendation-id", id).out())
                .contains("Made by scoring rules 0; these are ")
                .contains("identical, bit for bit");
        JsonNode explained = workspace.json("explain", "--recommendation-id", id);
        assertThat(explained.get("sensitivity").isNull())
                .as("what follows now did not follow then")
                .isTrue();
    }

    @Test
    void decisionsThatWereMadeLaterAreNotHeeded() throws IOException {
        JsonNode first = recommendations.get(0);
        String id = first.get("id").asText();
        String useCase = "tidy_semantic";
        workspace.done("reject", "--recommendation-id", id, "--by", "Ann", "--note", "no");
        JsonNode again = workspace.json("recommend", "--use-case", useCase);

        assertThat(workspace
                        .json("replay", "--recommendation-id", id)
                        .get("identical")
                        .asBoolean())
                .as("the answer from before the rejection")
                .isTrue();
        assertThat(again.get("rejected"))
                .filteredOn(rejected -> rejected.get("reason").asText().startsWith("rejected by Ann"))
                .hasSize(1);
        assertThat(workspace
                        .json("replay", "--use-case", useCase)
                        .get("identical")
                        .asBoolean())
                .as("the answer that heeds it")
                .isTrue();
    }

    @Test
    void whatIsOlderThanTheRecordOfAnswersCannotBeGivenAgain() {
        workspace.database().execute("update modelintel.model_recommendations set answer_id = null");
        String id = recommendations.get(0).get("id").asText();

        CommandLineRun run = workspace.run("replay", "--recommendation-id", id);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("Recommendation " + id + " is older than the record of questions and evidence. Maybe");
        assertThat(workspace.done("explain", "--recommendation-id", id).out())
                .contains("Not recommended")
                .doesNotContain("Weights:");
        assertThat(workspace.run("replay", "--recommendation-id", "4711").exitCode())
                .isEqualTo(2);
        assertThat(workspace.run("replay", "--use-case", "nobody").err())
                .contains("There is no answer for nobody on record. Maybe");
    }
}
