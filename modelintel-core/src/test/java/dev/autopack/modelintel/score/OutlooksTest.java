package dev.autopack.modelintel.score;

import static dev.autopack.modelintel.recommend.Known.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.pricing.TokenCounts;
import dev.autopack.modelintel.recommend.Known;
import dev.autopack.modelintel.runtime.Complexity;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutlooksTest {

    @Test
    void aBetterBenchmarkForeseesMoreSuccess() {
        Known better = model("b", "x").benchmark("swe", 60);
        Known worse = model("w", "x").benchmark("swe", 40);
        assertThat(outlook("b", better, worse).success().foreseen())
                .isGreaterThan(outlook("w", better, worse).success().foreseen());
    }

    @Test
    void theTenthEditionOfABenchmarkSucceedsTheNinth() {
        Optional<String> ninth = Optional.of("v9");
        Optional<String> tenth = Optional.of("v10");
        Known ahead = model("ahead", "x").benchmark("swe", ninth, 40).benchmark("swe", tenth, 60);
        Known behind = model("behind", "x").benchmark("swe", ninth, 60).benchmark("swe", tenth, 40);
        assertThat(outlook("ahead", ahead, behind).success().foreseen())
                .isGreaterThan(outlook("behind", ahead, behind).success().foreseen());
    }

    @Test
    void withoutTelemetryAnAverageModelIsTakenToSucceedHalfTheTime() {
        Known only = model("a", "x").benchmark("swe", 40);
        assertThat(outlook("a", only).success().foreseen()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void theRunsOfOthersTellHowHardTheWorkIs() {
        Known tried = model("t", "x").benchmark("swe", 50).runs("builder", Complexity.LOW, 4, 40);
        Known untried = model("u", "x").benchmark("swe", 50);
        assertThat(outlook("u", tried, untried).success().foreseen()).isLessThan(0.4);
    }

    @Test
    void noneOfFortyIsEvidenceOfFailure() {
        Known failing = model("a", "x").benchmark("swe", 90).runs("builder", Complexity.LOW, 0, 40);
        assertThat(outlook("a", failing).success().rate()).isLessThan(0.12);
    }

    @Test
    void ownRunsCostWhatTheyCost() {
        // 40 runs of 100,000 x 1.5 + 10,000 x 10 USD per million = 0.25 USD
        Known tried = model("a", "x").price(1.5, 10).runs("builder", Complexity.LOW, 20, 40);
        assertThat(cost("a", tried).runs()).isEqualTo(40);
        assertThat(cost("a", tried).usd()).isCloseTo(0.25, within(0.02));
    }

    @Test
    void aPublishedCostTellsMoreThanThePriceOfATokenAlone() {
        Known tried = model("t", "x").price(1, 4).benchmark("swe", 50, 0.5).runs("builder", Complexity.LOW, 20, 40);
        Known terse = model("terse", "x").price(1, 4).benchmark("swe", 50, 0.1);
        Known verbose = model("verbose", "x").price(1, 4).benchmark("swe", 50, 2.5);
        assertThat(cost("terse", tried, terse, verbose).usd())
                .isLessThan(cost("verbose", tried, terse, verbose).usd() / 2);
    }

    @Test
    void withoutAnyPriceTheCostIsUnknown() {
        assertThat(outlook("a", model("a", "x").benchmark("swe", 50)).cost()).isEmpty();
    }

    @Test
    void runsInOtherWorkCountAsEvidenceOfTheModel() {
        Known good = model("good", "x").runs("builder", Complexity.HIGH, 36, 40);
        Known bad = model("bad", "x").runs("builder", Complexity.HIGH, 4, 40);
        SuccessOutlook success = outlook("good", good, bad).success();
        assertThat(success.tried()).isFalse();
        assertThat(success.benchmarked()).isTrue();
        assertThat(success.foreseen())
                .isGreaterThan(outlook("bad", good, bad).success().foreseen() + 0.2);
    }

    @Test
    void oneAbsurdPriceMovesAnEstimateByAboutTheSizeOfOrdinaryDifferences() {
        Known tried =
                model("t", "x").price(1, 4).runs("builder", Complexity.LOW, 20, 40, new TokenCounts(100_000, 10_000));
        Known sane = model("sane", "x").price(1, 4).benchmark("swe", 50);
        Known absurd = model("absurd", "x").price(0.001, 0.004).benchmark("swe", 50);
        Known another = model("another", "x").price(1.5, 6);
        double ratio = cost("sane", tried, another, sane).usd()
                / cost("absurd", tried, another, absurd).usd();
        assertThat(ratio).isBetween(1.5, 4.0);
    }

    private static CostOutlook cost(String model, Known... models) {
        return outlook(model, models).cost().orElseThrow();
    }

    private static Outlook outlook(String model, Known... models) {
        Evidence evidence =
                Evidence.of(Known.NOW, Stream.of(models).map(Known::evidence).toList());
        return Optional.ofNullable(Outlooks.of(Known.useCase(), evidence).get(ModelId.of(model)))
                .orElseThrow();
    }
}
