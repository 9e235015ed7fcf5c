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
 * @param calibration of the confidence of each answer: that the recommended model turns out of more value than the current
 *     one, or where the current one is kept, that its challenger, the one that comes closest, does not
 * @param ofChallengers the same statements, all as the probability that the challenger turns out of more value; an answer
 *     too timid to switch and one too bold do not make up for each other here
 */
public record BacktestReport(
        List<Cell> cells, Map<Strategy, Double> meanRegret, Calibration calibration, Calibration ofChallengers) {

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
