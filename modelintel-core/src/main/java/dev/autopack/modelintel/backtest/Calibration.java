package dev.autopack.modelintel.backtest;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether stated probabilities come true.
 *
 * @param brier mean squared difference between probability and what came true, 0 is best (Brier, G. W. (1950), Monthly
 *     Weather Review 78, 1)
 * @param baseRateBrier the same for always stating the share that came true
 * @param ece expected calibration error: the mean over ten bins of equal width of the gap between stated and observed,
 *     weighted by their size
 * @param bins the reliability table, lowest probability first, without empty bins
 */
public record Calibration(double brier, double baseRateBrier, double ece, List<Bin> bins) {

    private static final int BINS = 10;

    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Statements of similar probability.
     *
     * @param confidence their mean probability
     * @param observed the share that came true
     * @param n how many they are
     */
    public record Bin(double confidence, double observed, int n) {}

    /** A stated probability, and whether it came true. */
    record Statement(double probability, boolean cameTrue) {

        /** That it does not come true. */
        Statement opposite() {
            return new Statement(1 - probability, !cameTrue);
        }
    }

    static Calibration of(List<Statement> statements) {
        double[] stated = new double[BINS];
        double[] trues = new double[BINS];
        int[] count = new int[BINS];
        double squares = 0;
        double truths = 0;
        for (Statement statement : statements) {
            int bin = (int) Math.min(BINS - 1, statement.probability() * BINS);
            double truth = statement.cameTrue() ? 1 : 0;
            stated[bin] += statement.probability();
            trues[bin] += truth;
            count[bin]++;
            squares += (statement.probability() - truth) * (statement.probability() - truth);
            truths += truth;
        }
        List<Bin> bins = new ArrayList<>();
        double gaps = 0;
        for (int i = 0; i < BINS; i++) {
            if (count[i] > 0) {
                bins.add(new Bin(stated[i] / count[i], trues[i] / count[i], count[i]));
                gaps += Math.abs(stated[i] - trues[i]);
            }
        }
        int n = Math.max(1, statements.size());
        double baseRate = truths / n;
        return new Calibration(squares / n, baseRate * (1 - baseRate), gaps / n, bins);
    }
}
