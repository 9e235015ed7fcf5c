package dev.autopack.modelintel.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameSearchTest {

    private static final NameSearch SEARCH = NameSearch.of(Catalogs.SMALL, List.of("house-model-1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "glm-4.6",
                "model = 'glm-4.6'",
                "uses glm-4.6.",
                "docs/glm-4.6.md",
                "other/glm-4.6:free",
                "anthropic.glm-4.6@latest",
                "glm-4.6- or so",
                "“glm-4.6”",
                "模型glm-4.6模型",
                "builder: glm-4.6  # cheap"
            })
    void aNameIsFoundAsAWholeToken(String text) {
        assertThat(found(text)).containsExactly("glm-4.6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my-glm-4.6",
                "xglm-4.6",
                "_glm-4.6",
                "glm-4.6b",
                "glm-4.6_old",
                "glm-4.6-air",
                "glm-4.6.1x",
                "4glm-4.6"
            })
    void aNameIsNotFoundWithinALongerWord(String text) {
        assertThat(found(text)).doesNotContain("glm-4.6");
    }

    @Test
    void caseDoesNotMatter() {
        assertThat(found("GLM-4.6 and Glm-4.7")).containsExactly("GLM-4.6", "Glm-4.7");
    }

    @Test
    void ofOverlappingNamesTheLongestIsFound() {
        assertThat(found("call zai/glm-4.6 now")).containsExactly("zai/glm-4.6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"opus\"", "'opus'", "`opus`", "[\"OPUS\"]"})
    void anAliasWithoutADigitIsFoundInQuotes(String text) {
        assertThat(found(text)).hasSize(1).first().asString().isEqualToIgnoringCase("opus");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opus",
                "a magnum opus",
                "\"opus magnum\"",
                "'opus\"",
                "o3 = 3",
                "auto x",
                "\"the o3\"",
                "glm-tidy"
            })
    void aNameLikeAnOrdinaryWordIsNotFoundOutsideQuotes(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Test
    void aShortNameIsFoundInQuotes() {
        assertThat(found("model='o3' or \"auto\"")).containsExactly("o3", "auto");
    }

    @Test
    void aCanonicalNameWithAHyphenNeedsNoDigit() {
        assertThat(found("model: deepseek-chat")).containsExactly("deepseek-chat");
    }

    @ParameterizedTest
    @CsvSource({
        "glm-4.65, glm-4.65",
        "see glm-5 there, glm-5",
        "claude-opus-6-20270101 x, claude-opus-6-20270101",
        "'model: \"glm-6-omni\"', glm-6-omni",
        "builder: claude-opus-7-fast, claude-opus-7-fast"
    })
    void aNameThatLooksLikeAKnownOneIsFound(String text, String name) {
        assertThat(found(text)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the glm-6-omni in prose", "glm-next", "glmx-5", "agl-glm-5", "claude-opus"})
    void aNameThatLooksLikeNoneIsNotFound(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Test
    void aNameThatTheUserAsksForIsFound() {
        assertThat(found("house-model-1, house-model-12")).containsExactly("house-model-1");
    }

    @Test
    void onlyWhatBeginsBetweenTheBoundsIsFound() {
        byte[] text = "glm-4.6 glm-4.6 glm-4.6".getBytes(UTF_8);
        assertThat(SEARCH.search(text, 1, 16, text.length)).containsExactly(new NameSearch.Occurrence(8, 15));
    }

    private static List<String> found(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return SEARCH.search(bytes, 0, bytes.length, bytes.length).stream()
                .map(occurrence -> NameText.text(bytes, occurrence.start(), occurrence.end()))
                .toList();
    }
}
