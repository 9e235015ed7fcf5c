package dev.autopack.modelintel.approval;

import dev.autopack.modelintel.candidate.Rejection;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.recommend.Answer;
import dev.autopack.modelintel.recommend.Question;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.Recommendations;
import dev.autopack.modelintel.recommend.Recommender;
import dev.autopack.modelintel.recommend.ScoringPolicy;
import dev.autopack.modelintel.recommend.StatusChange;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.score.Figures;
import dev.autopack.modelintel.usecase.UseCase;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What people have decided so far, which later answers heed. The last decision on a change, which is one model in place
 * of another in a use case, counts:
 *
 * <ul>
 *   <li>rejected: it is not recommended again before the case for it has {@linkplain MaterialChange become stronger}, and
 *       then says so;
 *   <li>accepted: it stays recommended and says that it waits to be implemented, and so do others for the same place;
 *   <li>implemented, while the other model serves again: it says that it was undone.
 * </ul>
 */
public final class PastDecisions {

    private final List<StoredRecommendation> decided;

    private PastDecisions(List<StoredRecommendation> decided) {
        this.decided = List.copyOf(decided);
    }

    /** @param decided the recommendations on which a person has decided, in the order of the last decision */
    public static PastDecisions of(List<StoredRecommendation> decided) {
        return new PastDecisions(decided);
    }

    /**
     * The question and what the recommender answers, less what people have turned down.
     *
     * @throws dev.autopack.modelintel.evidence.UnknownModelException if the evidence does not have the current model
     */
    public Answer answer(Recommender recommender, UseCase useCase, ModelId currentModel, Evidence evidence) {
        return new Answer(
                new Question(
                        useCase,
                        currentModel,
                        recommender.policy(),
                        ScoringPolicy.VERSION,
                        on(useCase, currentModel).stream()
                                .map(past -> past.lastChange().orElseThrow())
                                .toList()),
                recommend(recommender, useCase, currentModel, evidence));
    }

    /**
     * What the recommender answers, less what people have turned down; the next best models move up.
     *
     * @throws dev.autopack.modelintel.evidence.UnknownModelException if the evidence does not have the current model
     */
    public Recommendations recommend(
            Recommender recommender, UseCase useCase, ModelId currentModel, Evidence evidence) {
        List<StoredRecommendation> here = on(useCase, currentModel);
        if (here.isEmpty()) {
            return recommender.recommend(useCase, currentModel, evidence);
        }
        ScoringPolicy policy = recommender.policy();
        int roomForAllThatMayGo = policy.maxRecommendations() + here.size();
        Recommendations answer = Recommender.of(policy.withMaxRecommendations(roomForAllThatMayGo))
                .recommend(useCase, currentModel, evidence);
        return answer.recommended().isEmpty() ? answer : heeding(here, answer, policy.maxRecommendations());
    }

    private List<StoredRecommendation> on(UseCase useCase, ModelId currentModel) {
        return decided.stream()
                .filter(past -> past.recommendation().useCase().equals(useCase.id())
                        && past.recommendation().currentModel().equals(currentModel))
                .toList();
    }

    private static Recommendations heeding(List<StoredRecommendation> here, Recommendations answer, int atMost) {
        List<Recommendation> recommended = new ArrayList<>();
        List<Rejection> struckOut = new ArrayList<>();
        for (Recommendation recommendation : answer.recommended()) {
            Optional<StoredRecommendation> last = here.stream()
                    .filter(past -> past.sameChangeAs(recommendation))
                    .reduce((earlier, later) -> later);
            Optional<String> objection = last.filter(past -> past.status() == RecommendationStatus.REJECTED)
                    .filter(past -> changed(past, recommendation).isEmpty())
                    .map(past -> done(past, "rejected") + "; the case for it has not become materially stronger since")
                    .or(() -> recommended.size() < atMost
                            ? Optional.empty()
                            : Optional.of("it scores "
                                    + Figures.fixed(recommendation.scorecard().total(), 3)
                                    + ", but " + atMost + " better ones are recommended"));
            objection.ifPresentOrElse(
                    reason -> struckOut.add(new Rejection(recommendation.recommendedModel(), reason)),
                    () -> recommended.add(recommendation
                            .withRank(recommended.size() + 1)
                            .withRemark(last.map(past -> remark(past, recommendation))
                                    .orElseGet(() -> othersAccepted(here)))));
        }
        return answer.without(struckOut, recommended);
    }

    private static Optional<String> changed(StoredRecommendation past, Recommendation now) {
        return MaterialChange.between(
                past.recommendation(), now, past.policyVersion().equals(ScoringPolicy.VERSION));
    }

    private static String remark(StoredRecommendation past, Recommendation now) {
        return switch (past.status()) {
            case REJECTED ->
                "It was " + done(past, "rejected") + ", and comes back because "
                        + changed(past, now).orElseThrow() + ".";
            case ACCEPTED -> "It is " + done(past, "accepted") + ", and waits to be implemented.";
            case IMPLEMENTED -> "It was " + done(past, "implemented") + ", and undone since.";
            case PROPOSED -> "";
        };
    }

    private static String othersAccepted(List<StoredRecommendation> here) {
        return here.stream()
                .filter(past -> past.status() == RecommendationStatus.ACCEPTED)
                .map(past -> past.recommendation().recommendedModel() + " is " + done(past, "accepted")
                        + ", for the same place.")
                .collect(Collectors.joining(" "));
    }

    private static String done(StoredRecommendation past, String what) {
        StatusChange change = past.lastChange().orElseThrow();
        return what + " by " + change.by() + " on "
                + change.at().atOffset(ZoneOffset.UTC).toLocalDate() + " as recommendation " + past.id()
                + change.note().map(note -> " (\"" + note + "\")").orElse("");
    }
}
