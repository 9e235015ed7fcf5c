package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.candidate.KeptOut;
import dev.autopack.modelintel.candidate.Rejection;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The answer for one use case.
 *
 * @param useCase the use case
 * @param asOf the instant of the evidence
 * @param currentScorecard the current model's score
 * @param recommended the recommended models, best first; empty to keep the current one
 * @param rejected every other model of the catalog with the reason, sorted by name
 * @param confidence how sure the decision is, in [0, 1]: that of the first recommendation, or to keep, that no candidate is
 *     better; empty where there is no candidate to compare with
 * @param summary the decision and its main reason in a sentence
 * @param challenger the best model that may be considered: the first recommendation, or to keep, the one that comes
 *     closest; empty where there is no candidate
 * @param trial a model to try, where the current one is kept; empty where none is promising enough
 * @param keptOut models that the plan's rule kept out and that would clearly have won, the surest first
 */
public record Recommendations(
        UseCaseId useCase,
        Instant asOf,
        Scorecard currentScorecard,
        List<Recommendation> recommended,
        List<Rejection> rejected,
        OptionalDouble confidence,
        String summary,
        Optional<ModelId> challenger,
        Optional<Trial> trial,
        List<KeptOut> keptOut) {

    public Recommendations {
        recommended = List.copyOf(recommended);
        rejected = List.copyOf(rejected);
        keptOut = List.copyOf(keptOut);
    }

    /** An answer without a model to try or one that the plan's rule kept out. */
    public Recommendations(
            UseCaseId useCase,
            Instant asOf,
            Scorecard currentScorecard,
            List<Recommendation> recommended,
            List<Rejection> rejected,
            OptionalDouble confidence,
            String summary) {
        this(
                useCase,
                asOf,
                currentScorecard,
                recommended,
                rejected,
                confidence,
                summary,
                recommended.stream().map(Recommendation::recommendedModel).findFirst(),
                Optional.empty(),
                List.of());
    }

    public ModelId currentModel() {
        return currentScorecard.model();
    }

    public Decision decision() {
        return recommended.isEmpty() ? Decision.KEEP : Decision.SWITCH;
    }
}
