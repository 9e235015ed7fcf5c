package dev.autopack.modelintel.backtest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.usecase.ScoringWeights;
import java.util.Optional;

/** The plan's weighted sum as a first version would have it: steps for each part, one half for what is unknown. */
final class PlanFormula {

    private static final double UNKNOWN = 0.5;

    private PlanFormula() {}

    static double score(PublicScores publicScores, ModelId model, ModelId current, Optional<TaskRuns.Tally> telemetry) {
        ScoringWeights weights = ScoringWeights.defaults();
        return weights.price() * price(publicScores.price(model) / publicScores.price(current))
                + weights.benchmark() * benchmark(publicScores.benchmark(model))
                + weights.runtime() * telemetry.map(PlanFormula::runtime).orElse(UNKNOWN)
                + weights.sentiment() * UNKNOWN;
    }

    private static double price(double ratio) {
        if (Double.isNaN(ratio)) {
            return UNKNOWN;
        }
        return ratio <= 0.5 ? 1 : ratio <= 0.9 ? 0.75 : ratio <= 1.1 ? 0.5 : ratio <= 2 ? 0.25 : 0;
    }

    private static double benchmark(double standing) {
        if (standing == Double.NEGATIVE_INFINITY) {
            return UNKNOWN;
        }
        return standing >= 1 ? 1 : standing >= 0.33 ? 0.75 : standing >= -0.33 ? 0.5 : standing >= -1 ? 0.25 : 0;
    }

    private static double runtime(TaskRuns.Tally record) {
        double rate = (double) record.succeeded() / Math.max(1, record.finished());
        return rate >= 0.9 ? 1 : rate >= 0.7 ? 0.75 : rate >= 0.5 ? 0.5 : rate > 0.3 ? 0.25 : 0;
    }
}
