package dev.autopack.modelintel.backtest;

import static dev.autopack.modelintel.recommend.Known.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.autopack.modelintel.backtest.Calibration.Statement;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.recommend.Known;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BacktestTest {

    private static final Map<Complexity, UseCase> USE_CASES = Map.of(Complexity.LOW, Known.useCase());
    private static final BacktestPlan PLAN = new BacktestPlan(List.of(2, 9), 10, 20, 7, Map.of(Complexity.LOW, 1.0));

    /** Good solves all for 0.10, fair half for 0.10, dear all for 0.90: worth 0.90, 0.40 and 0.10 a task. */
    private static final List<Outcome> OUTCOMES = outcomes();

    private static final Evidence EVIDENCE = Evidence.of(
            Known.NOW,
            Stream.of(
                            model("good", "x").price(1, 4).benchmark("swe", 70),
                            model("fair", "x").price(1, 4).benchmark("swe", 40),
                            model("dear", "y").price(9, 36).benchmark("swe", 75))
                    .map(Known::evidence)
                    .toList());

    private static List<Outcome> outcomes() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int task = 0; task < 40; task++) {
            outcomes.add(outcome(task, "good", true, 0.1));
            outcomes.add(outcome(task, "fair", task % 2 == 0, 0.1));
            outcomes.add(outcome(task, "dear", true, 0.9));
        }
        return outcomes;
    }

    private static Outcome outcome(int task, String model, boolean succeeded, double usd) {
        return new Outcome("task-" + task, Complexity.LOW, ModelId.of(model), succeeded, OptionalDouble.of(usd));
    }

    @Test
    void whoKnowsEverythingHasNoRegret() {
        assertThat(regret(Strategy.ORACLE_ALL)).isZero();
    }

    @Test
    void simpleRulesRegretWhatTheyOverlook() {
        // best 0.90, mean about (0.90 + 0.40 + 0.10) / 3 = 0.467: the best benchmark regrets 0.80 / 0.433
        assertThat(regret(Strategy.BEST_BENCHMARK)).isCloseTo(0.8 / 0.433, within(0.05));
    }

    @Test
    void theEngineFindsTheBestOnceItIsTried() {
        assertThat(report().cells().stream()
                        .filter(cell -> cell.strategy() == Strategy.ENGINE && cell.tried() == 9)
                        .findFirst()
                        .orElseThrow()
                        .regret())
                .isZero();
    }

    @Test
    void everyStrategyIsReportedInEveryCell() {
        assertThat(report().cells()).hasSize(2 * Strategy.values().length);
    }

    @Test
    void aRuleWhosePickDidNotRunInTheFutureHasNoRegret() {
        List<Outcome> outcomes = new ArrayList<>(OUTCOMES);
        outcomes.add(outcome(0, "gift", true, 0.01));
        List<ModelEvidence> models = new ArrayList<>(EVIDENCE.models().values());
        models.add(model("gift", "x").price(0.1, 0.4).benchmark("swe", 50).evidence());
        // One split, in which its only task is of the past.
        BacktestPlan once = new BacktestPlan(List.of(2), 10, 1, 10, Map.of(Complexity.LOW, 1.0));

        BacktestReport report = Backtest.run(outcomes, Evidence.of(Known.NOW, models), USE_CASES, once);

        assertThat(report.meanRegret())
                .doesNotContainKey(Strategy.CHEAPEST_PRICE)
                .containsKey(Strategy.KEEP_CURRENT);
    }

    @Test
    void theSameSeedGivesTheSameReport() {
        assertThat(report()).isEqualTo(report());
    }

    @Test
    void outcomesOfOtherComplexitiesAreNoInput() {
        BacktestPlan high = new BacktestPlan(List.of(2), 10, 20, 7, Map.of(Complexity.HIGH, 1.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backtest.run(OUTCOMES, EVIDENCE, USE_CASES, high))
                .withMessageContaining("No complexity has two tasks");
    }

    @Test
    void calibrationComparesStatedWithObserved() {
        Calibration calibration = Calibration.of(List.of(
                new Statement(0.9, true),
                new Statement(0.9, true),
                new Statement(0.9, false),
                new Statement(0.9, true),
                new Statement(0.2, false)));
        // squares 3 x 0.01 + 0.81 + 0.04 = 0.88; base rate 0.6
        assertThat(calibration.brier()).isCloseTo(0.88 / 5, within(1e-12));
        assertThat(calibration.baseRateBrier()).isCloseTo(0.24, within(1e-12));
        // 4/5 x |0.9 - 0.75| + 1/5 x 0.2
        assertThat(calibration.ece()).isCloseTo(0.16, within(1e-12));
        assertThat(calibration.bins()).hasSize(2);
    }

    @Test
    void anAnswerToKeepStatesThatItsChallengerIsNotBetter() {
        Calibration answers = report().calibration();
        Calibration challengers = report().ofChallengers();

        // below the floor of 0.6 nothing is switched to, so that no answer is less sure than 0.4
        assertThat(answers.bins())
                .allSatisfy(bin -> assertThat(bin.confidence()).isGreaterThan(0.4));
        assertThat(challengers.bins())
                .anySatisfy(bin -> assertThat(bin.confidence()).isLessThan(0.1));
        assertThat(answers.bins().get(answers.bins().size() - 1).observed()).isEqualTo(1);
        assertThat(answers.brier()).isCloseTo(challengers.brier(), within(1e-12));
    }

    private static double regret(Strategy strategy) {
        Double regret = report().meanRegret().get(strategy);
        return regret == null ? Double.NaN : regret;
    }

    private static BacktestReport report() {
        return Backtest.run(OUTCOMES, EVIDENCE, USE_CASES, PLAN);
    }
}
