package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.market.Feed;
import dev.autopack.modelintel.market.Feed.Refused;
import dev.autopack.modelintel.market.FeedReading;
import dev.autopack.modelintel.market.OfferedPrice;
import dev.autopack.modelintel.market.Offering;
import dev.autopack.modelintel.market.Validators;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.pricing.Service;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each outside source in a few records of its own format. */
class MarketFeedsTest {

    private static final Instant NOW = Instant.parse("2026-08-25T00:00:00Z");

    @TempDir
    private Path directory;

    private Feed read(MarketSource source, String text) throws IOException {
        Path file = directory.resolve("feed");
        Files.writeString(file, text);
        return source.read(FeedContent.of(file), NOW);
    }

    private static Offering offering(Feed feed, String key) {
        return feed.offerings().stream()
                .filter(offering -> offering.key().toString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<OfferedPrice> prices(Feed feed, String key) {
        return feed.prices().stream()
                .filter(price -> price.offering().toString().equals(key))
                .toList();
    }

    private static BigDecimal base(RateCard card, Meter meter) {
        return card.rate(meter).orElseThrow().base();
    }

    @Test
    void theSameTextIsTheSameOnlyToTheReaderThatHasReadIt() throws IOException {
        Path file = Files.writeString(directory.resolve("feed"), """
                {"nova-9": {"litellm_provider": "acme", "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}}
                """);
        FeedContent content = FeedContent.of(file);
        String fingerprint = MarketSource.LITELLM.read(content, NOW).fingerprint();
        List<Refused> refused = List.of(new Refused("nova-8", "it has no price"));
        FeedReading last =
                new FeedReading(Optional.of("https://example.org"), Validators.NONE, fingerprint, NOW, refused);
        FeedReading ofAnOlderReader = new FeedReading(
                last.url(), last.validators(), "0:" + fingerprint.split(":", 2)[1], NOW, refused);

        assertThat(MarketSource.LITELLM.same(last, Optional.of(content)))
                .contains(new FeedReading(Optional.empty(), Validators.NONE, fingerprint, NOW, refused));
        assertThat(MarketSource.LITELLM.same(last, Optional.empty())).contains(last);
        assertThat(MarketSource.LITELLM.same(ofAnOlderReader, Optional.of(content)))
                .isEmpty();
        assertThat(MarketSource.LITELLM.isOfThisVersion(last)).isTrue();
        assertThat(MarketSource.LITELLM.isOfThisVersion(ofAnOlderReader)).isFalse();
    }

    @Test
    void aHistoryWithoutItsDatesIsRefused() {
        assertThatThrownBy(() -> read(MarketSource.PRICE_HISTORY, """
                provider,model,input_usd_per_mtok,output_usd_per_mtok,change
                acme,nova-9,1,2,added
                """))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(":1: the column observed_at is missing");
    }

    @Test
    void whatRanABenchmarkIsNoEditionOfIt() throws IOException {
        Feed feed = read(MarketSource.MODELS_DEV, """
                {"acme": {"models": {"nova-9": {"id": "nova-9", "cost": {"input": 1, "output": 2}, "benchmarks": [
                  {"name": "Terminal-Bench", "score": 70, "metric": "pass@1", "source": "https://example.org/board",
                   "version": "2.1", "harness": "Claude Code", "variant": "high"},
                  {"name": "Terminal-Bench", "score": 60, "metric": "pass@1", "source": "https://example.org/board",
                   "version": "2.1", "harness": "Terminus-2"},
                  {"name": "Terminal-Bench", "score": 50, "metric": "pass@1", "source": "https://example.org/board",
                   "version": "2.1", "dataset": "hard"}]}}}}
                """);

        assertThat(feed.benchmarks())
                .extracting(result -> result.datasetVersion().orElseThrow() + " " + result.sourceUrl())
                .containsExactly(
                        "2.1 https://example.org/board#Claude-Code-high",
                        "2.1 https://example.org/board#Terminus-2",
                        "2.1, hard https://example.org/board");
    }

    @Test
    void modelsDev() throws IOException {
        Feed feed = read(MarketSource.MODELS_DEV, """
                {"anthropic": {"models": {
                  "claude-nova-9": {"id": "claude-nova-9", "name": "Claude Nova 9", "release_date": "2026-05-01",
                    "tool_call": true, "status": "deprecated", "limit": {"context": 200000}, "later": {"unknown": 1},
                    "cost": {"input": 3, "output": 15.0, "cache_read": 0.3,
                      "tiers": [{"tier": {"type": "context", "size": 200000}, "input": 6, "output": 22.5}]},
                    "benchmarks": [{"name": "SWE-Bench Pro", "score": 59.1, "metric": "resolve rate",
                      "source": "https://example.org/board", "variant": "high"}]}}},
                 "amazon-bedrock": {"models": {
                  "us.anthropic.claude-nova-9-v1:0": {"id": "us.anthropic.claude-nova-9-v1:0",
                    "base_model": "anthropic/claude-nova-9", "cost": {"input": 3.3, "output": -1}},
                  "unpriced": {"id": "unpriced", "cost": {"input": 0, "output": 0}}}}}
                """);

        Offering own = offering(feed, "anthropic/claude-nova-9");
        assertThat(own.model()).isEqualTo(ModelId.of("claude-nova-9"));
        assertThat(own.firstHand()).isTrue();
        assertThat(own.contextWindowTokens()).contains(200_000);
        assertThat(own.releasedAt()).contains(LocalDate.parse("2026-05-01"));
        assertThat(own.lifecycle().deprecated()).isTrue();
        Offering resold = offering(feed, "amazon-bedrock/us.anthropic.claude-nova-9-v1:0");
        assertThat(resold.model()).isEqualTo(own.model());
        assertThat(resold.firstHand()).isFalse();
        RateCard card = prices(feed, "anthropic/claude-nova-9").get(0).tariff().standard();
        assertThat(base(card, Meter.INPUT)).isEqualByComparingTo("3");
        assertThat(card.rate(Meter.OUTPUT).orElseThrow().steps().get(0).above()).isEqualTo(200_000);
        assertThat(card.rate(Meter.CACHE_READ).orElseThrow().steps()).isEmpty();
        BenchmarkResult result = feed.benchmarks().get(0);
        assertThat(result.score()).isEqualTo(59.1);
        assertThat(result.sourceUrl()).isEqualTo("https://example.org/board#high");
        assertThat(feed.refused())
                .extracting(Feed.Refused::reason)
                .satisfiesExactly(
                        negative -> assertThat(negative).contains("negative (-1 USD per million tokens)"),
                        nothing -> assertThat(nothing).contains("its price is 0, which may mean free, unknown"));
    }

    @Test
    void liteLlm() throws IOException {
        Feed feed = read(MarketSource.LITELLM, """
                {"last_updated": "2026-07-24", "sample_spec": {"litellm_provider": "one of", "input_cost_per_token": 0},
                 "claude-nova-9": {"litellm_provider": "anthropic", "mode": "chat", "max_input_tokens": 200000,
                   "source": "javascript:alert(1)",
                   "input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05, "deprecation_date": "2026-10-19",
                   "cache_creation_input_token_cost_above_1hr": 6e-06, "cache_creation_input_token_cost": 3.75e-06,
                   "input_cost_per_token_above_200k_tokens": 6e-06, "input_cost_per_token_batches": 1.5e-06,
                   "output_cost_per_token_batches": 7.5e-06},
                 "bedrock/us-east-1/anthropic.claude-nova-9-v1:0": {"litellm_provider": "bedrock_converse",
                   "input_cost_per_token": 0.5, "output_cost_per_token": 1.5e-05},
                 "picture-1": {"litellm_provider": "openai", "output_cost_per_image": 0.04}}
                """);

        assertThat(feed.offerings()).hasSize(3);
        assertThat(offering(feed, "anthropic/claude-nova-9").lifecycle().retiresAt())
                .contains(LocalDate.parse("2026-10-19"));
        assertThat(offering(feed, "amazon-bedrock/us-east-1/anthropic.claude-nova-9-v1:0")
                        .model())
                .isEqualTo(ModelId.of("claude-nova-9"));
        assertThat(offering(feed, "anthropic/claude-nova-9").sourceUrl())
                .as("no link but to a page")
                .isNotEqualTo(Optional.of("javascript:alert(1)"));
        OfferedPrice price = prices(feed, "anthropic/claude-nova-9").get(0);
        RateCard standard = price.tariff().standard();
        assertThat(base(standard, Meter.INPUT)).isEqualByComparingTo("3");
        assertThat(base(standard, Meter.CACHE_WRITE)).isEqualByComparingTo("3.75");
        assertThat(base(standard, Meter.CACHE_WRITE_1H)).isEqualByComparingTo("6");
        assertThat(standard.rate(Meter.INPUT).orElseThrow().steps().get(0).above())
                .isEqualTo(200_000);
        assertThat(base(Objects.requireNonNull(price.tariff().cards().get(Service.BATCH)), Meter.OUTPUT))
                .isEqualByComparingTo("7.5");
        assertThat(feed.refused())
                .extracting(Feed.Refused::reason)
                .satisfiesExactly(
                        absurd -> assertThat(absurd).contains("500000.0 USD per million tokens, above 10,000"),
                        none -> assertThat(none).contains("no prices of the standard service"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            value = {
                "(a+b?)+\\\\1c | none of RE2: invalid escape sequence",
                "(?=a)b | none of RE2: invalid or unsupported Perl syntax",
                "[a | none of RE2: missing closing ]",
                "(((x{1000}){1000}){1000}) | repeats a group a number of times",
                "x{999} | too long or repeats too much"
            })
    void aPatternThatCannotBeMatchedInLittleTimeIsRefused(String regex, String fault) throws IOException {
        Feed feed = read(MarketSource.GENAI_PRICES, """
                [{"id": "acme", "name": "Acme", "models": [
                  {"id": "plain", "match": {"regex": "^nova-\\\\d{8}$"}, "prices": {"input_mtok": 1}},
                  {"id": "nova", "match": {"regex": "%s"}, "prices": {"input_mtok": 1}}]}]
                """.formatted(regex));

        assertThat(feed.refused())
                .extracting(Feed.Refused::reason)
                .anySatisfy(reason -> assertThat(reason).contains(fault));
    }

    @Test
    void genAiPrices() throws IOException {
        Feed feed = read(MarketSource.GENAI_PRICES, """
                [{"id": "deepseek", "name": "Deepseek", "models": [
                  {"id": "deepseek-chat", "match": {"or": [{"starts_with": "deepseek-chat"}, {"equals": "ds"}]}, "prices": [
                    {"prices": {"input_mtok": 0.1, "output_mtok": 0.5}},
                    {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"}, "prices": {"input_mtok": 0.2, "output_mtok": 1}},
                    {"constraint": {"start_date": "2026-09-01"}, "prices": {"input_mtok": 0.3, "output_mtok": 2}}]},
                  {"id": "deepseek-one", "match": {"starts_with": "deepseek-o"}, "prices": {"input_mtok": 1, "requests_kcount": 5}},
                  {"id": "deepseek-other", "match": {"contains": "seek-ot"}, "prices": {"input_mtok": 1}}]}]
                """);

        List<OfferedPrice> chat = prices(feed, "deepseek/deepseek-chat");
        assertThat(chat)
                .extracting(OfferedPrice::effectiveAt)
                .containsExactly(Optional.of(Instant.EPOCH), Optional.of(Instant.parse("2026-09-01T00:00:00Z")));
        assertThat(chat.get(0).observedAt()).contains(NOW);
        assertThat(chat.get(0).tariff().windows()).hasSize(1);
        assertThat(chat.get(0).tariff().windows().get(0).window().contains(Instant.parse("2026-08-25T16:29:59Z")))
                .isTrue();
        assertThat(chat.get(0).tariff().windows().get(0).window().contains(Instant.parse("2026-08-25T16:30:00Z")))
                .isFalse();
        assertThat(chat.get(1).tariff().windows()).isEmpty();
        assertThat(offering(feed, "deepseek/deepseek-chat").rule().orElseThrow().matches("DeepSeek-Chat-v9"))
                .isTrue();
        assertThat(feed.refused())
                .extracting(Feed.Refused::reason)
                .containsExactly(
                        "deepseek/deepseek-one: its rule overlaps with another one.",
                        "deepseek/deepseek-one: requests_kcount is no price of tokens; it is left out.",
                        "deepseek/deepseek-other: its rule overlaps with another one.");
        assertThat(offering(feed, "deepseek/deepseek-one").rule()).isEmpty();
    }

    @Test
    void priceHistory() throws IOException {
        Feed feed = read(MarketSource.PRICE_HISTORY, """
                observed_at,provider,model,input_usd_per_mtok,output_usd_per_mtok,cache_read_usd_per_mtok,cache_write_usd_per_mtok,change
                2026-01-02T00:00:00+02:00,zai,glm-9,0.6,2.2,,,added
                2026-03-04T00:00:00Z,zhipu_glm,glm-9,0.5,2.2,0.1,,changed
                2026-05-06T00:00:00Z,zai,glm-9,,,,,removed
                2026-05-06T00:00:00Z,zai,glm-9,cheap,2,,,changed
                """);

        assertThat(prices(feed, "zai/glm-9"))
                .extracting(OfferedPrice::effectiveAt)
                .containsExactly(
                        Optional.of(Instant.parse("2026-01-01T22:00:00Z")),
                        Optional.of(Instant.parse("2026-03-04T00:00:00Z")));
        assertThat(offering(feed, "zai/glm-9").firstHand()).isTrue();
        assertThat(feed.refused()).hasSize(1);
        assertThat(feed.refused().get(0).reason()).contains("'cheap', not a number");
    }

    @Test
    void liteLlmEvents() throws IOException {
        Feed feed = read(MarketSource.LITELLM_EVENTS, """
                observed_date,source,commit,model_key,event,input_cost_per_token,output_cost_per_token,cache_read_input_token_cost,cache_creation_input_token_cost
                2026-01-02,X,abc,openrouter/z-ai/glm-9,first_seen,6e-07,2.2e-06,,
                2026-02-02,X,def,gpt-99,first_seen,1e-06,2e-06,,
                """);

        OfferedPrice price = prices(feed, "openrouter/z-ai/glm-9").get(0);
        assertThat(base(price.tariff().standard(), Meter.INPUT)).isEqualByComparingTo("0.6");
        assertThat(price.reference()).contains("abc");
        assertThat(offering(feed, "openai/gpt-99").firstHand()).isTrue();
    }

    @Test
    void twoNamesOfOneTableAreNotMixed() throws IOException {
        Feed feed = read(MarketSource.LITELLM_EVENTS, """
                observed_date,source,commit,model_key,event,input_cost_per_token,output_cost_per_token,cache_read_input_token_cost,cache_creation_input_token_cost
                2026-01-02,X,abc,gemini/gemini-9-flash,first_seen,3e-06,4e-06,,
                2026-01-03,X,abc,gemini-9-flash,first_seen,1e-06,2e-06,,
                2026-01-04,X,abc,gemini-9-flash,in_out_change,2e-06,2e-06,,
                """);

        assertThat(prices(feed, "google/gemini-9-flash")).hasSize(2);
        assertThat(prices(feed, "google/gemini/gemini-9-flash")).hasSize(1);
    }

    @Test
    void pricesOfOneDayAreKeptInTheirOrder() throws IOException {
        Feed feed = read(MarketSource.LITELLM_EVENTS, """
                observed_date,source,commit,model_key,event,input_cost_per_token,output_cost_per_token,cache_read_input_token_cost,cache_creation_input_token_cost
                2026-01-02,X,abc,gpt-99,first_seen,1e-06,2e-06,,
                2026-01-02,X,def,gpt-99,in_out_change,3e-06,2e-06,,
                2026-01-02,X,fed,gpt-99,in_out_change,1e-06,2e-06,,
                2026-01-02,X,cba,gpt-99,in_out_change,1e-06,2e-06,,
                """);

        assertThat(prices(feed, "openai/gpt-99"))
                .extracting(price -> base(price.tariff().standard(), Meter.INPUT)
                                .intValue() + " from " + price.effectiveAt().orElseThrow())
                .containsExactly(
                        "1 from 2026-01-02T00:00:00Z",
                        "3 from 2026-01-02T00:00:00.000001Z",
                        "1 from 2026-01-02T00:00:00.000002Z");
    }

    @Test
    void aFileThatIsNoneOfThisFormatIsRefusedWhole() {
        assertThatThrownBy(() -> read(MarketSource.GENAI_PRICES, "{}"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no list of providers");
        assertThatThrownBy(() -> read(MarketSource.LITELLM, "{\"a\": ")).isInstanceOf(BadInputException.class);
    }

    @Test
    void aFileWithNothingToRecordIsRefusedWhole() {
        assertThatThrownBy(() -> read(MarketSource.MODELS_DEV, "{}"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has nothing that can be recorded as models-dev. Maybe it is another file");
    }

    @Test
    void leaderboardsKeepWhatATaskCost() throws IOException {
        Path aider = directory.resolve("polyglot_leaderboard.yml");
        Files.writeString(aider, """
                - dirname: run-1
                  test_cases: 200
                  model: gpt-99 (high)
                  pass_rate_1: 20.0
                  pass_rate_2: 55.5
                  date: 2026-02-25
                  total_cost: 10.0
                - dirname: run-2
                  test_cases: 200
                  model: gpt-99 (low)
                  pass_rate_2: 44.0
                  date: 2026-02-25
                  total_cost: 0.0
                """);
        Path boards = directory.resolve("leaderboards.json");
        Files.writeString(boards, """
                {"leaderboards": [
                  {"leaderboard": "bash-only", "name": "GPT 99", "date": "2026-03-01", "resolved": 70.5, "instance_cost": 0.25, "tags": ["Model: gpt-99-20260301"]},
                  {"leaderboard": "Verified", "name": "Two at work", "resolved": 71, "tags": ["Model: gpt-99", "Model: o9"]}]}
                """);
        Path tau = directory.resolve("tau2.csv");
        Files.writeString(tau, "model,date,type,domain,p1,p2,p3,p4,cost\nGPT-99,2026-01-01,,retail,80,,,,0.5\n");
        Map<String, ModelId> names = Map.of(
                "gpt-99 (high)", ModelId.of("gpt-99"),
                "gpt-99 (low)", ModelId.of("gpt-99"),
                "gpt-99-20260301", ModelId.of("gpt-99"),
                "GPT-99", ModelId.of("gpt-99"));

        List<BenchmarkResult> runs =
                leaderboard(Leaderboard.Format.AIDER, aider, names).results();
        assertThat(runs).extracting(BenchmarkResult::score).containsExactly(55.5, 44.0);
        assertThat(runs.get(0).costPerTaskUsd().orElseThrow()).isEqualByComparingTo("0.05");
        assertThat(runs.get(1).costPerTaskUsd()).isEmpty();
        assertThat(runs.get(0).sourceUrl()).isNotEqualTo(runs.get(1).sourceUrl());
        Leaderboard swe = leaderboard(Leaderboard.Format.SWEBENCH, boards, names);
        assertThat(swe.results()).extracting(BenchmarkResult::benchmark).containsExactly("SWE-bench bash-only");
        assertThat(swe.results().get(0).costPerTaskUsd().orElseThrow()).isEqualByComparingTo("0.25");
        assertThat(swe.unrecognised()).containsExactly("Two at work");
        assertThat(leaderboard(Leaderboard.Format.TAU2, tau, names)
                        .results()
                        .get(0)
                        .benchmark())
                .isEqualTo("tau2-bench retail");
    }

    private static Leaderboard leaderboard(Leaderboard.Format format, Path file, Map<String, ModelId> names) {
        return Leaderboard.read(format, file, name -> Optional.ofNullable(names.get(name)), NOW);
    }
}
