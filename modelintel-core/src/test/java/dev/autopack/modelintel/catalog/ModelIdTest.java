package dev.autopack.modelintel.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdTest {

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5, claude-sonnet",
        "claude-3-sonnet-20240229, claude-sonnet",
        "glm-4.7, glm",
        "gpt-4o-mini, gpt-mini",
        "gemini-2.5-flash-lite, gemini-flash-lite",
        "o3, o3",
        "4-5, 4-5"
    })
    void familyIsTheNameWithoutItsNumbers(String name, String family) {
        assertThat(ModelId.of(name).family()).isEqualTo(family);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "tab\there", "nul\0", "line\nbreak", "gl\u200bm", "\u202emlg"})
    void refusesWhatNoApiCallsAModel(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> ModelId.of(name));
    }

    @Test
    void aHostileNameDoesNotReachTheTerminal() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelId.of("glm\u001b[31m"))
                .withMessageContaining("'glm?[31m'");
    }
}
