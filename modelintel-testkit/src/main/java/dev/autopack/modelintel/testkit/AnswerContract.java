package dev.autopack.modelintel.testkit;

import static dev.autopack.modelintel.testkit.Answered.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.candidate.KeptOut;
import dev.autopack.modelintel.candidate.Rejection;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.recommend.Answer;
import dev.autopack.modelintel.recommend.Decision;
import dev.autopack.modelintel.recommend.Question;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationRepository.Query;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.Recommendations;
import dev.autopack.modelintel.recommend.StatusChange;
import dev.autopack.modelintel.recommend.StoredAnswer;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.recommend.Trial;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.Setbacks;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What every {@link RecommendationRepository} must do with answers. Extend it and give an empty repository. */
public abstract class AnswerContract {

    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00.123456789Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final ModelId GLM = ModelId.of("glm-4.7");

    /** A repository that keeps nothing yet; called once for each test or try. */
    protected abstract RecommendationRepository emptyRepository();

    @Test
    void anAnswerToKeepIsKeptWithItsConfidenceAndItsReasons() {
        RecommendationRepository repository = emptyRepository();
        Answer kept = answer("doctor_cheap", JUNE, 7);

        save(repository, kept);

        assertThat(repository.newestAnswers()).singleElement().satisfies(stored -> {
            assertThat(stored.answer()).isEqualTo(kept);
            assertThat(stored.recommendations().decision()).isEqualTo(Decision.KEEP);
            assertThat(stored.recommendations().confidence()).hasValue(0.8);
            assertThat(stored.recommendations().rejected())
                    .containsExactly(new Rejection(ModelId.of("gpt-5.4"), "it is deprecated"));
        });
    }

    @Test
    void aTrialAndModelsKeptOutAreKeptToo() {
        RecommendationRepository repository = emptyRepository();
        Recommendations given = answer("doctor_cheap", JUNE, 7).recommendations();
        StatusChange rejection = new StatusChange(4, RecommendationStatus.REJECTED, "Ann", JULY, Optional.of("no"));
        Question plain = Answered.question("doctor_cheap", "1");
        Answer asked = Answered.of(
                new Question(plain.useCase(), plain.currentModel(), plain.policy(), "1", List.of(rejection)),
                new Recommendations(
                        given.useCase(),
                        JUNE,
                        given.currentScorecard(),
                        List.of(),
                        given.rejected(),
                        OptionalDouble.empty(),
                        "Keep.",
                        Optional.of(GLM),
                        Optional.of(new Trial(GLM, 12, "doctor", Optional.of(Complexity.LOW), "It may be better.")),
                        List.of(new KeptOut(GLM, 0.95, "its price is not competitive", "success 80 %"))));

        save(repository, asked);

        assertThat(newest(repository).answer()).isEqualTo(asked);
    }

    @Test
    void theSameQuestionOnTheSameEvidenceAddsNothing() {
        RecommendationRepository repository = emptyRepository();
        save(repository, answer("doctor_cheap", JUNE, 7));
        StoredAnswer first = newest(repository);

        save(repository, answer("doctor_cheap", JULY, 7));

        assertThat(newest(repository).id()).isEqualTo(first.id());
        assertThat(newest(repository).lastMadeAt().orElseThrow())
                .isAfter(first.lastMadeAt().orElseThrow());
        assertThat(newest(repository).recommendations().asOf()).isEqualTo(JUNE);
    }

    @Test
    void otherEvidenceOrAnotherQuestionMakesAnotherAnswer() {
        RecommendationRepository repository = emptyRepository();
        Answer answer = answer("doctor_cheap", JUNE, 7);
        save(repository, answer);
        long first = newest(repository).id();

        repository.save(glmKnown(), List.of(answer));
        long second = newest(repository).id();
        save(repository, Answered.of(Answered.question("doctor_cheap", "2"), answer.recommendations()));

        assertThat(List.of(first, second, newest(repository).id())).doesNotHaveDuplicates();
    }

    @Test
    void theNewestAnswerOfAUseCaseIsTheOneGivenLastWhateverItIs() {
        RecommendationRepository repository = emptyRepository();
        save(repository, answer("doctor_cheap", JUNE, 7, "a"));
        save(repository, answer("builder_default_low", JUNE, 7));
        save(repository, answer("doctor_cheap", JULY, 8));
        assertThat(decisions(repository)).containsExactly(Decision.KEEP, Decision.KEEP);

        save(repository, answer("doctor_cheap", JULY, 7, "a"));
        assertThat(decisions(repository)).containsExactly(Decision.KEEP, Decision.SWITCH);
        assertThat(repository.newestAnswers())
                .extracting(StoredAnswer::useCase)
                .containsExactly(new UseCaseId("builder_default_low"), new UseCaseId("doctor_cheap"));
    }

    @Test
    void anAnswerToAWhatIfIsKeptAndIsNeverTheNewest() {
        RecommendationRepository repository = emptyRepository();
        save(repository, answer("doctor_cheap", JUNE, 7, "a"));
        StoredAnswer newest = newest(repository);

        StoredRecommendation whatIf = saveWhatIf(repository, answer("doctor_cheap", JULY, 8, "b"));

        assertThat(repository.newestAnswers()).containsExactly(newest);
        assertThat(repository.waiting())
                .extracting(waiting -> waiting.recommendation().whatIf())
                .containsExactly(false);
        assertThat(repository.list(new Query(Optional.empty(), Optional.empty(), true, 9)))
                .extracting(each -> each.recommendation().recommendedModel())
                .containsExactly(ModelId.of("a"));
        assertThat(whatIf.whatIf()).isTrue();
        assertThat(repository.find(whatIf.id())).contains(whatIf);
        assertThat(repository.answerOf(whatIf.id()).orElseThrow().lastMadeAt()).isEmpty();
    }

    @Test
    void toAskWhatIfAgainOfTheNewestAnswerOrTheOtherWayRoundChangesOnlyWhatItMust() {
        RecommendationRepository repository = emptyRepository();
        Answer answer = answer("doctor_cheap", JUNE, 7, "a");
        long id = saveWhatIf(repository, answer).id();
        assertThat(newest(repository).lastMadeAt())
                .as("a use case that was only asked what-ifs shows the last of them")
                .isEmpty();
        assertThat(repository.list(new Query(Optional.empty(), Optional.empty(), true, 9)))
                .extracting(StoredRecommendation::id)
                .containsExactly(id);

        assertThat(save(repository, answer).get(0).id()).isEqualTo(id);
        StoredAnswer given = newest(repository);
        assertThat(repository.find(id).orElseThrow().whatIf())
                .as("what was given as the answer is no what-if any more")
                .isFalse();

        assertThat(saveWhatIf(repository, answer).id()).isEqualTo(id);
        assertThat(newest(repository)).isEqualTo(given);
        assertThat(repository.find(id).orElseThrow().whatIf()).isFalse();
    }

    @Test
    void aRecommendationBelongsToTheAnswerThatFirstMadeIt() {
        RecommendationRepository repository = emptyRepository();
        long a = save(repository, answer("doctor_cheap", JUNE, 7, "a")).get(0).id();
        StoredAnswer first = newest(repository);

        List<StoredRecommendation> later = save(repository, answer("doctor_cheap", JULY, 7, "a", "b"));

        assertThat(later.get(0).id()).isEqualTo(a);
        assertThat(repository.answerOf(a)).contains(first);
        assertThat(repository.answerOf(later.get(1).id())).contains(newest(repository));
        assertThat(repository.answerOf(a + 4711)).isEmpty();
    }

    /** Evidence of every shape comes back as it was, so that the answer can be given again. */
    @Property(tries = 20)
    void evidenceComesBackEqual(@ForAll("evidence") Evidence evidence) {
        RecommendationRepository repository = emptyRepository();

        repository.save(evidence, List.of(answer("doctor_cheap", evidence.asOf(), 7)));

        assertThat(repository.evidenceOf(newest(repository))).isEqualTo(evidence);
    }

    @Provide
    Arbitrary<Evidence> evidence() {
        return Combinators.combine(
                        DomainArbitraries.models(),
                        DomainArbitraries.statedPrices().list().ofMaxSize(4),
                        DomainArbitraries.benchmarkResults().list().ofMaxSize(4),
                        DomainArbitraries.sentimentSignals().list().ofMaxSize(4),
                        Arbitraries.integers().between(0, 40))
                .as((model, prices, benchmarks, signals, succeeded) -> Evidence.of(
                        JUNE,
                        List.of(new ModelEvidence(
                                model,
                                rows(prices.stream()
                                        .map(stated -> stated.price())
                                        .toList()),
                                rows(benchmarks),
                                rows(List.of(stats(model, succeeded))),
                                rows(signals)))));
    }

    private static RuntimeStats stats(Model model, long succeeded) {
        return new RuntimeStats(
                TimeWindow.ofDaysUntil(30, JULY),
                model.provider(),
                model.id().value(),
                "builder",
                succeeded % 2 == 0 ? Optional.of(Complexity.HIGH) : Optional.empty(),
                60,
                1_234_567,
                Optional.of(1_000_000L),
                Optional.empty(),
                Optional.of(new BigDecimal("0.120")),
                2,
                40,
                succeeded,
                100,
                200,
                5,
                Optional.of(new BigDecimal("0.01")),
                new Setbacks(0, 3, 1, new TreeMap<>(Map.of("timeout: \"late\"", 2L))));
    }

    private static <T> List<Row<T>> rows(List<T> facts) {
        List<Row<T>> rows = new ArrayList<>();
        facts.forEach(fact -> rows.add(new Row<>(rows.size() + 1L, fact)));
        return rows;
    }

    private static Evidence glmKnown() {
        return Evidence.of(
                JUNE,
                List.of(new ModelEvidence(Model.named(GLM, "zhipu"), List.of(), List.of(), List.of(), List.of())));
    }

    private static List<StoredRecommendation> save(RecommendationRepository repository, Answer answer) {
        return repository
                .save(Answered.nothingKnown(answer.recommendations().asOf()), List.of(answer))
                .get(0);
    }

    private static StoredRecommendation saveWhatIf(RecommendationRepository repository, Answer answer) {
        return repository
                .save(Answered.nothingKnown(answer.recommendations().asOf()), List.of(answer), any -> true)
                .get(0)
                .get(0);
    }

    private static StoredAnswer newest(RecommendationRepository repository) {
        return repository.newestAnswers().get(0);
    }

    private static List<Decision> decisions(RecommendationRepository repository) {
        return repository.newestAnswers().stream()
                .map(stored -> stored.recommendations().decision())
                .toList();
    }
}
