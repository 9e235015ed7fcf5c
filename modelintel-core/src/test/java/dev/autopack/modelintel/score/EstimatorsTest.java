package dev.autopack.modelintel.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
        column.put(0, 1);
        column.put(1, -1);
        LatentFactor factor = LatentFactor.of(3, List.of(column), 1, new double[3]);
        // 1/2 over 1 + 1/2
        assertThat(factor.mean(0)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(factor.mean(2)).isZero();
        assertThat(factor.variance(0)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(factor.variance(2)).isEqualTo(1);
    }

    @Test
    void aColumnIsCentredOnTheModelsWithRuns() {
        Column column = Column.empty(3, 1);
        column.put(0, 10);
        column.put(1, 11);
        column.put(2, 1000);
        Column centred = column.centred(new double[] {1, 1, 0}, 1);
        assertThat(centred.value(0)).isCloseTo(-0.5, within(1e-12));
        // no further than 2.5 x sqrt(1 + 1)
        assertThat(centred.value(2)).isCloseTo(2.5 * Math.sqrt(2), within(1e-12));
    }

    @Test
    void theLevelLeavesOutTheModelItself() {
        double[] say = {1, 1, 0};
        double[] beyond = {2, 4, 0};
        Level level = new Level(say, beyond, 0, 1, 3);
        assertThat(level.mean(2)).isCloseTo(2, within(1e-12)); // (2 + 4 + 0) / 3
        assertThat(level.mean(0)).isCloseTo(2, within(1e-12)); // (4 + 0) / 2
        assertThat(level.mean(1)).isCloseTo(1, within(1e-12)); // (2 + 0) / 2
        assertThat(level.variance(2)).isCloseTo(1, within(1e-12));
        assertThat(level.variance(0)).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void anUncertainCostIsDearerOnAverage() {
        CostOutlook cost = new CostOutlook(0, 2 * Math.log(2), 0, List.of());
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
