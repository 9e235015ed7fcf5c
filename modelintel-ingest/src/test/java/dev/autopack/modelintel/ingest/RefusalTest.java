package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each message is what a user reads: one line with the place and a way out. */
class RefusalTest {

    @TempDir
    Path directory;

    ConfigFiles files;

    @BeforeEach
    void aGoodConfiguration() {
        files = ConfigFiles.in(directory);
    }

    @ParameterizedTest
    @MethodSource
    void malformedYaml(String yaml, String message) {
        assertThat(files.models(yaml).refusal(files::catalog)).isEqualTo(message);
    }

    static Stream<Arguments> malformedYaml() {
        return Stream.of(
                Arguments.of(
                        "tool_models:\n\ttidy_semantic: glm-4.7\n",
                        "models.yaml:2:1: found a tab where a value or its indentation begins. Maybe replace it by spaces."),
                Arguments.of(
                        "defaults: {a: glm-4.7}\ntool_models: {}\ndefaults: {}\n",
                        "models.yaml:3:1: the key 'defaults' stands in line 1 already. Maybe remove one of the two."),
                Arguments.of(
                        "defaults: {a: [glm-4.7}\n",
                        "models.yaml:1:23: expected ',' or ']', but got }. Maybe a quote, bracket, colon or space is missing there or above."),
                Arguments.of(
                        "defaults: 'glm\n",
                        "models.yaml:2:1: found unexpected end of stream. Maybe a quote, bracket, colon or space is missing there or above."),
                Arguments.of(
                        "a: 1\n---\nb: 2\n", "models.yaml:2:1: a second document begins. Maybe remove the line '---'."),
                Arguments.of("", "models.yaml is empty. Maybe it was not written to the end."),
                Arguments.of(" \n\n", "models.yaml is empty. Maybe it was not written to the end."),
                Arguments.of("# only\n", "models.yaml holds nothing but comments. Maybe its content was lost."),
                Arguments.of(
                        "- a\n- b\n",
                        "models.yaml:1: the document is no mapping. Maybe write it as 'key: value' lines, indented below it."),
                Arguments.of(
                        "a: b\u0007\n", "models.yaml:1: the character U+0007 is not allowed in YAML. Maybe remove it."),
                Arguments.of("? [a, b]\n: c\n", "models.yaml:1:3: a key that is a mapping or a list. Maybe quote it."),
                Arguments.of(
                        "a: &x [*x]\n",
                        "models.yaml:1:8: the alias *x stands for nothing finished above it. Maybe write its value out."),
                Arguments.of(
                        "a: " + "[".repeat(10_000),
                        "models.yaml:1:54: nested more than 50 levels deep. Maybe it is not the file you mean."));
    }

    @Test
    void aBillionLaughs() {
        StringBuilder yaml = new StringBuilder("l0: &l0 [lol]\n");
        for (int i = 1; i < 10; i++) {
            yaml.append("l%d: &l%d [%s]\n".formatted(i, i, ("*l" + (i - 1) + ", ").repeat(9)));
        }
        assertThat(files.models(yaml.toString()).refusal(files::catalog))
                .isEqualTo(
                        "models.yaml:7:35: more than 50 aliases of mappings and lists. Maybe write some of them out.");
    }

    /** Read in time that grows with its square, this took a minute; it takes less than a second. */
    @Test
    @Timeout(30)
    void aTextOfManyMegabytesIsReadInOneGo() {
        String text = "x".repeat(15_000_000);

        assertThat(files.models("models:\n  glm-4.7:\n    provider: \"" + text + "\"\n")
                        .refusal(files::catalog))
                .isEqualTo("models.yaml:3: models.glm-4.7.provider has 15000000 characters. Maybe shorten it to 300.");
    }

    @Test
    void tooLongAFileIsRefusedBeforeItIsRead() throws IOException {
        try (RandomAccessFile sparse =
                new RandomAccessFile(files.path("pricing.yaml").toFile(), "rw")) {
            sparse.setLength(200L << 20);
        }
        assertThat(files.refusal(files::catalog))
                .isEqualTo("pricing.yaml is longer than 16 MiB. Maybe it is not the file you mean.");
    }

    @Test
    void bytesThatAreNotUtf8() {
        files.file("models.yaml", "# gr\u00fcn\n# gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(files.refusal(files::catalog)).isEqualTo("models.yaml:1: not UTF-8. Maybe save the file in UTF-8.");
    }

    @Test
    void aDirectoryOrNothingInPlaceOfAFile() {
        assertThat(files.refusal(() -> BenchmarkFile.read(FeedContent.of(files.path("none.yaml")), ConfigFiles.NOW)))
                .isEqualTo("none.yaml does not exist. Maybe the path is mistyped.");
        ConfigDirectory notOne = ConfigDirectory.of(files.path("models.yaml"));
        assertThat(files.refusal(() -> notOne.catalog(Optional.empty(), ConfigFiles.NOW)))
                .startsWith("models.yaml/models.yaml ") // JDKs differ in whether it does not exist or cannot be read
                .contains("Maybe");
        assertThat(files.path("x.yaml").toFile().mkdir()).isTrue();
        assertThat(files.refusal(() -> BenchmarkFile.read(FeedContent.of(files.path("x.yaml")), ConfigFiles.NOW)))
                .isEqualTo("x.yaml is a directory. Maybe name a file in it.");
    }

    @ParameterizedTest
    @MethodSource
    void impossiblePrices(String price, String message) {
        files.pricing("zhipu:\n  glm-4.7:\n    " + price.replace("; ", "\n    ") + "\n");
        assertThat(files.refusal(files::catalog)).isEqualTo("pricing.yaml:" + message);
    }

    static Stream<Arguments> impossiblePrices() {
        String noNumber = ", not a number. Maybe write digits with a point, without quotes or unit.";
        return Stream.of(
                Arguments.of(
                        "input_per_1k: -0.1; output_per_1k: 1",
                        "3: zhipu.glm-4.7.input_per_1k is -0.1, below 0. Maybe a minus sign slipped in."),
                Arguments.of(
                        "input_per_1k: NaN; output_per_1k: 1", "3: zhipu.glm-4.7.input_per_1k is 'NaN'" + noNumber),
                Arguments.of(
                        "input_per_1k: .nan; output_per_1k: 1", "3: zhipu.glm-4.7.input_per_1k is '.nan'" + noNumber),
                Arguments.of(
                        "input_per_1k: 1; output_per_1k: -.inf",
                        "4: zhipu.glm-4.7.output_per_1k is '-.inf'" + noNumber),
                Arguments.of(
                        "input_per_1k: \"0.1\"; output_per_1k: 1", "3: zhipu.glm-4.7.input_per_1k is '0.1'" + noNumber),
                Arguments.of(
                        "input_per_1k: 0x1F; output_per_1k: 1", "3: zhipu.glm-4.7.input_per_1k is '0x1F'" + noNumber),
                Arguments.of(
                        "input_per_1k: 1e999999999; output_per_1k: 1",
                        "3: zhipu.glm-4.7.input_per_1k is '1e999999999'" + noNumber),
                Arguments.of(
                        "input_per_1k: [1]; output_per_1k: 1",
                        "3: zhipu.glm-4.7.input_per_1k is a mapping or list" + noNumber),
                Arguments.of(
                        "input_per_1k: 15; output_per_1k: 1",
                        "3: zhipu.glm-4.7.input_per_1k is 15 USD per 1,000 tokens, above 10. Maybe it is meant per million tokens: divide it by 1,000."),
                Arguments.of(
                        "input_per_1k: 1",
                        "3: zhipu.glm-4.7.output_per_1k is missing. Maybe it is mistyped or not indented like its siblings."),
                Arguments.of(
                        "input_per_1k: ~; output_per_1k: 1",
                        "3: zhipu.glm-4.7.input_per_1k is missing. Maybe it is mistyped or not indented like its siblings."),
                Arguments.of(
                        "input_per_1k: 1; output_per_1k: 1; currency: CNY",
                        "5: zhipu.glm-4.7.currency is 'CNY', but prices are kept in USD. Maybe convert them."),
                Arguments.of(
                        "input_per_1k: 1; output_per_1k: 1; effective_at: 31.12.2025",
                        "5: zhipu.glm-4.7.effective_at is '31.12.2025', no date. Maybe write it like 2026-01-31 or 2026-01-31T12:00:00Z."),
                Arguments.of(
                        "input_per_1k: 1; output_per_1k: 1; effective_at: 0001-01-01",
                        "5: zhipu.glm-4.7.effective_at is 0001-01-01, not from 1970 to 2999. Maybe a digit is wrong."),
                Arguments.of(
                        "input_per_1k: 1; output_per_1k: 1; source_url: javascript:alert(1)",
                        "5: zhipu.glm-4.7.source_url is 'javascript:alert(1)', no http(s) address. Maybe begin it with https://."));
    }

    @ParameterizedTest
    @MethodSource
    void impossiblePricing(String yaml, String message) {
        assertThat(files.pricing(yaml).refusal(files::catalog)).isEqualTo(message);
    }

    static Stream<Arguments> impossiblePricing() {
        String price = "{input_per_1k: 1, output_per_1k: 1}";
        return Stream.of(
                Arguments.of(
                        "glm-4.7: " + price,
                        "pricing.yaml:1: glm-4.7 has a price but stands outside of a provider. Maybe indent it below its provider."),
                Arguments.of(
                        "zhipu: {glm-4.7: " + price + "}\nother:\n  GLM-4.7: " + price,
                        "pricing.yaml:3: a price of glm-4.7 stands in line 1 already. Maybe remove one of the two."),
                Arguments.of(
                        "anthropic: {sonnet: " + price + "}",
                        "pricing.yaml:1: 'sonnet' is a model of its own and an alias of claude-sonnet-4-5. Maybe remove the alias."),
                Arguments.of(
                        "zhipu: {currency: CNY, glm-4.7: " + price + "}",
                        "pricing.yaml:1: zhipu.currency is 'CNY', but prices are kept in USD. Maybe convert them."),
                Arguments.of(
                        "# Updated: 2025-13-01\nzhipu: {glm-4.7: " + price + "}",
                        "pricing.yaml:1: the date of 'Updated:' is 2025-13-01, which no calendar has. Maybe correct it."),
                Arguments.of(
                        "zhipu: {\"glm\\n4.7\\e[31m\": " + price + "}",
                        "pricing.yaml:1: zhipu.glm\\u000a4.7\\u001b[31m is a key that is blank, longer than 300 characters or has invisible ones. Maybe correct it."),
                Arguments.of(
                        "zhipu: {GLM 4.7: " + price + "}",
                        "pricing.yaml:1: zhipu.GLM 4.7: The model name 'GLM 4.7' has white space or control characters. Maybe it is a display name: use the API's name."));
    }

    @ParameterizedTest
    @MethodSource
    void impossibleModels(String yaml, String message) {
        assertThat(files.models(yaml).refusal(files::catalog)).isEqualTo("models.yaml:" + message);
    }

    static Stream<Arguments> impossibleModels() {
        return Stream.of(
                Arguments.of(
                        "model_aliases:\n  a: b\n  b: c\n  c: A\n",
                        "2: the aliases 'a', 'b', 'c' go in a circle. Maybe let one of them name a model."),
                Arguments.of(
                        "models: {gpt-4: {provider: openai}}\nmodel_aliases: {GPT-4: gpt-4o}\n",
                        "2: 'GPT-4' is a model of its own and an alias of gpt-4o. Maybe remove the alias."),
                Arguments.of(
                        "model_aliases:\n  best: gpt-4o\n  Best: gpt-5\n",
                        "3: the alias 'Best' differs from 'best' in line 2 only in case, but means another model. Maybe remove one of the two."),
                Arguments.of("model_aliases: {a: [b]}\n", "1: model_aliases.a is no text. Maybe quote it."),
                Arguments.of(
                        "models:\n  gpt-4:\n    provider: openai\n    price: 3\n",
                        "4: models.gpt-4.price is no known key. Maybe you mean one of provider, family, display_name, context_window_tokens, tool_use, released_at, is_deprecated, source_url."),
                Arguments.of(
                        "models:\n  gpt-4:\n    family: gpt\n",
                        "3: models.gpt-4.provider is missing. Maybe it is mistyped or not indented like its siblings."),
                Arguments.of(
                        "models:\n  gpt-4: {provider: openai}\n  GPT-4: {provider: openai}\n",
                        "3: the model 'GPT-4' stands in line 2 already. Maybe remove one of the two."),
                Arguments.of(
                        "models: {gpt-4: {provider: openai, context_window_tokens: 1.5}}\n",
                        "1: models.gpt-4.context_window_tokens is 1.5, no whole number below 2,147,483,648. Maybe round it."),
                Arguments.of(
                        "models: {gpt-4: {provider: openai, context_window_tokens: 0}}\n",
                        "1: models.gpt-4: context_window_tokens of gpt-4 is 0; it must be positive."),
                Arguments.of(
                        "models: {gpt-4: {provider: openai, tool_use: \"yes\"}}\n",
                        "1: models.gpt-4.tool_use is 'yes', neither true nor false. Maybe write one of them without quotes."),
                Arguments.of(
                        "models: {gpt-4: {provider: \"open\\e[2Jai\"}}\n",
                        "1: models.gpt-4.provider has the character U+001B in 'open\\u001b[2Jai'. Maybe remove it."),
                Arguments.of(
                        "models: {gpt-4: {provider: " + "x".repeat(400) + "}}\n",
                        "1: models.gpt-4.provider has 400 characters. Maybe shorten it to 300."));
    }

    @Test
    void anOverlongMessageIsCut() {
        assertThat(new BadInputException("x".repeat(5_000)))
                .message()
                .hasSize(1_003)
                .endsWith("x...");
        assertThat(new BadInputException("a\nb\u202ec")).message().isEqualTo("a\\u000ab\\u202ec");
    }
}
