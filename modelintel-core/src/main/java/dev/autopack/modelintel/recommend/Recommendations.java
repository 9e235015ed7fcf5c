package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.candidate.KeptOut;
import dev.autopack.modelintel.candidate.Rejection;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

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

    public ModelId currentModel() {
        return currentScorecard.model();
    }

    public Decision decision() {
        return recommended.isEmpty() ? Decision.KEEP : Decision.SWITCH;
    }

    /**
     * The same answer after recommended models were struck out. Where none is left, it is people who keep the current
     * model, so that there is no confidence to state.
     *
     * @param struckOut the models struck out, with the reasons
     * @param left the recommendations that are left, in the order of their rank
     */
    public Recommendations without(List<Rejection> struckOut, List<Recommendation> left) {
        Optional<Recommendation> first = left.stream().findFirst();
        return new Recommendations(
                useCase,
                asOf,
                currentScorecard,
                left,
                Stream.concat(rejected.stream(), struckOut.stream())
                        .sorted(Comparator.comparing(Rejection::model))
                        .toList(),
                first.map(best -> OptionalDouble.of(best.confidence())).orElse(OptionalDouble.empty()),
                first.map(Recommendation::reasoning)
                        .orElse("Keep " + currentModel() + ": what would be recommended was turned down before."),
                first.map(Recommendation::recommendedModel).or(() -> challenger),
                trial,
                keptOut);
    }
}
