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

    private static Made then() {
        return Made.of(PRICE, 0.8, 0.5)
                .and(BENCHMARK, 0.6, 0.5)
                .confidence(0.7)
                .cost(-20)
                .quality(0.02);
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
            @ForAll @DoubleRange(min = -1, max = 0.02) double quality,
            @ForAll @DoubleRange(min = 0, max = 0.7) double sure,
            @ForAll @DoubleRange(min = -20, max = 100) double cost) {
        Made now = then().quality(quality).confidence(sure).cost(cost);
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
    void fivePointsOfQualityAreMaterial() {
        assertThat(MaterialChange.between(
                        then().recommendation(), then().quality(0.07).recommendation(), true))
                .contains("quality is now expected to change by +7 points and not +2");
        assertThat(MaterialChange.between(
                        then().recommendation(), then().quality(0.069).recommendation(), true))
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
        Made now = then().weights(new ScoringWeights(0.9, 0.05, 0.05, 0));
        assertThat(now.recommendation().scorecard().total()
                        - now.recommendation().currentScorecard().total())
                .as("the lead in score, which was 0.193")
                .isGreaterThan(0.28);
        assertThat(MaterialChange.between(then().recommendation(), now.recommendation(), true))
                .isEmpty();
    }

    @Test
    void underOtherRulesOnlyFactsCount() {
        Made now = then().quality(1).confidence(0.99);
        assertThat(MaterialChange.between(then().recommendation(), now.recommendation(), false))
                .isEmpty();
        assertThat(MaterialChange.between(then().recommendation(), now.cost(-50).recommendation(), false))
                .isPresent();
    }
}
