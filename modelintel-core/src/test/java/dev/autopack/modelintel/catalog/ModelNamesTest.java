package dev.autopack.modelintel.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNamesTest {

    private final ModelNames names = ModelNames.of(
            List.of(ModelId.of("glm-4.7"), ModelId.of("claude-sonnet-4-5")),
            List.of(
                    new ModelAlias("sonnet", ModelId.of("claude-sonnet-4-5")),
                    new ModelAlias("glm-4.7", ModelId.of("claude-sonnet-4-5"))));

    @Test
    void findsAnAliasWhateverItsCase() {
        assertThat(names.resolve("Sonnet")).contains(ModelId.of("claude-sonnet-4-5"));
    }

    @Test
    void aCanonicalNameIsNeverAnAliasOfAnother() {
        assertThat(names.resolve("GLM-4.7")).contains(ModelId.of("glm-4.7"));
    }

    @Test
    void namesThatAreAddedAreKnownAsIfTheyHadBeenThereAndOnlyThere() {
        ModelNames few = ModelNames.of(List.of(ModelId.of("kimi-k2")), List.of());

        ModelNames more = few.with(List.of(ModelId.of("kimi-k2"), ModelId.of("glm-5"), ModelId.of("kimi-k2-20260101")));

        assertThat(more.resolution("z-ai/GLM-5:free").model()).contains(ModelId.of("glm-5"));
        assertThat(more.recognise("z-ai/GLM-5:free")).contains(ModelId.of("glm-5"));
        assertThat(more.resolution("moonshotai/kimi-k2").models())
                .containsExactly(ModelId.of("kimi-k2"), ModelId.of("kimi-k2-20260101"));
        assertThat(few.resolution("glm-5").model()).isEmpty();
        assertThat(few.recognise("glm-5")).isEmpty();
        assertThat(few.resolution("moonshotai/kimi-k2").model()).contains(ModelId.of("kimi-k2"));
    }

    @Test
    void doesNotGuess() {
        assertThat(names.resolve("glm-4.8")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5-20250929, claude-sonnet-4-5",
        "anthropic/claude-sonnet-4.5, claude-sonnet-4-5",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, ",
        "claude-4.5-sonnet-thinking-64k, claude-sonnet-4-5",
        "Claude Sonnet 4.5 (high), claude-sonnet-4-5",
        "z-ai/GLM-4.7:free, glm-4.7",
        "glm-4.7v, ",
        "glm-5, ",
        "glm-4.7 + claude-sonnet-4-5, "
    })
    void recognisesOtherSpellingsOfOneModel(String rawName, @Nullable String model) {
        assertThat(names.recognise(rawName).map(ModelId::value)).isEqualTo(Optional.ofNullable(model));
    }

    @Test
    void neverGuessesBetweenTwo() {
        ModelNames snapshots = ModelNames.of(
                List.of(
                        ModelId.of("gpt-4o-2024-08-06"),
                        ModelId.of("gpt-4o-2024-11-20"),
                        ModelId.of("kimi-k2-instruct")),
                List.of());
        assertThat(snapshots.recognise("gpt-4o")).isEmpty();
        assertThat(snapshots.recognise("openai/gpt-4o-2024-11-20")).contains(ModelId.of("gpt-4o-2024-11-20"));
        assertThat(snapshots.recognise("gpt-4o-2025-01-01")).isEmpty();
        assertThat(snapshots.recognise("Kimi K2")).contains(ModelId.of("kimi-k2-instruct"));
        assertThat(snapshots.recognise("kimi-k2-thinking")).isEmpty();
    }
}
