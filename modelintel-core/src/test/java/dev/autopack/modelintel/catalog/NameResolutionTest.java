package dev.autopack.modelintel.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.Resolution.Match;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** What raw names are found to mean. */
class NameResolutionTest {

    private static final String CHECKED = "names-checked-by-hand.csv";

    /** All of the checked models, and others that are easily mistaken for them. */
    private static final ModelNames CATALOG = ModelNames.of(
            Stream.concat(
                            checkedModels().stream(),
                            Stream.of(
                                    "deepseek-v3",
                                    "deepseek-r1",
                                    "glm-4.6v",
                                    "glm-4.5-air",
                                    "gpt-5-codex",
                                    "o1-pro",
                                    "kimi-k2-thinking",
                                    "kimi-k2-0905",
                                    "claude-2",
                                    "qwen3-coder",
                                    "devstral",
                                    "gpt-4"))
                    .distinct()
                    .map(ModelId::of)
                    .toList(),
            List.of(new ModelAlias("sonnet", ModelId.of("claude-sonnet-4-5"))));

    private static Set<String> checkedModels() {
        try (InputStream in = Objects.requireNonNull(NameResolutionTest.class.getResourceAsStream(CHECKED))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.substring(line.indexOf(';') + 1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = CHECKED, delimiter = ';', numLinesToSkip = 1)
    void aHundredNamesCheckedByHand(String rawName, String canonical) {
        Resolution resolution = CATALOG.resolution(rawName);

        assertThat(resolution.model()).as(resolution.rule()).contains(ModelId.of(canonical));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5, EXACT",
        "Claude-Sonnet-4-5, EXACT",
        "Sonnet, ALIAS",
        "anthropic/claude-sonnet-4.5, RULE",
        "gpt-9, UNKNOWN",
        "claude-opus-9-20301231, UNKNOWN",
        "deepseek-v3-0911, UNKNOWN"
    })
    void itSaysHowItDecided(String rawName, Match match) {
        assertThat(CATALOG.resolution(rawName).match()).isEqualTo(match);
    }

    @Test
    void itSaysWhatItLookedForInVain() {
        assertThat(CATALOG.resolution("GPT-9-high").rule()).isEqualTo("nothing in the catalog is spelled gpt-9-high");
    }

    @Test
    void aNameThatIsSpelledLikeTwoModelsIsAmbiguous() {
        ModelNames names = ModelNames.of(
                List.of(ModelId.of("claude-3-5-sonnet-20240620"), ModelId.of("claude-3-5-sonnet-20241022")), List.of());

        assertThat(names.resolution("claude-3.5-sonnet").match()).isEqualTo(Match.AMBIGUOUS);
        assertThat(names.resolve("claude-3.5-sonnet")).isEmpty();
        assertThat(names.resolve("claude-3-5-sonnet-20240620")).contains(ModelId.of("claude-3-5-sonnet-20240620"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0; claude-sonnet-4-5",
                "vertex_ai/gemini-2.0-flash-001; gemini-2.0-flash",
                "google/gemini-pro-1.5; gemini-1.5-pro",
                "xai/grok-4.1-fast; grok-4-1-fast",
                "azure/gpt-35-turbo; gpt-3.5-turbo",
                "gpt-5-1; gpt-5.1",
                "Minimax-2.7; minimax-m2.7",
                "claude-opus-4-0; claude-opus-4",
                "meta-llama/Llama-3.3-70B-Instruct; llama-3.3-70b-instruct",
                "deepseek-ai/DeepSeek-V3-0324; deepseek-v3-0324",
                "qwen/qwen-2.5-coder-32b-instruct:free; qwen2.5-coder-32b-instruct",
                "ollama/qwen2.5-coder:7b-instruct-q4_K_M; qwen2.5-coder-7b-instruct",
                "anthropic--claude-4.5-sonnet; claude-sonnet-4-5",
                "claude-instant-v1; claude-instant-1",
                "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-5-sonnet-20241022-v2:0;"
                        + " claude-3-5-sonnet",
                "arn:aws:bedrock:eu-west-1::foundation-model/mistral.mistral-large-2407-v1:0; mistral-large-2407",
                "us.deepseek.r1-v1:0; deepseek-r1",
                "openai.gpt-oss-120b-1:0; gpt-oss-120b",
                "us.meta.llama3-3-70b-instruct-v1:0; llama-3.3-70b-instruct",
                "azure/eu/gpt-4o-2024-08-06; gpt-4o",
                "models/gemini-1.5-flash-002; gemini-1.5-flash",
                "gemini-2.5-flash-preview-05-20; gemini-2.5-flash-preview-05-20",
                "Gemini 2.5 Pro Preview (06-05); gemini-2.5-pro-preview-06-05",
                "accounts/fireworks/models/glm-4p6; glm-4.6",
                "@cf/meta/llama-3.1-8b-instruct; llama-3.1-8b-instruct",
                "google-gla:gemini-2.5-pro; gemini-2.5-pro",
                "bedrock:us.anthropic.claude-sonnet-4-5-20250929-v1:0; claude-sonnet-4-5",
                "gemma2:27b-instruct-q8_0; gemma-2-27b-it",
                "Command R+ (08-24); command-r-plus-08-2024",
                "Mistral Large 2 (2407); mistral-large-2407",
                "gemini-1.5-flash-002 (0924); gemini-1.5-flash",
                "Llama-3.1-Nemotron-70B-Instruct-HF; llama-3.1-nemotron-70b-instruct",
                "ft:gpt-4o-2024-08-06:my-org::abc123; ft-gpt-4o",
                "databricks/databricks-meta-llama-3-3-70b-instruct; llama-3.3-70b-instruct",
                "gpt-oss:120b-cloud; gpt-oss-120b",
                "Qwen3-Coder 480B/A35B Instruct; qwen3-coder-480b-a35b-instruct",
                "DeepSeek Chat V3 (prev); deepseek-v3",
                "deepseek/deepseek-chat-v3-0324; deepseek-v3-0324",
                "Codestral 25.01; codestral-2501",
                "Mistral Large 24.11; mistral-large-2411",
                "labs-devstral-small-2512; devstral-small-2512",
                "Devstral small (2512); devstral-small-2512",
                "arcee-trinity-large-preview; trinity-large-preview",
                "Nemotron-3-Super; nemotron-3-super-120b-a12b",
                "nvidia/nemotron-3-nano-30b-a3b; nemotron-3-nano-30b-a3b",
                "ollama/nemotron-3-nano:30b; nemotron-3-nano-30b-a3b",
                "nemotron-3-nano-omni-30b-a3b-reasoning; nemotron-3-nano-omni-30b-a3b-reasoning",
                "open-mistral-nemo-2407; mistral-nemo",
                "mistral-nemo-base-2407; mistral-nemo-base-2407",
                "nousresearch/hermes-3-llama-3.1-405b; hermes-3-llama-3.1-405b",
                "ollama/hermes3:8b-llama3.1-fp16; hermes-3-llama-3.1-8b",
                "claude-opus4-5; claude-opus-4-5",
                "claude-opus-41; claude-opus-4-1",
                "claude-sonnet-4-5; claude-sonnet-4-5",
                "llama-31-70b-instruct; llama-3.1-70b-instruct",
                "gemini-25-flash-image; gemini-2.5-flash-image",
                "code-llama-70b-instruct; codellama-70b-instruct",
                "ft:gpt-3.5-turbo-; ft-gpt-3.5-turbo",
                "projects/p/locations/l/publishers/anthropic/models/claude-sonnet-4@20250514; claude-sonnet-4"
            })
    void theCanonicalSpelling(String rawName, String canonical) {
        assertThat(CanonicalName.of(rawName)).isEqualTo(canonical);
    }

    @Property
    void theCanonicalSpellingIsItsOwn(
            @ForAll @StringLength(min = 1, max = 30) @CharRange(from = 'a', to = 'd') @CharRange(from = '0', to = '5')
                    String name) {
        String canonical = CanonicalName.of("claude-" + name.replace('d', '-'));

        assertThat(CanonicalName.of(canonical)).isEqualTo(canonical);
    }
}
