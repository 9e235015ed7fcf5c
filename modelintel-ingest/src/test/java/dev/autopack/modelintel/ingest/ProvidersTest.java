package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.ModelId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5, anthropic",
        "GPT-4o, openai",
        "gpt4o, openai",
        "o3-mini, openai",
        "glm-4.7, zhipu",
        "chatglm3-6b, zhipu",
        "qwen3-coder-480b-a35b-instruct, alibaba",
        "step-3, stepfun"
    })
    void guessesWhoOffersAModelFromTheBeginningOfItsName(String model, String provider) {
        assertThat(Providers.byNamingConvention().of(ModelId.of(model))).contains(provider);
    }

    @ParameterizedTest
    @CsvSource({"stepper-1", "claudette", "my-claude", "o"})
    void guessesNothingWhereALetterFollowsOrTheNameBeginsOtherwise(String model) {
        assertThat(Providers.byNamingConvention().of(ModelId.of(model))).isEmpty();
    }
}
