package dev.autopack.modelintel.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.autopack.modelintel.approval.PastDecisions;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.EvidenceChange;
import dev.autopack.modelintel.recommend.Answer;
import dev.autopack.modelintel.recommend.Decision;
import dev.autopack.modelintel.recommend.Known;
import dev.autopack.modelintel.recommend.Question;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.Recommender;
import dev.autopack.modelintel.recommend.ScoringPolicy;
import dev.autopack.modelintel.recommend.StatusChange;
import dev.autopack.modelintel.recommend.StoredAnswer;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.runtime.Complexity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final ModelId CURRENT = ModelId.of("glm-4.6");
    private static final Evidence THEN = known(70);

    @Test
    void theSameEvidenceGivesTheSameAnswerBitForBit() {
        Replay replay = Replay.of(stored(answer(List.of())), List.of(), THEN, known(70));

        assertThat(replay.identical()).isTrue();
        assertThat(replay.fromKeptEvidence()).isTrue();
        assertThat(replay.otherRules()).isFalse();
        assertThat(replay.evidenceChanges()).isEmpty();
    }

    @Test
    void aCorrectedFigureIsNamedWithEveryDigitThatItMoves() {
        Replay replay = Replay.of(stored(answer(List.of())), List.of(), THEN, known(75));

        assertThat(replay.identical()).isFalse();
        assertThat(replay.fromKeptEvidence()).isTrue();
        assertThat(replay.evidenceChanges())
                .extracting(EvidenceChange::table, EvidenceChange::id)
                .containsExactly(tuple("model_benchmarks", "2"));
        assertThat(replay.differences())
                .extracting(Difference::what)
                .contains("confidence", "glm-4.7: total", "glm-4.7: benchmark: score")
                .doesNotContain("decision", "glm-4.7: rank", "as of");
    }

    @Test
    void evidenceThatTheAnswerDoesNotHangOnLeavesItIdentical() {
        Evidence now = Evidence.of(
                Known.NOW,
                Stream.concat(
                                THEN.models().values().stream(),
                                Stream.of(Known.model("unheard-of", "nobody").evidence()))
                        .toList());
        Answer old = answer(List.of());
        Replay replay = Replay.of(stored(old), List.of(), THEN, now);

        assertThat(replay.evidenceChanges()).hasSize(1);
        assertThat(replay.differences())
                .containsExactly(
                        new Difference(
                                "unheard-of: not recommended",
                                "none",
                                "nothing is known of its quality: neither a benchmark that matters here, and that another model has too, nor telemetry"));
    }

    @Test
    void whatPeopleHadDecidedIsHeededAgain() {
        Recommendation first = answer(List.of()).recommendations().recommended().get(0);
        StatusChange no = change(RecommendationStatus.REJECTED);
        StoredRecommendation rejected = new StoredRecommendation(
                7,
                Known.NOW,
                Known.NOW,
                false,
                RecommendationStatus.REJECTED,
                ScoringPolicy.VERSION,
                first,
                List.of(),
                Optional.empty(),
                List.of(no));
        Answer heeding = answer(List.of(rejected));

        assertThat(heeding.recommendations().decision()).isEqualTo(Decision.KEEP);
        assertThat(heeding.question().decisions()).containsExactly(no);
        assertThat(Replay.of(stored(heeding), List.of(rejected), THEN, THEN).identical())
                .isTrue();
    }

    @Test
    void onlyWhatWasDecidedByThenIsHeeded() {
        StatusChange yes = change(RecommendationStatus.ACCEPTED);
        StatusChange done = change(RecommendationStatus.IMPLEMENTED);
        Recommendation first = answer(List.of()).recommendations().recommended().get(0);
        StoredRecommendation accepted = new StoredRecommendation(
                7,
                Known.NOW,
                Known.NOW,
                false,
                RecommendationStatus.ACCEPTED,
                ScoringPolicy.VERSION,
                first,
                List.of(),
                Optional.empty(),
                List.of(yes));
        StoredRecommendation implemented = new StoredRecommendation(
                7,
                Known.NOW,
                Known.NOW,
                false,
                RecommendationStatus.IMPLEMENTED,
                ScoringPolicy.VERSION,
                first,
                List.of(),
                Optional.empty(),
                List.of(yes, done));
        Answer waiting = answer(List.of(accepted));

        assertThat(waiting.recommendations().summary()).contains("waits to be implemented");
        assertThat(Replay.of(stored(waiting), List.of(implemented), THEN, THEN).identical())
                .isTrue();
    }

    @Test
    void otherRulesAreSaidPlainly() {
        Answer answer = answer(List.of());
        Question question = answer.question();
        Answer older = new Answer(
                new Question(question.useCase(), CURRENT, question.policy(), "1", List.of()), answer.recommendations());

        assertThat(Replay.of(stored(older), List.of(), THEN, THEN).otherRules()).isTrue();
    }

    @Test
    void aCurrentModelThatTheCatalogHasLostIsADifference() {
        Replay replay = Replay.of(stored(answer(List.of())), List.of(), THEN, Evidence.of(Known.NOW, List.of()));

        assertThat(replay.differences())
                .containsExactly(new Difference("current model", "glm-4.6", "unknown to the catalog"));
        assertThat(replay.evidenceChanges()).isNotEmpty();
    }

    private static Evidence known(double figure) {
        return Evidence.of(
                Known.NOW,
                List.of(
                        Known.model("glm-4.6", "zhipu")
                                .price(0.6, 2.2)
                                .benchmark("swe", 55)
                                .runs("builder", Complexity.LOW, 20, 40)
                                .evidence(),
                        Known.model("glm-4.7", "zhipu")
                                .price(0.3, 1.1)
                                .benchmark("aider", 60)
                                .benchmark("swe", figure)
                                .runs("builder", Complexity.LOW, 36, 40)
                                .evidence()));
    }

    private static Answer answer(List<StoredRecommendation> decided) {
        return PastDecisions.of(decided)
                .answer(Recommender.of(ScoringPolicy.defaults()), Known.useCase(), CURRENT, THEN);
    }

    private static StoredAnswer stored(Answer answer) {
        return new StoredAnswer(3, Known.NOW, Optional.of(Known.NOW), "digest", answer);
    }

    private static StatusChange change(RecommendationStatus to) {
        return new StatusChange(7, to, "Ann", Known.NOW, Optional.empty());
    }
}
