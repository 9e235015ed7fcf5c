package dev.autopack.modelintel.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.recommend.Known;
import dev.autopack.modelintel.runtime.Complexity;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What docs/quality.md measures on real outcomes, held on generated ones: means over six worlds of fixed seeds. */
class GeneratedWorldTest {

    private static final List<World> WORLDS =
            LongStream.rangeClosed(1, 6).mapToObj(World::new).toList();
    private static final BacktestPlan PLAN =
            new BacktestPlan(List.of(5, 10, 25), 40, 30, 1, Map.of(Complexity.LOW, 1.0));
    private static final List<BacktestReport> TRUE = reports(World::evidence);
    private static final double HONEST = regret(TRUE, Strategy.ENGINE);

    @Test
    void theEngineIsBetterThanEveryPlainRule() {
        for (Strategy rule : List.of(
                Strategy.KEEP_CURRENT,
                Strategy.CHEAPEST_PRICE,
                Strategy.BEST_BENCHMARK,
                Strategy.MOST_SUCCESSFUL_TRIED,
                Strategy.BEST_POSTERIOR_TRIED,
                Strategy.PLAN_FORMULA)) {
            assertThat(HONEST).as(rule.name()).isLessThan(regret(TRUE, rule));
        }
    }

    @Test
    void theEngineFindsGoodModelsThatNobodyHasTried() {
        assertThat(HONEST).isLessThan(regret(TRUE, Strategy.ORACLE_TRIED));
    }

    @Test
    void whatTheEngineIsSureOfComesTrue() {
        List<Calibration.Bin> sure = TRUE.stream()
                .flatMap(report -> report.calibration().bins().stream())
                .filter(bin -> bin.confidence() >= 0.9)
                .toList();
        double stated = sure.stream().mapToDouble(Calibration.Bin::n).sum();
        double cameTrue =
                sure.stream().mapToDouble(bin -> bin.n() * bin.observed()).sum();
        assertThat(stated).isGreaterThan(300);
        assertThat(cameTrue / stated).isGreaterThan(0.93);
    }

    @Test
    void theConfidenceIsCalibrated() {
        assertThat(TRUE.stream()
                        .mapToDouble(report -> report.calibration().ece())
                        .average()
                        .orElseThrow())
                .isLessThan(0.05);
        double brier = TRUE.stream()
                .mapToDouble(report -> report.calibration().brier())
                .sum();
        double alwaysTheBaseRate = TRUE.stream()
                .mapToDouble(report -> report.calibration().baseRateBrier())
                .sum();
        assertThat(brier / alwaysTheBaseRate).isLessThan(0.85);
    }

    @Test
    void twentyGlowingPostsForTheWorstModelMoveNothing() {
        assertThat(regret(reports(World::praised), Strategy.ENGINE)).isCloseTo(HONEST, within(0.02));
    }

    @Test
    void aBenchmarkFigureTenTimesTooHighMovesLittle() {
        assertThat(regret(reports(World::withAFigureTenTimesTooHigh), Strategy.ENGINE))
                .isCloseTo(HONEST, within(0.02));
    }

    @Test
    void aPriceAThousandTimesTooLowMovesLittle() {
        assertThat(regret(reports(World::withAPriceAThousandTimesTooLow), Strategy.ENGINE))
                .isCloseTo(HONEST, within(0.02));
    }

    @Test
    void allThreeTogetherMoveLittle() {
        assertThat(regret(reports(World::poisoned), Strategy.ENGINE)).isCloseTo(HONEST, within(0.02));
    }

    private static List<BacktestReport> reports(Function<World, Evidence> evidence) {
        return WORLDS.stream()
                .map(world -> Backtest.run(
                        world.outcomes(), evidence.apply(world), Map.of(Complexity.LOW, Known.useCase()), PLAN))
                .toList();
    }

    private static double regret(List<BacktestReport> reports, Strategy strategy) {
        return reports.stream()
                .mapToDouble(report -> report.meanRegret().getOrDefault(strategy, Double.NaN))
                .average()
                .orElseThrow();
    }
}
