package dev.autopack.modelintel.testkit;

import static dev.autopack.modelintel.testkit.Answered.POLICY;
import static dev.autopack.modelintel.testkit.Answered.answer;
import static dev.autopack.modelintel.testkit.Answered.nothingKnown;
import static dev.autopack.modelintel.testkit.Answered.scorecard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.recommend.Answer;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationRepository.Query;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Estimate;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.usecase.ScoringWeights;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** What every {@link RecommendationRepository} must do. Extend it and give an empty repository. */
public abstract class RecommendationRepositoryContract {

    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");

    /** A repository that keeps nothing yet; called once for each test or try. */
    protected abstract RecommendationRepository emptyRepository();

    @Test
    void whatWasSavedIsFoundUnchanged() {
        RecommendationRepository repository = emptyRepository();
        Answer answer = answer("doctor_cheap", JUNE, 7, "glm-4.7");

        StoredRecommendation kept = save(repository, answer).get(0);

        assertThat(kept.recommendation())
                .isEqualTo(answer.recommendations().recommended().get(0));
        assertThat(kept.asOf()).isEqualTo(JUNE);
        assertThat(kept.policyVersion()).isEqualTo(POLICY);
        assertThat(kept.rejected()).isEqualTo(answer.recommendations().rejected());
        assertThat(kept.status()).isEqualTo(RecommendationStatus.PROPOSED);
        assertThat(kept.proposedPatch()).isEmpty();
        assertThat(repository.find(kept.id())).contains(kept);
        assertThat(repository.find(kept.id() + 1)).isEmpty();
    }

    @Property(tries = 20)
    void everyDigitOfAScoreSurvives(
            @ForAll @DoubleRange(min = 0, max = 1) double score,
            @ForAll @DoubleRange(min = 0, max = 1e6) double standardError,
            @ForAll @DoubleRange(min = 0, max = 1) double confidence,
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double delta) {
        Scorecard scorecard = Scorecard.of(
                ModelId.of("glm-4.7"),
                ScoringWeights.defaults(),
                Map.of(
                        ComponentName.PRICE, new Estimate(score + 0.0, standardError + 0.0, List.of(1L), "one"),
                        ComponentName.SENTIMENT, new Estimate(score + 0.0, 0.1, List.of(2L), "two")));
        Recommendation recommendation = new Recommendation(
                new UseCaseId("doctor_cheap"),
                1,
                scorecard,
                scorecard("claude-sonnet-4-5", 3),
                confidence,
                OptionalDouble.empty(),
                delta,
                "Because.");
        RecommendationRepository repository = emptyRepository();

        save(repository, answer("doctor_cheap", JUNE, List.of(recommendation)));

        assertThat(repository.list(all()))
                .extracting(StoredRecommendation::recommendation)
                .containsExactly(recommendation);
    }

    @Test
    void theSameRecommendationFromTheSameEvidenceIsKeptOnce() {
        RecommendationRepository repository = emptyRepository();
        List<StoredRecommendation> first = save(repository, answer("doctor_cheap", JUNE, 7, "glm-4.7"));

        assertThat(save(repository, answer("doctor_cheap", JULY, 7, "glm-4.7"))).isEqualTo(first);
        assertThat(repository.list(all())).hasSize(1);
    }

    @Test
    void otherEvidenceOrAnotherPolicyMakesAnotherRecommendation() {
        RecommendationRepository repository = emptyRepository();
        save(repository, answer("doctor_cheap", JUNE, 7, "glm-4.7"));
        save(repository, answer("doctor_cheap", JUNE, 8, "glm-4.7"));
        save(
                repository,
                Answered.of(
                        Answered.question("doctor_cheap", "2"),
                        answer("doctor_cheap", JUNE, 7, "glm-4.7").recommendations()));

        assertThat(repository.list(all())).hasSize(3);
    }

    @Test
    void recommendationsAreListedNewestFirstAndByRank() {
        RecommendationRepository repository = emptyRepository();
        save(repository, answer("doctor_cheap", JUNE, 7, "a", "b"));
        save(repository, answer("doctor_strong", JUNE, 7, "c", "d"));

        assertThat(models(repository.list(all()))).containsExactly("c", "d", "a", "b");
        assertThat(models(repository.list(new Query(Optional.empty(), Optional.empty(), false, 3))))
                .containsExactly("c", "d", "a");
    }

    @Test
    void aQueryNamesUseCaseAndStatus() {
        RecommendationRepository repository = emptyRepository();
        save(repository, answer("doctor_cheap", JUNE, 7, "a"));
        save(repository, answer("doctor_strong", JUNE, 7, "b"));

        assertThat(models(repository.list(
                        new Query(Optional.of(new UseCaseId("doctor_cheap")), Optional.empty(), false, 10))))
                .containsExactly("a");
        assertThat(repository.list(new Query(Optional.empty(), Optional.of(RecommendationStatus.ACCEPTED), false, 10)))
                .isEmpty();
    }

    @Test
    void theLatestAreThoseMadeLastEvenIfTheyWereOnRecordBefore() {
        RecommendationRepository repository = emptyRepository();
        save(repository, answer("doctor_cheap", JUNE, 7, "a", "b"));
        save(repository, answer("doctor_cheap", JULY, 7, "a", "c"));
        save(repository, answer("doctor_strong", JUNE, 7, "d"));

        assertThat(models(repository.list(new Query(Optional.empty(), Optional.empty(), true, 10))))
                .containsExactlyInAnyOrder("a", "c", "d");
    }

    @Test
    void thePatchProposedLastIsKept() {
        RecommendationRepository repository = emptyRepository();
        long id = save(repository, answer("doctor_cheap", JUNE, 7, "a")).get(0).id();

        repository.keepPatch(List.of(id), "--- a\n");
        repository.keepPatch(List.of(id), "--- b\n");

        assertThat(repository.find(id).orElseThrow().proposedPatch()).contains("--- b\n");
    }

    @Test
    void aPatchForNothingIsRefused() {
        RecommendationRepository repository = emptyRepository();
        long id = save(repository, answer("doctor_cheap", JUNE, 7, "a")).get(0).id();

        assertThatThrownBy(() -> repository.keepPatch(List.of(id, id + 41), "--- a\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("recommendation " + (id + 41));
        assertThat(repository.find(id).orElseThrow().proposedPatch()).isEmpty();
    }

    @Test
    void allAnswersAreKeptTogether() {
        RecommendationRepository repository = emptyRepository();

        List<List<StoredRecommendation>> kept = repository.save(
                nothingKnown(JUNE),
                List.of(
                        answer("doctor_cheap", JUNE, 7, "a", "b"),
                        answer("doctor_strong", JUNE, List.of()),
                        answer("tidy_semantic", JUNE, 7, "c")));

        assertThat(kept)
                .extracting(RecommendationRepositoryContract::models)
                .containsExactly(List.of("a", "b"), List.of(), List.of("c"));
        assertThat(repository.list(all()))
                .hasSize(3)
                .extracting(StoredRecommendation::createdAt)
                .containsOnly(kept.get(0).get(0).createdAt());
    }

    @Test
    void keepingTheCurrentModelIsNoRecommendation() {
        RecommendationRepository repository = emptyRepository();

        assertThat(save(repository, answer("doctor_cheap", JUNE, List.of()))).isEmpty();
        assertThat(repository.list(all())).isEmpty();
    }

    @Test
    void theLatestOfAUseCaseAreNoneWhereItsNewestAnswerIsToKeep() {
        RecommendationRepository repository = emptyRepository();
        save(repository, answer("doctor_cheap", JUNE, 7, "a"));
        save(repository, answer("doctor_strong", JUNE, 7, "b"));
        save(repository, answer("doctor_cheap", JULY, 8));

        Query latest = new Query(Optional.empty(), Optional.empty(), true, 10);
        assertThat(models(repository.list(latest))).containsExactly("b");

        save(repository, answer("doctor_cheap", JULY, 7, "a"));
        assertThat(models(repository.list(latest))).containsExactlyInAnyOrder("a", "b");
    }

    private static List<StoredRecommendation> save(RecommendationRepository repository, Answer answer) {
        return repository
                .save(nothingKnown(answer.recommendations().asOf()), List.of(answer))
                .get(0);
    }

    private static Query all() {
        return new Query(Optional.empty(), Optional.empty(), false, 100);
    }

    static List<String> models(List<StoredRecommendation> kept) {
        return kept.stream()
                .map(stored -> stored.recommendation().recommendedModel().value())
                .toList();
    }
}
