package dev.autopack.modelintel.approval;

import static dev.autopack.modelintel.recommend.RecommendationStatus.ACCEPTED;
import static dev.autopack.modelintel.recommend.RecommendationStatus.IMPLEMENTED;
import static dev.autopack.modelintel.recommend.RecommendationStatus.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.candidate.Rejection;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.recommend.Decision;
import dev.autopack.modelintel.recommend.Known;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.Recommendations;
import dev.autopack.modelintel.recommend.Recommender;
import dev.autopack.modelintel.recommend.ScoringPolicy;
import dev.autopack.modelintel.recommend.StatusChange;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PastDecisionsTest {

    /** Four models of one provider, each cheaper and better than the one before. */
    private static final Evidence EVIDENCE = Evidence.of(
            Known.NOW,
            List.of(
                    Known.model("m-1", "p")
                            .price(5, 25)
                            .runs("builder", Complexity.LOW, 50, 100)
                            .evidence(),
                    Known.model("m-2", "p")
                            .price(2, 10)
                            .runs("builder", Complexity.LOW, 60, 100)
                            .evidence(),
                    Known.model("m-3", "p")
                            .price(1, 5)
                            .runs("builder", Complexity.LOW, 65, 100)
                            .evidence(),
                    Known.model("m-4", "p")
                            .price(0.5, 2.5)
                            .runs("builder", Complexity.LOW, 70, 100)
                            .evidence()));

    private static final Recommender TWO =
            Recommender.of(ScoringPolicy.defaults().withMaxRecommendations(2));
    private static final Recommendations UNDECIDED = TWO.recommend(Known.useCase(), ModelId.of("m-1"), EVIDENCE);

    @Test
    void withoutDecisionsTheAnswerIsTheRecommenders() {
        assertThat(models(UNDECIDED)).containsExactly("m-4", "m-3");
        assertThat(answer()).isEqualTo(UNDECIDED);
    }

    @Test
    void whatWasRejectedStaysAwayWithWhoWhenAndWhy() {
        Recommendations answer = answer(decided(1, UNDECIDED.recommended().get(0), REJECTED));

        assertThat(models(answer)).containsExactly("m-3", "m-2");
        assertThat(answer.recommended()).extracting(Recommendation::rank).containsExactly(1, 2);
        assertThat(answer.summary()).startsWith("m-3 ");
        assertThat(answer.rejected())
                .contains(new Rejection(
                        ModelId.of("m-4"),
                        "rejected by Ann on 2026-11-24 as recommendation 1 (\"too new\"); the case for it has not become"
                                + " materially stronger since"));
        assertThat(answer.rejected()).extracting(Rejection::model).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whoRejectsEverythingKeepsTheCurrentModel() {
        Recommendations all =
                Recommender.of(ScoringPolicy.defaults()).recommend(Known.useCase(), ModelId.of("m-1"), EVIDENCE);
        List<StoredRecommendation> rejected = new ArrayList<>();
        all.recommended().forEach(each -> rejected.add(decided(rejected.size() + 1, each, REJECTED)));

        Recommendations answer = answer(rejected.toArray(StoredRecommendation[]::new));

        assertThat(answer.decision()).isEqualTo(Decision.KEEP);
        assertThat(answer.confidence()).isEmpty();
        assertThat(answer.summary()).isEqualTo("Keep m-1: what would be recommended was turned down before.");
    }

    @Test
    void whatComesBackSaysWhy() {
        Recommendation now = UNDECIDED.recommended().get(0);
        Recommendation then = new Recommendation(
                now.useCase(),
                1,
                now.scorecard(),
                now.currentScorecard(),
                0.1,
                now.expectedCostDeltaPct(),
                now.expectedQualityDelta(),
                "Then.");

        Recommendations answer = answer(decided(1, then, REJECTED));

        assertThat(models(answer)).containsExactly("m-4", "m-3");
        assertThat(answer.recommended().get(0).reasoning())
                .startsWith(now.reasoning())
                .contains(
                        "It was rejected by Ann on 2026-11-24 as recommendation 1 (\"too new\"), and comes back because"
                                + " the confidence has risen from 0.10 to ");
    }

    @Test
    void whatWasAcceptedStaysAndSoDoTheOthersForItsPlace() {
        Recommendations answer = answer(decided(1, UNDECIDED.recommended().get(0), ACCEPTED));

        assertThat(models(answer)).containsExactly("m-4", "m-3");
        assertThat(answer.recommended().get(0).reasoning())
                .endsWith("It is accepted by Ann on 2026-11-24 as recommendation 1 (\"too new\"), and waits to be"
                        + " implemented.");
        assertThat(answer.recommended().get(1).reasoning())
                .endsWith(
                        "m-4 is accepted by Ann on 2026-11-24 as recommendation 1 (\"too new\"), for the same place.");
    }

    @Test
    void whatWasUndoneSaysSo() {
        assertThat(answer(decided(1, UNDECIDED.recommended().get(0), ACCEPTED, IMPLEMENTED))
                        .recommended()
                        .get(0)
                        .reasoning())
                .endsWith(
                        "It was implemented by Ann on 2026-11-24 as recommendation 1 (\"too new\"), and undone since.");
    }

    @Test
    void theLastDecisionCounts() {
        Recommendation best = UNDECIDED.recommended().get(0);

        assertThat(models(answer(decided(1, best, REJECTED), decided(2, best, ACCEPTED))))
                .containsExactly("m-4", "m-3");
        assertThat(models(answer(decided(1, best, ACCEPTED, IMPLEMENTED), decided(2, best, REJECTED))))
                .containsExactly("m-3", "m-2");
    }

    @Test
    void decisionsElsewhereAreNotHeeded() {
        Recommendation elsewhere = new Recommendation(
                new UseCaseId("doctor_cheap"),
                1,
                UNDECIDED.recommended().get(0).scorecard(),
                UNDECIDED.currentScorecard(),
                0.7,
                OptionalDouble.empty(),
                0,
                "Elsewhere.");

        assertThat(answer(decided(1, elsewhere, REJECTED))).isEqualTo(UNDECIDED);
    }

    private static Recommendations answer(StoredRecommendation... decided) {
        return PastDecisions.of(List.of(decided)).recommend(TWO, Known.useCase(), ModelId.of("m-1"), EVIDENCE);
    }

    private static List<String> models(Recommendations answer) {
        return answer.recommended().stream()
                .map(recommendation -> recommendation.recommendedModel().value())
                .toList();
    }

    private static StoredRecommendation decided(long id, Recommendation recommendation, RecommendationStatus... steps) {
        List<StatusChange> history = new ArrayList<>();
        for (RecommendationStatus step : steps) {
            history.add(new StatusChange(id, step, "Ann", Made.NOW, Optional.of("too new")));
        }
        return new StoredRecommendation(
                id,
                Made.NOW,
                Made.NOW,
                false,
                steps[steps.length - 1],
                ScoringPolicy.VERSION,
                recommendation,
                List.of(),
                Optional.empty(),
                history);
    }
}
