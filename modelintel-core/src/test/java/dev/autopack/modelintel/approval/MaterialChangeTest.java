package dev.autopack.modelintel.approval;

import static dev.autopack.modelintel.score.ComponentName.BENCHMARK;
import static dev.autopack.modelintel.score.ComponentName.PRICE;
import static dev.autopack.modelintel.score.ComponentName.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.usecase.ScoringWeights;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class MaterialChangeTest {

    /** Price counts 7/15 and benchmarks 8/15, because runtime and sentiment are not known. */
    private static Made then() {
        return Made.of(PRICE, 0.8, 0.5).and(BENCHMARK, 0.6, 0.5).confidence(0.7).cost(-20);
    }

    @Property
    void theSameCaseIsNeverNew(
            @ForAll @DoubleRange(min = 0, max = 1) double score,
            @ForAll @DoubleRange(min = 0, max = 0.99) double sure) {
        Made made = Made.of(PRICE, score, 0.5).confidence(sure).cost(-20);
        assertThat(MaterialChange.between(made.recommendation(), made.recommendation(), true))
                .isEmpty();
    }

    @Property
    void aWeakerCaseIsNoReasonToAskAgain(
            @ForAll @DoubleRange(min = 0, max = 0.8) double price,
            @ForAll @DoubleRange(min = 0, max = 0.7) double sure,
            @ForAll @DoubleRange(min = -20, max = 100) double cost) {
        Made now = Made.of(PRICE, price, 0.5)
                .and(BENCHMARK, 0.6, 0.5)
                .confidence(sure)
                .cost(cost);
        assertThat(MaterialChange.between(then().recommendation(), now.recommendation(), true))
                .isEmpty();
    }

    @Test
    void telemetryThatWasMissingIsMaterialEvenIfItWeakensTheLead() {
        Made now = then().and(RUNTIME, 0.5, 0.6).confidence(0.65);
        assertThat(MaterialChange.between(then().recommendation(), now.recommendation(), true))
                .contains("runtime is now known of both models");
    }

    @Test
    void aQuarterOffTheRelativeCostIsMaterial() {
        // 0.75 times 0.80 is 0.60.
        assertThat(MaterialChange.between(
                        then().recommendation(), then().cost(-40).recommendation(), true))
                .contains("a task is now expected to cost -40 % and not -20 %");
        assertThat(MaterialChange.between(
                        then().recommendation(), then().cost(-39.9).recommendation(), true))
                .isEmpty();
    }

    @Test
    void aLeadThatGrowsByATwentiethIsMaterial() {
        // 8/15 of 0.10 is 0.0533; of 0.09 it is 0.048.
        Made grown = Made.of(PRICE, 0.8, 0.5).and(BENCHMARK, 0.7, 0.5).cost(-20);
        Made hardly = Made.of(PRICE, 0.8, 0.5).and(BENCHMARK, 0.69, 0.5).cost(-20);
        assertThat(MaterialChange.between(then().recommendation(), grown.recommendation(), true))
                .contains("its lead in score has grown by 0.053");
        assertThat(MaterialChange.between(then().recommendation(), hardly.recommendation(), true))
                .isEmpty();
    }

    @Test
    void halfTheDoubtIsMaterial() {
        assertThat(MaterialChange.between(
                        then().recommendation(), then().confidence(0.85).recommendation(), true))
                .contains("the confidence has risen from 0.70 to 0.85");
        assertThat(MaterialChange.between(
                        then().recommendation(), then().confidence(0.84).recommendation(), true))
                .isEmpty();
    }

    @Test
    void otherWeightsAloneChangeNothing() {
        Made now = then().weights(new ScoringWeights(0.9, 0.05, 0.05, 0)).confidence(0.99);
        assertThat(now.recommendation().scorecard().total()
                        - now.recommendation().currentScorecard().total())
                .as("the lead under the new weights, which was 0.193")
                .isGreaterThan(0.28);
        assertThat(MaterialChange.between(then().recommendation(), now.recommendation(), true))
                .isEmpty();
    }

    @Test
    void underOtherRulesOnlyFactsCount() {
        Made now = Made.of(PRICE, 1, 0).and(BENCHMARK, 1, 0).confidence(0.99).cost(-20);
        assertThat(MaterialChange.between(then().recommendation(), now.recommendation(), false))
                .isEmpty();
        assertThat(MaterialChange.between(then().recommendation(), now.cost(-50).recommendation(), false))
                .isPresent();
    }
}
