package dev.autopack.modelintel.backtest;

import dev.autopack.modelintel.runtime.Complexity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the strategies did. Regret is normalised: 0 for the best model of the future tasks, 1 for the average one.
 *
 * @param cells the regret of each strategy in each complexity and number of tried models
 * @param meanRegret the mean over the cells
 * @param calibration how true the engine's probabilities are
 */
public record BacktestReport(List<Cell> cells, Map<Strategy, Double> meanRegret, Calibration calibration) {

    public BacktestReport {
        cells = List.copyOf(cells);
        meanRegret = Collections.unmodifiableMap(new EnumMap<>(meanRegret));
    }

    /**
     * A strategy in a complexity with a number of tried models.
     *
     * @param complexity the tasks
     * @param tried the number of tried models as the plan asks for it
     * @param strategy the strategy
     * @param regret mean over the splits
     * @param regretSe its standard error
     */
    public record Cell(Complexity complexity, int tried, Strategy strategy, double regret, double regretSe) {}
}
