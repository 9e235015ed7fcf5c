package dev.autopack.modelintel.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.usecase.ScoringWeights;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScorerTest {

    private static final ScoringWeights PLAN = ScoringWeights.defaults();

    @Test
    void priceIsWhatIsLeftOfASuccess() {
        Scorecard card = Scorer.score(outlook(success(0.5, 8, 0, 0), 0.25), PLAN);
        assertThat(score(card, ComponentName.PRICE)).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void benchmarkIsTheForeseenRateOnTheScaleOfPrice() {
        Scorecard card = Scorer.score(outlook(success(0.6, 8, 0, 0), 0.25), PLAN);
        // 7/12 of 0.6
        assertThat(score(card, ComponentName.BENCHMARK)).isCloseTo(0.35, within(1e-12));
        assertThat(card.component(ComponentName.RUNTIME).known()).isFalse();
        // the weights 0.35, 0.40 + 0.20 and 0.05 of an unknown sentiment: 0.35 / 0.95 and 0.60 / 0.95
        assertThat(card.component(ComponentName.BENCHMARK).weight()).isCloseTo(0.6 / 0.95, within(1e-12));
    }

    @Test
    void runsTakeTheirShareOfTheWeight() {
        // worth 8 runs, 24 runs: three quarters of 0.60 / 0.95 go to the runs
        Scorecard card = Scorer.score(outlook(success(0.6, 8, 12, 24), 0.25), PLAN);
        assertThat(card.component(ComponentName.RUNTIME).weight()).isCloseTo(0.45 / 0.95, within(1e-12));
        assertThat(score(card, ComponentName.RUNTIME)).isCloseTo(0.5 * 7 / 12, within(1e-12));
    }

    @Test
    void thePlansWeightsOrderByExpectedValue() {
        SuccessOutlook success = success(0.6, 8, 12, 24);
        // posterior rate (8 x 0.6 + 12) / 32 = 0.525, value 0.525 x 1 - 0.25
        double value = 0.525 - 0.25;
        assertThat(Scorer.score(outlook(success, 0.25), PLAN).total())
                .isCloseTo(0.35 * (1 + value) / 0.95, within(1e-12));
    }

    @Test
    void moreWeightOnBenchmarksMakesThemWorthMoreRuns() {
        // benchmark : runtime is 4 : 1, twice the usual 2 : 1, so that 8 runs' worth becomes 16
        ScoringWeights weights = new ScoringWeights(0.4, 0.48, 0.12, 0);
        Scorecard card = Scorer.score(outlook(success(0.6, 8, 8, 16), 0.25), weights);
        assertThat(card.component(ComponentName.RUNTIME).weight()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void aTaskDearerThanASuccessIsNeverFreeOfIt() {
        Scorecard twice = Scorer.score(outlook(success(0.6, 8, 0, 0), 2), PLAN);
        assertThat(score(twice, ComponentName.PRICE)).isZero();
        assertThat(score(twice, ComponentName.BENCHMARK)).isCloseTo(0.35 / 2, within(1e-12));
    }

    @Test
    void whatNobodyKnowsIsAssumedAndSaidToBe() {
        SuccessOutlook unknown = new SuccessOutlook(0.4, 1, 0, 0, 1, 0, 0, 0, List.of(), List.of());
        Component benchmark = Scorer.score(outlook(unknown, 0.25), PLAN).component(ComponentName.BENCHMARK);
        assertThat(benchmark.known()).isFalse();
        assertThat(benchmark.estimate().orElseThrow().detail()).startsWith("nothing is known");
    }

    @Test
    void withoutBenchmarksTheRunsCarryTheWholeWeight() {
        SuccessOutlook onlyRuns = new SuccessOutlook(0.4, 1, 0, 0, 1, 0, 6, 9, List.of(), List.of(1L));
        Scorecard card = Scorer.score(outlook(onlyRuns, 0.25), PLAN);
        assertThat(card.component(ComponentName.RUNTIME).weight()).isCloseTo(0.6 / 0.95, within(1e-12));
        // (0.4 + 6) / 10 = 0.64
        assertThat(score(card, ComponentName.RUNTIME)).isCloseTo(0.64 * 7 / 12, within(1e-12));
    }

    @Test
    void aNeutralToneCountsAsNone() {
        Outlook silent = outlook(success(0.6, 8, 12, 24), 0.25);
        Outlook neutral = new Outlook(
                silent.model(), 1, silent.success(), silent.cost(), Optional.of(new Tone(0, 3, List.of(1L, 2L, 3L))));
        assertThat(Scorer.score(neutral, PLAN).total())
                .isCloseTo(Scorer.score(silent, PLAN).total(), within(1e-12));
    }

    private static double score(Scorecard card, ComponentName name) {
        return card.component(name).estimate().orElseThrow().score();
    }

    private static SuccessOutlook success(double foreseen, double pseudoRuns, long succeeded, long finished) {
        return new SuccessOutlook(foreseen, pseudoRuns, 2, 0, 1, 0, succeeded, finished, List.of(1L), List.of(1L));
    }

    /** A success is worth 1 USD; the cost is certain. */
    private static Outlook outlook(SuccessOutlook success, double usd) {
        return new Outlook(
                Model.named(ModelId.of("a"), "x"),
                1,
                success,
                Optional.of(new CostOutlook(Math.log(usd), 0, 0, 0, List.of(1L))),
                Optional.empty());
    }
}
