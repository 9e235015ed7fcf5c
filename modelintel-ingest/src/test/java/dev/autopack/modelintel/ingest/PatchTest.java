package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.usecase.ConfigPath;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {

    private static final String TIDY = "tool_models.tidy_semantic";

    @TempDir
    Path directory;

    @Test
    void isAUnifiedDiffOfTheOneLine() {
        assertThat(ConfigFiles.in(directory).patch("doctor_models.strong", "claude-opus-4-5", "claude-opus-4-8"))
                .isEqualTo("""
                        diff --git a/models.yaml b/models.yaml
                        --- a/models.yaml
                        +++ b/models.yaml
                        @@ -2,7 +2,7 @@
                           tidy_semantic: glm-4.7
                         doctor_models:
                           cheap: sonnet
                        -  strong: claude-opus-4-5
                        +  strong: claude-opus-4-8
                           min_confidence_for_cheap: 0.7
                         model_aliases:
                           sonnet: claude-sonnet-4-5
                        """);
    }

    @Test
    void anAliasGivesWayToTheModelAndIsNotRedefined() {
        assertThat(ConfigFiles.in(directory).patch("doctor_models.cheap", "claude-sonnet-4-5", "glm-4.7"))
                .contains("-  cheap: sonnet\n+  cheap: glm-4.7\n")
                .doesNotContain("-  sonnet", "+  sonnet");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    tidy_semantic: glm-4.7  # cheap     | glm-5      | tidy_semantic: glm-5  # cheap
                    'tidy_semantic': 'glm-4.7'          | glm-5      | 'tidy_semantic': 'glm-5'
                    tidy_semantic:   "glm\\u002d4.7"    | glm-5      | tidy_semantic:   "glm-5"
                    {tidy_semantic: glm-4.7, x: [1]}    | glm-5      | {tidy_semantic: glm-5, x: [1]}
                    {tidy_semantic: glm-4.7}            | a,b        | {tidy_semantic: "a,b"}
                    tidy_semantic: glm-4.7              | 5          | tidy_semantic: "5"
                    tidy_semantic: glm-4.7              | null       | tidy_semantic: "null"
                    tidy_semantic: glm-4.7              | #1         | tidy_semantic: "#1"
                    tidy_semantic: 'glm-4.7'            | o'neill    | tidy_semantic: 'o''neill'
                    tidy_semantic: &unused glm-4.7      | glm-5      | tidy_semantic: &unused glm-5
                    tidy_semantic: !!str glm-4.7        | 5          | tidy_semantic: !!str 5
                    ? tidy_semantic\\n  : glm-4.7       | glm-5      | : glm-5
                    grün: 💡\\n  tidy_semantic: glm-4.7 | glm-5      | tidy_semantic: glm-5
                    """)
    void keepsTheNotationWhereTheNewNameAllowsIt(String line, String replacement, String changed) {
        String section = line.replace("\\n", "\n");
        ConfigFiles files = ConfigFiles.in(directory).models("tool_models:\n  " + section + "\n");
        String patch = files.patch(TIDY, "glm-4.7", replacement);
        assertThat(patch.lines().filter(text -> text.matches("[-+][^-+].*")).toList())
                .containsExactly(
                        "-  " + section.substring(section.indexOf('\n') + 1).strip(), "+  " + changed);
    }

    @Test
    void aYamlAliasGivesWayToThePlainName() {
        ConfigFiles files = ConfigFiles.in(directory).models("""
                defaults: {cheap: &cheap glm-4.7}
                tool_models: {tidy_semantic: *cheap, other: *cheap}
                """);
        assertThat(files.patch(TIDY, "glm-4.7", "glm-5"))
                .contains("-tool_models: {tidy_semantic: *cheap, other: *cheap}")
                .contains("+tool_models: {tidy_semantic: glm-5, other: *cheap}");
        assertThat(files.refusal(() -> files.patch("defaults.cheap", "glm-4.7", "glm-5")))
                .isEqualTo(
                        "models.yaml:1: defaults.cheap is shared: *cheap in line 2 refers to it. Maybe write its value out"
                                + " there.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    defaults: &d {tidy_semantic: glm-4.7}~tool_models: *d | models.yaml:2: tool_models.tidy_semantic goes through the alias *d. Maybe write out what it stands for.
                    tool_models: &d {tidy_semantic: glm-4.7}~defaults: *d | models.yaml:1: tool_models.tidy_semantic is shared: *d in line 2 refers to it. Maybe write its value out there.
                    x: &x {tidy_semantic: glm-4.7}~tool_models: {<<: *x}  | models.yaml: tool_models.tidy_semantic is not written at a place of its own. Maybe '<<' brings it in: write it out.
                    tool_models:~  tidy_semantic: >-~    glm-4.7~         | models.yaml:2: tool_models.tidy_semantic is not written as one word. Maybe write it on one line, behind its key.
                    tool_models:~  tidy_semantic: glm-4.6                 | models.yaml: tool_models.tidy_semantic names glm-4.6 and no longer glm-4.7. Maybe the configuration was changed since: recommend anew.
                    tool_models: {}                                       | models.yaml has no tool_models.tidy_semantic. Maybe the path in use_cases.yaml is mistyped.
                    tool_models: {tidy_semantic: [glm-4.7]}               | models.yaml:1: tool_models.tidy_semantic names no model. Maybe the path in use_cases.yaml is too short or mistyped.
                    tool_models: {tidy_semantic: 4.7}                     | models.yaml:1: tool_models.tidy_semantic names no model. Maybe the path in use_cases.yaml is too short or mistyped.
                    """)
    void refusesWhatCannotBeChangedAlone(String models, String message) {
        ConfigFiles files = ConfigFiles.in(directory).models(models.replace('~', '\n') + "\n");
        assertThat(files.refusal(() -> files.patch(TIDY, "glm-4.7", "glm-5"))).isEqualTo(message);
    }

    @Test
    void refusesToNameTheModelThatIsNamedAlready() {
        ConfigFiles files = ConfigFiles.in(directory);
        assertThat(files.refusal(() -> files.patch("doctor_models.cheap", "claude-sonnet-4-5", "claude-sonnet-4-5")))
                .isEqualTo(
                        "models.yaml: doctor_models.cheap names claude-sonnet-4-5 already. Maybe the patch was applied"
                                + " before.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tool_models:\n  tidy_semantic: glm-4.7\n",
                "tool_models:\r\n  tidy_semantic: glm-4.7  # why\r\n\r\ndefaults: {}\r\n",
                "tool_models:\n  tidy_semantic: glm-4.7",
                "tool_models:\r\n  tidy_semantic: glm-4.7",
                "\uFEFF# gr\u00fcn\ntool_models: {tidy_semantic: 'glm-4.7'}   ",
                "tool_models:\n  tidy_semantic: glm-4.7\ndefaults: \u2028 \n"
            })
    void gitAppliesItAndFindsOnlyTheNameChanged(String models) throws Exception {
        Path root = Files.createDirectories(directory.resolve("wörk tree"));
        Path config = Files.createDirectories(root.resolve("config"));
        GitCommand.run(root, "init", "--quiet");
        ConfigFiles files = ConfigFiles.in(config).models(models);
        Path patch = directory.resolve("proposal.patch");
        Files.writeString(patch, files.patch(TIDY, "glm-4.7", "claude-sonnet-4-5"));
        GitCommand.run(root, "apply", "--check", patch.toString());
        GitCommand.run(root, "apply", patch.toString());
        assertThat(Files.readString(config.resolve("models.yaml")))
                .isEqualTo(models.replace("glm-4.7", "claude-sonnet-4-5"));
    }

    @Test
    void gitAcceptsThePatchesOfAHundredDocuments() throws Exception {
        GitCommand.run(directory, "init", "--quiet");
        StringBuilder patches = new StringBuilder();
        for (int seed = 0; seed < 100; seed++) {
            RandomYaml yaml = new RandomYaml(seed, "glm-4.7");
            SourceText source = new SourceText("models.yaml", yaml.document, seed % 2 == 0);
            SourceText edited = ScalarEdit.replace(source, new ConfigPath(yaml.path), "claude-sonnet-4-5");
            Path file = directory.resolve("document" + seed + ".yaml");
            Files.write(file, source.bytes());
            patches.append(UnifiedDiff.of(file, source.bytes(), edited.bytes()));
        }
        Path patch = Files.writeString(directory.resolve("proposal.patch"), patches);
        GitCommand.run(directory, "apply", patch.toString());
        for (int seed = 0; seed < 100; seed++) {
            RandomYaml yaml = new RandomYaml(seed, "glm-4.7");
            assertThat(Files.readString(directory.resolve("document" + seed + ".yaml")))
                    .isNotEqualTo(yaml.document)
                    .contains(yaml.before)
                    .endsWith(yaml.after);
        }
    }

    @Test
    void comparesNamesWithoutRegardToCase() {
        ConfigFiles files = ConfigFiles.in(directory).models("tool_models: {tidy_semantic: GLM-4.7}\n");
        assertThat(files.patch(TIDY, "glm-4.7", "glm-5")).contains("+tool_models: {tidy_semantic: glm-5}\n");
        assertThat(files.refusal(() -> files.patch(TIDY, "glm-4.7", "Glm-4.7"))).contains("already");
    }

    @Test
    void itsPathsBeginAtTheRootOfTheWorkTree() throws Exception {
        Path config = Files.createDirectories(directory.resolve("etc/größe"));
        GitCommand.run(directory, "init", "--quiet");
        assertThat(ConfigFiles.in(config).patch(TIDY, "glm-4.7", "glm-5"))
                .contains("--- \"a/etc/gr\\303\\266\\303\\237e/models.yaml\"\n");
    }
}
