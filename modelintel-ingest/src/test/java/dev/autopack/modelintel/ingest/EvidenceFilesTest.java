package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkSource;
import dev.autopack.modelintel.benchmark.TaskTokens;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.sentiment.Sentiment;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import dev.autopack.modelintel.sentiment.SentimentSource;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceFilesTest {

    private static final String FIGURE =
            "{model: glm-4.7, benchmark: Aider polyglot, score: 72.5, unit: percent, task_type: code, source: third_party,"
                    + " source_url: \"https://aider.chat/docs/leaderboards/\"}";
    private static final String SIGNAL =
            "{\"model\": \"glm-4.7\", \"source\": \"hn\", \"source_url\": \"https://news.ycombinator.com/item?id=1\","
                    + " \"snippet\": \"Good value.\", \"sentiment\": \"mixed\"}";

    @TempDir
    Path directory;

    @Test
    void readsABenchmarkFigure() {
        assertThat(benchmarks("b.yaml", "benchmarks:\n- " + FIGURE))
                .containsExactly(new BenchmarkResult(
                        ModelId.of("glm-4.7"),
                        "Aider polyglot",
                        72.5,
                        "percent",
                        "code",
                        Optional.empty(),
                        BenchmarkSource.THIRD_PARTY,
                        "https://aider.chat/docs/leaderboards/",
                        ConfigFiles.NOW,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void aVersionThatLooksLikeANumberKeepsItsDigits() {
        assertThat(benchmarks("b.yaml", "- " + FIGURE.replace("}", ", dataset_version: 2.10}")))
                .extracting(BenchmarkResult::datasetVersion)
                .containsExactly(Optional.of("2.10"));
    }

    @Test
    void readsBenchmarksFromCsv() {
        assertThat(benchmarks("b.csv", """
                        model,benchmark,score,unit,task_type,dataset_version,source,source_url,retrieved_at
                        glm-4.7,Aider polyglot,72.5,percent,code,2024-12,third_party,https://aider.chat/,2026-11-23
                        """))
                .extracting(BenchmarkResult::score, BenchmarkResult::retrievedAt)
                .containsExactly(tuple(72.5, Instant.parse("2026-11-23T00:00:00Z")));
    }

    @Test
    void readsWhatATaskTook() {
        assertThat(benchmarks("b.csv", """
                        model,benchmark,score,unit,task_type,source,source_url,cost_per_task_usd,prompt_tokens_per_task,completion_tokens_per_task
                        glm-4.7,Aider polyglot,72.5,percent,code,third_party,https://aider.chat/,0.05,12500.5,800
                        glm-4.6,Aider polyglot,61.5,percent,code,third_party,https://aider.chat/,,,
                        """))
                .extracting(BenchmarkResult::costPerTaskUsd, BenchmarkResult::tokensPerTask)
                .containsExactly(
                        tuple(Optional.of(new BigDecimal("0.05")), Optional.of(new TaskTokens(12_500.5, 800))),
                        tuple(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource
    void refusesAFaultyFigure(String right, String wrong, String message) {
        ConfigFiles files = ConfigFiles.in(directory).file("b.yaml", "benchmarks:\n- " + FIGURE.replace(right, wrong));
        assertThat(files.refusal(() -> BenchmarkFile.read(FeedContent.of(files.path("b.yaml")), ConfigFiles.NOW)))
                .isEqualTo("b.yaml:2: " + message);
    }

    static Stream<Arguments> refusesAFaultyFigure() {
        return Stream.of(
                Arguments.of(
                        "72.5",
                        "172.5",
                        "benchmarks[1]: The score of glm-4.7 in Aider polyglot is 172.5 percent, above 100."),
                Arguments.of(
                        "72.5",
                        "-1",
                        "benchmarks[1]: The score of glm-4.7 in Aider polyglot is -1.0; it must be a number from 0."),
                Arguments.of(
                        "72.5",
                        ".inf",
                        "benchmarks[1].score is '.inf', not a number. Maybe write digits with a point, without quotes or unit."),
                Arguments.of(
                        "score: 72.5",
                        "score: 72.5, prompt_tokens_per_task: -1, completion_tokens_per_task: 5",
                        "benchmarks[1]: The tokens of a task are -1.0 prompt and 5.0 completion tokens; both must be from 0 to 1e12."),
                Arguments.of(
                        "score: 72.5",
                        "score: 72.5, cost_per_task_usd: 1e16",
                        "benchmarks[1]: The cost per task of glm-4.7 in Aider polyglot is 10000000000000000 USD; it must be from 0 to 1e15."),
                Arguments.of(
                        "score: 72.5",
                        "score: 72.5, completion_tokens_per_task: 5",
                        "benchmarks[1].prompt_tokens_per_task is missing. Maybe it is mistyped or not indented like its siblings."),
                Arguments.of(
                        "third_party",
                        "press",
                        "benchmarks[1].source is 'press'. Maybe use one of official, lmsys, third_party."),
                Arguments.of(
                        "https://",
                        "htps://",
                        "benchmarks[1].source_url is 'htps://aider.chat/docs/leaderboards/', no http(s) address. Maybe begin it with https://."),
                Arguments.of(
                        "glm-4.7",
                        "GLM 4.7",
                        "benchmarks[1]: The model name 'GLM 4.7' has white space or control characters. Maybe it is a display name: use the API's name."));
    }

    @Test
    void refusesTwoFiguresForOneThing() {
        ConfigFiles files =
                ConfigFiles.in(directory).file("b.yaml", "- " + FIGURE + "\n- " + FIGURE.replace("72.5", "72.6"));
        assertThat(files.refusal(() -> BenchmarkFile.read(FeedContent.of(files.path("b.yaml")), ConfigFiles.NOW)))
                .isEqualTo(
                        "b.yaml:2: glm-4.7 in Aider polyglot of this version and source stands in line 1 already. Maybe"
                                + " remove one of the two.");
    }

    @Test
    void readsASignalAlikeFromYamlJsonAndCsv() {
        String csv = """
                model, source, source_url, title, snippet, sentiment, tags, retrieved_at
                glm-4.7, reddit, https://www.reddit.com/r/x/1/, A title, "Fast, and cheap.", positive, topic=cost;lang=en, 2026-11-23
                """.replace(", \"", ",\"");
        String yaml = """
                sentiment:
                  - model: glm-4.7
                    source: reddit
                    source_url: https://www.reddit.com/r/x/1/
                    title: A title
                    snippet: Fast, and cheap.
                    sentiment: positive
                    tags: {topic: cost, lang: en}
                    retrieved_at: 2026-11-23
                """;
        String json = """
                {"sentiment": [{"model": "glm-4.7", "source": "reddit", "source_url": "https://www.reddit.com/r/x/1/",
                \t"title": "A title", "snippet": "Fast, and cheap.", "sentiment": "positive",
                \t"tags": {"topic": "cost", "lang": "en"}, "retrieved_at": "2026-11-23T00:00:00Z"}]}
                """;
        SentimentSignal signal = new SentimentSignal(
                ModelId.of("glm-4.7"),
                SentimentSource.REDDIT,
                URI.create("https://www.reddit.com/r/x/1/"),
                Optional.of("A title"),
                "Fast, and cheap.",
                Sentiment.POSITIVE,
                new TreeMap<>(Map.of("topic", "cost", "lang", "en")),
                Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(signals("s.csv", csv)).containsExactly(signal);
        assertThat(signals("s.yaml", yaml)).containsExactly(signal);
        assertThat(signals("s.yml", yaml)).containsExactly(signal);
        assertThat(signals("s.json", json)).containsExactly(signal);
    }

    @Test
    void keepsTheFirstSignalsUpToTheLimit() {
        ConfigFiles files =
                ConfigFiles.in(directory).file("s.json", "[" + SIGNAL + "," + SIGNAL.replace("id=1", "id=2") + "]");
        Path file = files.path("s.json");
        assertThat(SentimentFile.read(FeedContent.of(file), OptionalInt.of(1), ConfigFiles.NOW)
                        .sentiment())
                .extracting(signal -> signal.sourceUrl().getQuery())
                .containsExactly("id=1");
        assertThat(SentimentFile.read(FeedContent.of(file), OptionalInt.of(0), ConfigFiles.NOW)
                        .sentiment())
                .isEmpty();
        assertThat(SentimentFile.read(FeedContent.of(file), OptionalInt.of(9), ConfigFiles.NOW)
                        .sentiment())
                .hasSize(2);
        assertThat(files.refusal(() -> SentimentFile.read(FeedContent.of(file), OptionalInt.of(-1), ConfigFiles.NOW)))
                .isEqualTo("The limit is -1. Maybe leave it out to keep all signals.");
    }

    @ParameterizedTest
    @MethodSource
    void refusesAFaultyFile(String name, String content, String message) {
        ConfigFiles files = ConfigFiles.in(directory).file(name, content);
        assertThat(files.refusal(() ->
                        SentimentFile.read(FeedContent.of(files.path(name)), OptionalInt.empty(), ConfigFiles.NOW)))
                .isEqualTo(message);
    }

    static Stream<Arguments> refusesAFaultyFile() {
        return Stream.of(
                Arguments.of(
                        "s.json",
                        "[" + SIGNAL + ",\n" + SIGNAL + "]",
                        "s.json:2: a signal about glm-4.7 from this address stands in line 1 already. Maybe remove one of the two."),
                Arguments.of(
                        "s.json",
                        "[{\"model\": \"a\",\n \"model\": \"b\"}]",
                        "s.json:2:2: the key 'model' stands in line 1 already. Maybe remove one of the two."),
                Arguments.of(
                        "s.json",
                        "[\n{\"model\" \"a\"}]",
                        "s.json:2:10: Unexpected character '\"': was expecting a colon to separate field name and value. Maybe a quote, bracket or comma is missing or too many."),
                Arguments.of(
                        "s.json",
                        "[\n{\"model\": 1",
                        "s.json:2:12: Unexpected end-of-input: expected close marker for Object (opened at 2:1). Maybe a quote, bracket or comma is missing or too many."),
                Arguments.of(
                        "s.json",
                        "[{\"model\": 1]",
                        "s.json:1:13: Unexpected close marker ']': expected '}' (opened at 1:2). Maybe a quote, bracket or comma is missing or too many."),
                Arguments.of(
                        "s.json",
                        "[NaN]",
                        "s.json:1:5: Non-standard token 'NaN'. Maybe a quote, bracket or comma is missing or too many."),
                Arguments.of(
                        "s.json",
                        "[// no price\n1]",
                        "s.json:1:2: Unexpected character '/': JSON has no comments. Maybe a quote, bracket or comma is missing or too many."),
                Arguments.of(
                        "s.json",
                        "[none]",
                        "s.json:1:2: Unrecognized token 'none': was expecting a value. Maybe a quote, bracket or comma is missing or too many."),
                Arguments.of(
                        "s.json", "[] []", "s.json:1:4: something follows the end of the document. Maybe remove it."),
                Arguments.of(
                        "s.json",
                        "[".repeat(10_000),
                        "s.json is nested more than 50 levels deep. Maybe it is not the file you mean."),
                Arguments.of(
                        "s.json",
                        "{\"sentiment\": 5}",
                        "s.json:1: sentiment is no list. Maybe begin each record with '- '."),
                Arguments.of(
                        "s.json",
                        "[" + SIGNAL.replace("Good value.", "\\u001b[2J") + "]",
                        "s.json:1: sentiment[1].snippet has the character U+001B in '\\u001b[2J'. Maybe remove it."),
                Arguments.of(
                        "s.json",
                        "[" + SIGNAL.replace("\"mixed\"", "\"mixed\", \"tags\": \"cost\"") + "]",
                        "s.json:1: sentiment[1].tags has 'cost'. Maybe write each key once, as key=value;key=value."),
                Arguments.of(
                        "s.json",
                        "[" + SIGNAL.replace("\"mixed\"", "\"mixed\", \"tags\": {\"a\\u0000\": \"b\"}") + "]",
                        "s.json:1: sentiment[1].tags.a\\u0000 is a key that is blank, longer than 300 characters or has invisible ones. Maybe correct it."),
                Arguments.of(
                        "s.csv",
                        "model,source,source_url,snippet,mood\nglm-4.7,hn,https://x.org/,Good,mixed\n",
                        "s.csv:2: sentiment[1].sentiment is missing. Maybe it is mistyped or not indented like its siblings."),
                Arguments.of(
                        "s.csv",
                        "model,source,source_url,snippet,sentiment,mood\nglm-4.7,hn,https://x.org/,Good,mixed,x\n",
                        "s.csv:2: sentiment[1].mood is no known key. Maybe you mean one of model, source, source_url, title, snippet, sentiment, tags, retrieved_at."),
                Arguments.of(
                        "s.csv",
                        "model,source\nglm-4.7,hn,extra\n",
                        "s.csv:2: the row has 3 cells and the header 2. Maybe a text with a comma lacks its quotes."),
                Arguments.of(
                        "s.csv",
                        "model,source\nglm-4.7\n",
                        "s.csv:2: the row has 1 cells and the header 2. Maybe a text with a comma lacks its quotes."),
                Arguments.of(
                        "s.csv",
                        "model,model\na,b\n",
                        "s.csv:1: here or below: Header contains duplicate fields: [model]. Maybe a quote or comma is missing or too many."),
                Arguments.of(
                        "s.csv",
                        "model,source\n\"a,b\n",
                        "s.csv:1: here or below: Unclosed quoted field at end of input (record starting at line 2). Maybe a quote or comma is missing or too many."),
                Arguments.of(
                        "s.txt",
                        "x",
                        "s.txt has an unknown extension. Maybe rename it: .yaml, .yml, .json and .csv are read."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s.csv", "s.json", "s.yaml"})
    void anEmptyFileIsNoList(String name) {
        ConfigFiles files = ConfigFiles.in(directory).file(name, "\uFEFF\n");
        assertThat(files.refusal(() ->
                        SentimentFile.read(FeedContent.of(files.path(name)), OptionalInt.empty(), ConfigFiles.NOW)))
                .isEqualTo(name + " is empty. Maybe it was not written to the end.");
    }

    private List<BenchmarkResult> benchmarks(String name, String content) {
        ConfigFiles files = ConfigFiles.in(directory).file(name, content);
        return BenchmarkFile.read(FeedContent.of(files.path(name)), ConfigFiles.NOW)
                .benchmarks();
    }

    private List<SentimentSignal> signals(String name, String content) {
        ConfigFiles files = ConfigFiles.in(directory).file(name, content);
        return SentimentFile.read(FeedContent.of(files.path(name)), OptionalInt.empty(), ConfigFiles.NOW)
                .sentiment();
    }
}
