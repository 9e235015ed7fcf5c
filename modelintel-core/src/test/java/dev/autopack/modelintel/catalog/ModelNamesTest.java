package dev.autopack.modelintel.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
    void doesNotGuess() {
        assertThat(names.resolve("glm-4.8")).isEmpty();
    }
}
