package dev.autopack.modelintel.score;

import static dev.autopack.modelintel.recommend.Known.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.pricing.TokenCounts;
import dev.autopack.modelintel.recommend.Known;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.sentiment.Sentiment;
import dev.autopack.modelintel.usecase.ScoringWeights;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScorerTest {

    @Test
    void aTaskThatCostsAQuarterOfItsValueScoresFourFifths() {
        // 100,000 x 1.5 + 10,000 x 10 USD per million = 0.25 USD; 1 / (1 + 0.25) = 0.8
        Estimate price = estimate(ComponentName.PRICE, model("a", "x").price(1.5, 10));
        assertThat(price.score()).isCloseTo(0.8, within(1e-12));
        assertThat(price.evidence()).containsExactly(1L);
    }

    @Test
    void theLatestPriceCounts() {
        Estimate price =
                estimate(ComponentName.PRICE, model("a", "x").price(5, 25).price(1.5, 10));
        assertThat(price.score()).isCloseTo(0.8, within(1e-12));
        assertThat(price.evidence()).containsExactly(2L);
    }

    @Test
    void aTalkativeModelCostsMore() {
        TokenCounts twice = new TokenCounts(200_000, 20_000);
        Known talkative = model("a", "x").price(1.5, 10).runs("builder", Complexity.LOW, 1, 2, twice);
        assertThat(estimate(ComponentName.PRICE, talkative).score()).isCloseTo(1 / 1.5, within(1e-12));
    }

    @Test
    void anUntriedModelIsAssumedToNeedTheTokensOfTheCurrentOne() {
        Known current =
                model("current", "x").price(9, 9).runs("builder", Complexity.LOW, 1, 2, new TokenCounts(200_000, 0));
        Known candidate = model("a", "x").price(5, 1);
        assertThat(scorer(current, candidate)
                        .taskCost(candidate.evidence())
                        .orElseThrow()
                        .usd())
                .isEqualByComparingTo("1.0");
    }

    @Test
    void noneOfFortyIsEvidenceOfFailure() {
        Estimate runtime = estimate(ComponentName.RUNTIME, model("a", "x").runs("builder", Complexity.LOW, 0, 40));
        assertThat(runtime.score()).isCloseTo(0.5 / 41, within(1e-12));
    }

    @Test
    void likerPhasesCountMore() {
        // 10 of 10 in full, 0 of 4 in another complexity by half, 0 of 8 in another role by a quarter:
        // (0.5 + 10) / (1 + 10 + 2 + 2)
        Estimate runtime = estimate(
                ComponentName.RUNTIME,
                model("a", "x")
                        .runs("builder", Complexity.LOW, 10, 10)
                        .runs("builder", Complexity.HIGH, 0, 4)
                        .runs("auditor", Complexity.LOW, 0, 8));
        assertThat(runtime.score()).isCloseTo(0.7, within(1e-12));
        assertThat(runtime.evidence()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void standingsAreShareOfANormalPopulationBeaten() {
        // 40 and 60: mean 50; spread sqrt((2 x 100 + 3 x 225) / (1 + 3)) = 14.790; Phi(10 / 14.790) = 0.7505
        Scorer scorer = scorer(
                model("current", "x").benchmark("swe", 40), model("a", "x").benchmark("swe", 60));
        assertThat(score(scorer, model("a", "x").benchmark("swe", 60)).score()).isCloseTo(0.7505, within(1e-4));
        assertThat(scorer.benchmarkAdvantage(model("a", "x").evidence()).getAsDouble())
                .isCloseTo(2 * 0.7505 - 1, within(2e-4));
    }

    @Test
    void aBenchmarkOfOneModelRanksNobody() {
        Scorer scorer = scorer(model("current", "x"), model("a", "x").benchmark("swe", 99));
        assertThat(scorer.score(model("a", "x").benchmark("swe", 99).evidence(), ScoringWeights.defaults())
                        .component(ComponentName.BENCHMARK)
                        .known())
                .isFalse();
    }

    @Test
    void fewSignalsStayNearNeutral() {
        Estimate tone = estimate(
                ComponentName.SENTIMENT,
                model("a", "x").said(Sentiment.POSITIVE).said(Sentiment.MIXED));
        // (1 + 1.5) / (2 + 2)
        assertThat(tone.score()).isCloseTo(0.625, within(1e-12));
    }

    private static Estimate score(Scorer scorer, Known model) {
        return scorer.score(model.evidence(), ScoringWeights.defaults())
                .component(ComponentName.BENCHMARK)
                .estimate()
                .orElseThrow();
    }

    private static Estimate estimate(ComponentName name, Known model) {
        return scorer(model("current", "x"), model)
                .score(model.evidence(), ScoringWeights.defaults())
                .component(name)
                .estimate()
                .orElseThrow();
    }

    private static Scorer scorer(Known... models) {
        return new Scorer(
                Known.useCase(),
                ModelId.of("current"),
                Evidence.of(Known.NOW, Stream.of(models).map(Known::evidence).toList()));
    }
}
