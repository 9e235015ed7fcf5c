package dev.autopack.modelintel.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The small parts that the estimates are made of, by numbers a person can check. */
class EstimatorsTest {

    @Test
    void theArcsineScaleRunsFromZeroToAQuarterTurn() {
        assertThat(Arcsine.of(0)).isZero();
        assertThat(Arcsine.of(0.5)).isCloseTo(Math.PI / 4, within(1e-12));
        assertThat(Arcsine.of(1)).isCloseTo(Math.PI / 2, within(1e-12));
    }

    @Test
    void anUncertainRateIsNearerToOneHalf() {
        assertThat(Arcsine.meanRate(Arcsine.of(0.9), 0)).isCloseTo(0.9, within(1e-12));
        // (1 - cos(2 asin sqrt 0.9) e^(-0.2)) / 2 = (1 + 0.8 x 0.818731) / 2
        assertThat(Arcsine.meanRate(Arcsine.of(0.9), 0.1)).isCloseTo(0.827492, within(1e-6));
    }

    @Test
    void aVarianceOfOneFortiethIsWorthNineRuns() {
        assertThat(Arcsine.pseudoRuns(1.0 / 40)).isCloseTo(9, within(1e-12));
    }

    @Test
    void aModelWithOneFigureIsDrawnToTheAverage() {
        Column column = Column.empty(3, 2);
        column.add(0, 1);
        column.add(1, -1);
        LatentFactor factor = new LatentFactor(List.of(column), 1);
        // 1/2 over 1 + 1/2
        assertThat(factor.mean(0)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(factor.mean(2)).isZero();
        assertThat(factor.variance(0)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(factor.variance(2)).isEqualTo(1);
    }

    @Test
    void aColumnsCentreAndSpreadAreThoseOfTheModelsItHas() {
        Column column = Column.empty(4, 1);
        column.add(0, 0.4);
        column.add(1, 0.5);
        column.add(3, 0.9);
        assertThat(column.mean()).isCloseTo(0.6, within(1e-12));
        assertThat(column.median()).isCloseTo(0.5, within(1e-12));
        // sqrt((0.2^2 + 0.1^2 + 0.3^2) / 3), and with two more that lie 0.1 apart sqrt((0.14 + 0.02) / 5)
        assertThat(column.spread(0, 0.1)).isCloseTo(0.216025, within(1e-6));
        assertThat(column.spread(2, 0.1)).isCloseTo(0.178885, within(1e-6));
        assertThat(column.around(0.5, 0.2, 1).value(3)).isCloseTo(2, within(1e-12));
        assertThat(column.around(0.5, 0.2, 1).has(2)).isFalse();
        // no further than 2.5 x sqrt(1 + 1)
        assertThat(column.around(0.5, 0.01, 1).value(3)).isCloseTo(2.5 * Math.sqrt(2), within(1e-12));
    }

    @Test
    void oneBadFigureHardlyChangesAColumnsSpread() {
        Column column = Column.empty(12, 1);
        for (int i = 0; i < 11; i++) {
            column.add(i, 0);
        }
        column.add(11, 12);
        // the mean is 1 and the plain spread sqrt((11 x 1 + 121) / 12) = 3.3166: 11 is held at 2.5 x 3.3166 = 8.2916
        assertThat(column.spread(0, 0.1)).isCloseTo(Math.sqrt((11 + 8.2916 * 8.2916) / 12), within(1e-4));
    }

    @Test
    void modelsAlikeOnAScaleOfTheirOwnAreAllAverage() {
        Column column = Column.empty(2, 1);
        column.add(0, 1200);
        column.add(1, 1200);
        assertThat(column.around(column.mean(), column.spread(0, 0.1), 1).value(1))
                .isZero();
    }

    @Test
    void oneFigureFarFromTheOthersPullsNoHarderThanItsBound() {
        // four figures of noise 1 that agree on 0, and one of the fifth column: 0 = -t/1 - 4t + 1.345, t = 0.269
        assertThat(commonOf(0, 0, 0, 0, 100)).isCloseTo(0.269, within(1e-12));
        assertThat(commonOf(0, 0, 0, 0, 1e9)).isCloseTo(0.269, within(1e-12));
        // within the bound it counts in full: 1.5 / (1 + 5)
        assertThat(commonOf(0, 0, 0, 0, 1.5)).isCloseTo(0.25, within(1e-12));
    }

    private static double commonOf(double... figures) {
        List<Column> columns = new ArrayList<>();
        for (double figure : figures) {
            Column column = Column.empty(1, 1);
            column.add(0, figure);
            columns.add(column);
        }
        return new LatentFactor(columns, 1).mean(0);
    }

    @Test
    void theLevelLeavesOutTheModelItself() {
        Level level = level(tried(2), tried(4), Level.Model.untried(1));
        // the first by the second alone and the other way round: nearer to the assumed 0 than what that one did
        assertThat(level.without(0).mean()).isBetween(2.0, 4.0);
        assertThat(level.without(1).mean()).isBetween(1.0, 2.0);
        assertThat(level.without(2).mean()).isBetween(2.0, 3.0);
        assertThat(level.without(2).variance()).isLessThan(level.without(0).variance());
    }

    @Test
    void theLevelOfExactlyForeseenModelsIsWhatTheyDid() {
        Level level = level(exact(3), exact(3), Level.Model.untried(1));
        // two of variance k each and an assumed 0 of variance 100: 3 x 2/k over 2/k + 1/100, for any k about 3
        assertThat(level.without(2).mean()).isCloseTo(3, within(0.05));
    }

    @Test
    void modelsUnlikeWhatWasForeseenWidenTheDispersion() {
        double asForeseen = level(exact(-1), exact(1), exact(-1), exact(1), exact(0))
                .without(4)
                .dispersion();
        double alike = level(exact(0), exact(0), exact(0), exact(0), exact(0))
                .without(4)
                .dispersion();
        double unlike = level(exact(-5), exact(5), exact(-5), exact(5), exact(0))
                .without(4)
                .dispersion();
        assertThat(alike).isLessThan(0.6);
        assertThat(asForeseen).isBetween(0.8, 2.0);
        assertThat(unlike).isBetween(5.0, 8.0);
    }

    @Test
    void withoutRunsTheLevelIsTheAssumedOne() {
        Level.Place place = Level.ofLearnedDispersion(new Level.Model[] {Level.Model.untried(1)}, 7, 9)
                .without(0);
        assertThat(place.mean()).isEqualTo(7);
        assertThat(place.variance()).isCloseTo(9, within(1e-12));
        // the prior's mean over its six values
        assertThat(place.dispersion()).isBetween(1.0, 2.0);
    }

    @Test
    void aUsualDispersionIsOne() {
        Level level = Level.ofUsualDispersion(new Level.Model[] {tried(2), tried(4), Level.Model.untried(1)}, 0, 2);
        Level.Place place = level.without(2);
        // weights 1/2 and 1/2 of the tried and 1/2 of the assumed 0
        assertThat(place.mean()).isCloseTo(2, within(1e-12));
        assertThat(place.variance()).isCloseTo(1 / 1.5, within(1e-12));
        assertThat(place.dispersion()).isEqualTo(1);
        assertThat(level.without(0).mean()).isCloseTo(2, within(1e-12));
    }

    private static Level level(Level.Model... models) {
        return Level.ofLearnedDispersion(models, 0, 100);
    }

    private static Level.Model tried(double beyond) {
        return new Level.Model(beyond, 1, 1);
    }

    private static Level.Model exact(double beyond) {
        return new Level.Model(beyond, 1, 0);
    }

    @Test
    void whatModelsShareDoesNotTellThemApart() {
        // a half of each variance of 0.5 is shared: the difference varies by the other halves, 0.25 + 0.25, on the log
        // scale
        CostOutlook one = new CostOutlook(0, 0.5, 0.5, 0, List.of());
        CostOutlook other = new CostOutlook(0, 0.5, 0.5, 0, List.of());
        // 2 c^2 (e^0.5 - 1) - 2 c^2 (e^0.25 - 1), c^2 = e^0.5
        assertThat(one.varianceOfDifference(other))
                .isCloseTo(2 * Math.exp(0.5) * (Math.exp(0.5) - Math.exp(0.25)), within(1e-12));
        // p = 1/2 and kappa = 4: variance 0.05; the level of 0.1 moves the rate by 2 x 1/2 x 0.1
        SuccessOutlook success = new SuccessOutlook(0.5, 4, 1, 0, 1, 0.1, 0, 0, List.of(), List.of());
        assertThat(success.varianceOfDifference(success)).isCloseTo(2 * (0.05 - 0.01), within(1e-12));
    }

    @Test
    void anUncertainCostIsDearerOnAverage() {
        CostOutlook cost = new CostOutlook(0, 2 * Math.log(2), 0, 0, List.of());
        assertThat(cost.usd()).isCloseTo(2, within(1e-12));
        // 2^2 x (e^(2 ln 2) - 1)
        assertThat(cost.variance()).isCloseTo(12, within(1e-12));
    }

    @Test
    void numbersReadAsPeopleWriteThem() {
        assertThat(Figures.fixed(1234.5678, 2)).isEqualTo("1234.57");
        assertThat(Figures.fixed(-0.004, 2)).isEqualTo("0.00");
        assertThat(Figures.fixed(-0.05, 1)).isEqualTo("-0.1");
        assertThat(Figures.signed(12, 0)).isEqualTo("+12");
    }
}
