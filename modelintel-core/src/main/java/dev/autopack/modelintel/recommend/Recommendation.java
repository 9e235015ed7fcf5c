package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.util.OptionalDouble;

/**
 * A proposal to let another model serve a use case. Nothing changes until a person accepts it.
 *
 * @param useCase the use case
 * @param rank 1 for the best of its use case
 * @param scorecard the recommended model's score
 * @param currentScorecard the current model's score
 * @param confidence how sure it is that the recommended model is the better one, in [0, 1]
 * @param expectedCostDeltaPct change of the cost of a task in percent of the current cost; negative is cheaper; empty where
 *     nothing is known of the cost of one of them
 * @param expectedQualityDelta change of the success rate, in [-1, 1]; positive is better
 * @param reasoning why, in sentences for a person
 */
public record Recommendation(
        UseCaseId useCase,
        int rank,
        Scorecard scorecard,
        Scorecard currentScorecard,
        double confidence,
        OptionalDouble expectedCostDeltaPct,
        double expectedQualityDelta,
        String reasoning) {

    /** @throws IllegalArgumentException if the confidence is outside [0, 1] or both models are the same */
    public Recommendation {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("A confidence is in [0, 1], not " + confidence + ".");
        }
        if (rank < 1) {
            throw new IllegalArgumentException("A rank counts from 1, not " + rank + ".");
        }
        if (scorecard.model().equals(currentScorecard.model())) {
            throw new IllegalArgumentException(scorecard.model() + " is recommended in place of itself.");
        }
    }

    public ModelId recommendedModel() {
        return scorecard.model();
    }

    public ModelId currentModel() {
        return currentScorecard.model();
    }

    /** The rows that both scorecards rest on. */
    public EvidenceIds evidence() {
        return EvidenceIds.of(scorecard, currentScorecard);
    }

    /** The same at another place in the order. */
    public Recommendation withRank(int other) {
        return new Recommendation(
                useCase,
                other,
                scorecard,
                currentScorecard,
                confidence,
                expectedCostDeltaPct,
                expectedQualityDelta,
                reasoning);
    }

    /** The same with a sentence more for a person; a blank one adds nothing. */
    public Recommendation withRemark(String remark) {
        return new Recommendation(
                useCase,
                rank,
                scorecard,
                currentScorecard,
                confidence,
                expectedCostDeltaPct,
                expectedQualityDelta,
                remark.isBlank() ? reasoning : reasoning + " " + remark);
    }
}
