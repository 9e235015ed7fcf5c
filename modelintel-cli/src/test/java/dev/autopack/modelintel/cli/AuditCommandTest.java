package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit with an exported catalog, as CI runs it. */
class AuditCommandTest {

    private static final String CATALOG = """
            {"models": [
              {"model_id": "glm-4.6", "provider": "zhipu", "family": "glm", "display_name": "GLM 4.6",
               "is_deprecated": true, "deprecated_on": "2026-09-30", "aliases": ["glm-tidy"],
               "replacement": "glm-4.7", "replacement_source": "recommendation 3"},
              {"model_id": "glm-4.7", "provider": "zhipu", "family": "glm", "display_name": "GLM 4.7",
               "is_deprecated": false, "aliases": []}]}""";

    @TempDir
    private Path directory;

    private Path tree;

    @BeforeEach
    void writeTree() throws IOException {
        tree = Files.createDirectories(directory.resolve("tree"));
        Files.writeString(directory.resolve("catalog.json"), CATALOG);
        write("app.py", "A = 'glm-tidy'\nB = 'glm-4.7'\nC = 'glm-4.6'  # modelintel:allow\n");
        write("two words/ü\n#.md", "glm-9 is new\n");
    }

    @Test
    void theTextSaysWhereWhatAndWhatInstead() {
        CommandLineRun run = audit();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        tree
                                + "/app.py:1:6: glm-tidy (glm-4.6) deprecated since 2026-09-30, code, use glm-4.7 (recommendation 3)",
                        tree + "/app.py:2:6: glm-4.7 current, code",
                        tree
                                + "/app.py:3:6: glm-4.6 deprecated since 2026-09-30, code, use glm-4.7 (recommendation 3), accepted inline",
                        tree + "/two words/ü\\u000a#.md:1:1: glm-9 unknown, documentation",
                        "2 files; names: 1 current, 2 deprecated, 1 unknown; 0 to fail on.");
    }

    @Test
    void theJsonHasTheFieldsThatOthersRelyOn() throws IOException {
        JsonNode document = audit("--format", "json").json();
        assertThat(document.get("files_scanned").asInt()).isEqualTo(2);
        JsonNode first = document.get("matches").get(0);
        assertThat(first.get("path").asText()).isEqualTo(tree + "/app.py");
        assertThat(first.get("line").asInt()).isEqualTo(1);
        assertThat(first.get("column").asInt()).isEqualTo(6);
        assertThat(first.get("model").asText()).isEqualTo("glm-tidy");
        assertThat(first.get("canonical_model").asText()).isEqualTo("glm-4.6");
        assertThat(first.get("status").asText()).isEqualTo("deprecated");
        assertThat(first.get("replacement").asText()).isEqualTo("glm-4.7");
        JsonNode unknown = document.get("matches").get(3);
        assertThat(unknown.get("path").asText()).isEqualTo(tree + "/two words/ü\n#.md");
        assertThat(unknown.get("canonical_model").isNull()).isTrue();
    }

    @Test
    void theSarifFollowsTheSchemaOfOasis() throws IOException {
        Files.createSymbolicLink(tree.resolve("loop"), tree);
        JsonNode sarif = audit("--format", "sarif", "--fail-on", "glm-4.7").json();
        assertThat(schema().validate(sarif)).isEmpty();
        JsonNode results = sarif.at("/runs/0/results");
        assertThat(results.findValuesAsText("ruleId"))
                .containsExactly("deprecated-model", "forbidden-model", "deprecated-model", "unknown-model");
        assertThat(results.findValuesAsText("level")).containsExactly("warning", "error", "warning", "note");
        assertThat(results.at("/2/suppressions/0/kind").asText()).isEqualTo("inSource");
        assertThat(results.at("/0/message/text").asText())
                .isEqualTo("glm-tidy (glm-4.6): The model is deprecated. Deprecated on 2026-09-30."
                        + " Maybe use glm-4.7 (recommendation 3).");
        assertThat(results.at("/3/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .endsWith("/two%20words/%C3%BC%0A%23.md");
    }

    @Test
    void theSchemaRefusesWhatIsNoSarif() throws IOException {
        JsonNode sarif = audit("--format", "sarif").json();
        ((ObjectNode) sarif.at("/runs/0/results/0")).put("level", "fatal");
        assertThat(schema().validate(sarif)).isNotEmpty();
    }

    @Test
    void aDeprecatedModelFailsWhereWanted() {
        assertThat(audit("--fail-on-deprecated").exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(audit("--fail-on", "glm-4.6").exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(audit("--fail-on", "glm-4.5").exitCode()).isZero();
        assertThat(audit("--fail-on-deprecated", "--glob", "*.md").exitCode()).isZero();
    }

    @Test
    void aNameToFailOnThatNobodyKnowsIsPointedOut() {
        CommandLineRun run = audit("--fail-on", "glm-46");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .isEqualToNormalizingNewlines(
                        "The catalog does not know the glm-46 of --fail-on; only that spelling is looked for."
                                + " Maybe you mean one of glm-4.6, glm-4.7, glm-tidy.\n");
        assertThat(audit("--fail-on", "glm-tidy").err()).isEmpty();
    }

    @Test
    void aBaselineAcceptsWhatIsThere() throws IOException {
        Path baseline = directory.resolve("baseline.json");
        assertThat(audit("--write-baseline", baseline.toString()).exitCode()).isZero();
        assertThat(audit("--baseline", baseline.toString(), "--fail-on-deprecated")
                        .exitCode())
                .isZero();
        write("app.py", "A = 'glm-tidy'\nB = 'glm-4.7'\nD = 'glm-tidy'\n");
        CommandLineRun run = audit("--baseline", baseline.toString(), "--fail-on-deprecated");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.out().lines().filter(line -> line.endsWith("FAILS")))
                .hasSize(1)
                .first()
                .asString()
                .contains(":3:6:");
    }

    @Test
    void aFilterHidesButDoesNotForgive() {
        CommandLineRun run = audit("--filter", "glm-9", "--fail-on-deprecated");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.out()).contains("glm-9").doesNotContain("glm-tidy");
    }

    @Test
    void wrongUsageEndsWithTwo() {
        assertThat(audit("--format", "xml").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(audit("--baseline", "none.json").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        CommandLineRun run = CommandLineRun.of("audit", tree.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).hasLineCount(1).contains("No database is named.");
    }

    @Test
    void whatIsSkippedIsSaid() throws Exception {
        Path pipe = tree.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        CommandLineRun run = audit("--format", "json");
        assertThat(run.err()).isEqualToIgnoringNewLines("Skipped " + pipe + ": it is no regular file.");
        assertThat(run.json().at("/skipped/0/reason").asText()).isEqualTo("it is no regular file");
        assertThat(schema().validate(audit("--format", "sarif").json())).isEmpty();
    }

    private static Schema schema() throws IOException {
        try (InputStream in = AuditCommandTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(in);
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = tree.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private CommandLineRun audit(String... args) {
        List<String> all = new ArrayList<>(List.of("audit", tree.toString()));
        all.addAll(List.of("--catalog", directory.resolve("catalog.json").toString()));
        all.addAll(List.of(args));
        return CommandLineRun.of(all.toArray(String[]::new));
    }
}
