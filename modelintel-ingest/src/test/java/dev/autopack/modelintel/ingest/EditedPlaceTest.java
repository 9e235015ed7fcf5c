package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several edits at once, and what a person is told about their places. */
class EditedPlaceTest {

    private static final String TIDY = "tool_models.tidy_semantic";

    @TempDir
    Path directory;

    @Test
    void severalEditsAreOnePatch() {
        ConfigPatch patch = ConfigFiles.in(directory)
                .open()
                .patch(List.of(
                        ConfigFiles.edit("doctor_models.strong", "claude-opus-4-5", "glm-5"),
                        ConfigFiles.edit(TIDY, "glm-4.7", "glm-5")));

        assertThat(patch.diff().lines().filter(line -> line.matches("[-+] .*")))
                .containsExactly(
                        "-  tidy_semantic: glm-4.7",
                        "+  tidy_semantic: glm-5",
                        "-  strong: claude-opus-4-5",
                        "+  strong: glm-5");
        assertThat(patch.diff().lines().filter(line -> line.startsWith("diff ")))
                .hasSize(1);
        assertThat(patch.notes()).isEmpty();
    }

    @Test
    void onePlaceIsNotChangedTwice() {
        ConfigFiles files = ConfigFiles.in(directory);

        assertThat(files.refusal(() -> files.open()
                        .patch(List.of(
                                ConfigFiles.edit(TIDY, "glm-4.7", "glm-5"),
                                ConfigFiles.edit(TIDY, "glm-4.7", "claude-sonnet-4-5")))))
                .isEqualTo(
                        "tool_models.tidy_semantic is to name glm-5 and claude-sonnet-4-5 at once. Maybe choose one of"
                                + " the two recommendations.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# glm-4.7 is cheap",
                "# GLM 4.7 (Zhipu)",
                "# since GLM-4.7, not before",
                "# like zhipu/glm-4.7.",
                "# glm4.7",
            })
    void aTrailingCommentThatWouldStillNameTheOldModelIsPointedOut(String comment) {
        ConfigFiles files =
                ConfigFiles.in(directory).models("tool_models:\n  tidy_semantic: glm-4.7  " + comment + "\n");

        assertThat(notes(files))
                .containsExactly(
                        "models.yaml:2: the comment behind tool_models.tidy_semantic would still name glm-4.7: '"
                                + comment + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"# cheap", "# glm-4.75 is another", "# glm-4.7.1 too", "# xglm-4.7 too", "# glm-4.6 before"})
    void aCommentOnSomethingElseIsNot(String comment) {
        assertThat(notes(ConfigFiles.in(directory)
                        .models("tool_models:\n  " + comment + "\n  tidy_semantic: glm-4.7  " + comment + "\n")))
                .isEmpty();
    }

    @Test
    void theCommentsDirectlyAboveAreLookedAtToo() {
        assertThat(notes(ConfigFiles.in(directory).models("""
                # glm-4.7 up here is too far away

                tool_models:
                  # glm-4.7 tidies
                  # well
                  tidy_semantic: glm-4.7
                """)))
                .containsExactly("models.yaml:6: the comment above tool_models.tidy_semantic would still name glm-4.7:"
                        + " '# glm-4.7 tidies'");
    }

    @Test
    void itIsSaidThatAnAliasStaysAndForWhom() {
        ConfigFiles files = ConfigFiles.in(directory).models("""
                tool_models: {tidy_semantic: tidy}
                defaults:
                  cheap: Tidy
                fallback_strategy:
                  default_fallbacks: [glm-4.7, tidy]
                model_aliases: {tidy: glm-4.7}
                """);

        assertThat(files.patch(TIDY, "glm-4.7", "glm-5")).contains("+tool_models: {tidy_semantic: glm-5}");
        assertThat(notes(files))
                .containsExactly("models.yaml:1: tool_models.tidy_semantic names glm-4.7 by the alias 'tidy'. Only this"
                        + " place is changed, to glm-5 itself; the alias stays for the others that use it, in line 5, 3."
                        + " Maybe change model_aliases by hand instead to move them all.");
    }

    @Test
    void anAliasThatNobodyElseUsesIsSaidToBeOne() {
        assertThat(notes(ConfigFiles.in(directory)
                        .models("tool_models: {tidy_semantic: tidy}\nmodel_aliases: {tidy: glm-4.7}\n")))
                .containsExactly("models.yaml:1: tool_models.tidy_semantic names glm-4.7 by the alias 'tidy'. Only this"
                        + " place is changed, to glm-5 itself; the alias stays, which no other place uses.");
    }

    @Test
    void aYamlAliasIsSaidToBeWrittenOut() {
        assertThat(notes(ConfigFiles.in(directory)
                        .models("defaults: {cheap: &cheap glm-4.7}\ntool_models: {tidy_semantic: *cheap}\n")))
                .containsExactly(
                        "models.yaml:2: tool_models.tidy_semantic names glm-4.7 by the YAML alias *cheap. Only this"
                                + " place is changed, to glm-5 itself; the anchor and whoever else refers to it stay as they are.");
    }

    private List<String> notes(ConfigFiles files) {
        return files.proposal(TIDY, "glm-4.7", "glm-5").notes().stream()
                .map(note -> note.replace(directory + "/", ""))
                .toList();
    }
}
