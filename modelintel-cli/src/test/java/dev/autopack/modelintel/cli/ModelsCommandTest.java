package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The catalog of the database, and an audit by it. */
@ExtendWith(FilledDatabase.class)
class ModelsCommandTest {

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
    void theExportHasEveryModelWithItsNames() throws IOException {
        JsonNode models = workspace.json("models").get("models");
        JsonNode sonnet = StreamSupport.stream(models.spliterator(), false)
                .filter(model -> model.get("model_id").asText().equals("claude-sonnet-4-5"))
                .findFirst()
                .orElseThrow();
        assertThat(sonnet.get("provider").asText()).isEqualTo("anthropic");
        assertThat(sonnet.get("aliases").toString()).contains("\"sonnet\"", "\"claude-sonnet-4-5-20250929\"");
    }

    @Test
    void providerAndDeprecationChoose() throws IOException {
        JsonNode all = workspace.json("models").get("models");
        JsonNode anthropic = workspace.json("models", "--provider", "anthropic").get("models");
        assertThat(anthropic).isNotEmpty().hasSizeLessThan(all.size());
        assertThat(anthropic)
                .allSatisfy(model -> assertThat(model.get("provider").asText()).isEqualTo("anthropic"));
        assertThat(workspace.json("models", "--deprecated").get("models"))
                .isNotEmpty()
                .allSatisfy(model ->
                        assertThat(model.get("is_deprecated").asBoolean()).isTrue());
        assertThat(workspace.done("models", "--provider", "nobody").out()).contains("There is no such model");
    }

    @Test
    void anAuditByTheExportIsTheAuditByTheDatabase() throws IOException {
        Path export = directory.resolve("export.json");
        Files.writeString(export, workspace.done("models", "--format", "json").out());
        String config = workspace.config().toString();
        String byDatabase = workspace.done("audit", config, "--format", "json").out();
        assertThat(CommandLineRun.of("audit", config, "--catalog", export.toString(), "--format", "json")
                        .out())
                .isEqualTo(byDatabase)
                .contains("\"canonical_model\" : \"claude-sonnet-4-5\"");
    }

    @Test
    void onlyAnAcceptedRecommendationNamesAReplacement() throws IOException {
        workspace.done("recommend", "--all");
        assertThat(replacements()).isEmpty();
        JsonNode proposed = workspace.json("report", "--latest").at("/use_cases/0/recommendations/0");
        String id = proposed.get("id").asText();
        workspace.done("accept", "--recommendation-id", id, "--by", "ada");
        assertThat(replacements())
                .containsExactly(proposed.get("current_model").asText() + " -> "
                        + proposed.get("recommended_model").asText() + " (recommendation " + id + ")");
    }

    private static List<String> replacements() throws IOException {
        return StreamSupport.stream(workspace.json("models").get("models").spliterator(), false)
                .filter(model -> !model.get("replacement").isNull())
                .map(model -> model.get("model_id").asText() + " -> "
                        + model.get("replacement").asText() + " ("
                        + model.get("replacement_source").asText() + ")")
                .toList();
    }
}
