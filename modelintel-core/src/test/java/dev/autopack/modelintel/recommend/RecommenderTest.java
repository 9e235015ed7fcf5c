package dev.autopack.modelintel.recommend;

import static dev.autopack.modelintel.recommend.Known.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.autopack.modelintel.candidate.Rejection;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.evidence.UnknownModelException;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.usecase.Candidates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecommenderTest {

    private static final Known CURRENT =
            model("glm-4.6", "zhipu").price(0.6, 2.2).benchmark("swe", 55).runs("builder", Complexity.LOW, 20, 40);
    private static final Known CHEAP_AND_UNTRIED =
            model("kimi", "moonshotai").price(0.01, 0.01).benchmark("swe", 100).benchmark("gaia", 90);
    private static final Known SUCCESSOR =
            model("glm-4.7", "zhipu").price(0.6, 2.2).benchmark("swe", 70).runs("builder", Complexity.LOW, 30, 40);

    private static final Known MUCH_BETTER =
            model("glm-4.7", "zhipu").price(0.6, 2.2).benchmark("swe", 70).runs("builder", Complexity.LOW, 38, 40);

    @Test
    void recommendsTheBetterSuccessor() {
        Recommendations answer = recommend(CURRENT, SUCCESSOR);
        assertThat(answer.decision()).isEqualTo(Decision.SWITCH);
        Recommendation recommendation = answer.recommended().get(0);
        assertThat(recommendation.recommendedModel()).isEqualTo(ModelId.of("glm-4.7"));
        assertThat(recommendation.confidence()).isBetween(0.9, 1.0);
        assertThat(recommendation.expectedCostDeltaPct().getAsDouble()).isCloseTo(0, within(1e-9));
        // 30 of 40 against 20 of 40, each drawn to what its benchmark foresees
        assertThat(recommendation.expectedQualityDelta()).isCloseTo(0.25, within(0.06));
        assertThat(recommendation.evidence().runtimeStats()).containsExactly(1L);
        assertThat(recommendation.reasoning()).startsWith("glm-4.7 (same family) scores ");
    }

    @Test
    void keepsTheCurrentModelWhereNothingIsBetter() {
        Recommendations answer = recommend(
                CURRENT,
                model("glm-4.5", "zhipu").price(0.6, 2.2).benchmark("swe", 30).runs("builder", Complexity.LOW, 5, 40));
        assertThat(answer.decision()).isEqualTo(Decision.KEEP);
        assertThat(answer.confidence().getAsDouble()).isGreaterThan(0.9);
        assertThat(reason(answer, "glm-4.5")).contains("is not above the current model's");
    }

    @Test
    void doesNotClaimConfidenceWhereThereIsNothingToCompareWith() {
        assertThat(recommend(CURRENT).confidence()).isEmpty();
    }

    @Test
    void priceAloneMovesNobody() {
        assertThat(reason(recommend(CURRENT, model("glm-free", "zhipu").price(0, 0)), "glm-free"))
                .startsWith("nothing is known of its quality");
    }

    @Test
    void neverADeprecatedModel() {
        assertThat(reason(
                        recommend(
                                CURRENT,
                                model("glm-5", "zhipu")
                                        .price(0.1, 0.1)
                                        .benchmark("swe", 99)
                                        .deprecated()),
                        "glm-5"))
                .isEqualTo("it is deprecated");
    }

    @Test
    void neverAModelTooSmallOrWithoutTools() {
        assertThat(reason(
                        recommend(
                                CURRENT,
                                model("glm-small", "zhipu").benchmark("swe", 99).contextWindow(99_999)),
                        "glm-small"))
                .isEqualTo("its context window of 99999 tokens is smaller than the 100000 needed");
        assertThat(reason(
                        recommend(
                                CURRENT,
                                model("glm-mute", "zhipu").benchmark("swe", 99).toolUse(false)),
                        "glm-mute"))
                .isEqualTo("it cannot call tools");
    }

    @Test
    void anotherProviderMustBeCompetitive() {
        assertThat(reason(
                        recommend(
                                CURRENT,
                                model("kimi", "moonshotai").price(0.8, 3).benchmark("swe", 80)),
                        "kimi"))
                .startsWith("another provider (moonshotai) and its price is not competitive: 0.1")
                .contains(" USD a task against 0.08");
    }

    @Test
    void anotherProvidersPriceMustBeKnown() {
        assertThat(reason(recommend(CURRENT, model("kimi", "moonshotai").benchmark("swe", 80)), "kimi"))
                .isEqualTo("nothing is known of its cost: neither a price nor telemetry");
    }

    @Test
    void anotherProviderMustHaveBetterBenchmarks() {
        assertThat(reason(
                        recommend(
                                CURRENT,
                                model("kimi", "moonshotai").price(0.1, 1).benchmark("swe", 54)),
                        "kimi"))
                .contains("its benchmarks are not better");
        Known elsewhere = model("kimi", "moonshotai").price(0.1, 1).runs("builder", Complexity.LOW, 39, 40);
        assertThat(reason(recommend(CURRENT, elsewhere), "kimi"))
                .contains("only one of the two models has a benchmark");
    }

    @Test
    void anotherProviderMustNotClearlyRegress() {
        Known regressing =
                model("kimi", "moonshotai").price(0.1, 1).benchmark("swe", 90).runs("builder", Complexity.LOW, 4, 40);
        assertThat(reason(recommend(CURRENT, regressing), "kimi")).contains("telemetry shows a clear regression");
    }

    @Test
    void confidenceIsLimitedWhereNothingIsKnownOfTheCurrentModel() {
        Known unknown = model("glm-4.6", "zhipu").price(60, 220);
        Known failing = model("glm-4.5", "zhipu").price(0.01, 0.01).runs("builder", Complexity.LOW, 0, 40);
        Known tried = model("glm-4.7", "zhipu").price(0.01, 0.01).runs("builder", Complexity.LOW, 40, 40);
        Recommendation recommendation =
                recommend(unknown, tried, failing).recommended().get(0);
        assertThat(recommendation.confidence()).isEqualTo(0.80);
        assertThat(recommendation.reasoning())
                .contains("The confidence is 0.80 at most: nothing is known of the quality of the current model.");
    }

    @Test
    void oneFigureAloneMovesNobody() {
        Known untried = model("kimi", "moonshotai").price(0.01, 0.01).benchmark("swe", 100);
        Recommendations answer = recommend(CURRENT, untried);
        assertThat(answer.decision()).isEqualTo(Decision.KEEP);
        assertThat(answer.trial().orElseThrow().model()).isEqualTo(ModelId.of("kimi"));
    }

    @Test
    void theConfidenceOfASwitchIsThatOfTheModelRecommendedFirst() {
        Recommendations answer = Recommender.of(ScoringPolicy.defaults())
                .recommend(
                        Known.useCase().withConfidenceFloor(0.5),
                        ModelId.of("glm-4.6"),
                        Evidence.of(
                                Known.NOW,
                                List.of(
                                        CURRENT.evidence(),
                                        SUCCESSOR.evidence(),
                                        model("glm-5", "zhipu")
                                                .price(0.01, 0.01)
                                                .benchmark("swe", 100)
                                                .evidence())));
        Recommendation first = answer.recommended().get(0);
        assertThat(first.recommendedModel()).isEqualTo(ModelId.of("glm-5"));
        assertThat(answer.challenger()).contains(first.recommendedModel());
        assertThat(answer.confidence()).hasValue(first.confidence());
    }

    @Test
    void anUntriedModelIsToBeTriedFirst() {
        Known measuredTwice = model("glm-4.6", "zhipu")
                .price(0.6, 2.2)
                .benchmark("swe", 55)
                .benchmark("gaia", 50)
                .runs("builder", Complexity.LOW, 20, 40);
        assertThat(recommend(measuredTwice, CHEAP_AND_UNTRIED)
                        .recommended()
                        .get(0)
                        .reasoning())
                .contains("try it before you switch for good");
    }

    @Test
    void aFigureThatNoOtherModelHasVouchesForNobody() {
        assertThat(recommend(CURRENT, CHEAP_AND_UNTRIED).recommended()).isEmpty();
        assertThat(recommend(CURRENT, model("loner", "zhipu").price(0.01, 0.01).benchmark("gaia", 90))
                        .rejected())
                .singleElement()
                .extracting(Rejection::reason)
                .asString()
                .startsWith("nothing is known of its quality");
    }

    @Test
    void aPromisingModelIsProposedForATrial() {
        Known untried = model("glm-4.7", "zhipu").price(0.6, 2.2).benchmark("swe", 56);
        Recommendations answer = recommend(CURRENT, untried);
        assertThat(answer.decision()).isEqualTo(Decision.KEEP);
        Trial trial = answer.trial().orElseThrow();
        assertThat(trial.model()).isEqualTo(ModelId.of("glm-4.7"));
        assertThat(trial.role()).isEqualTo("builder");
        assertThat(trial.complexity()).contains(Complexity.LOW);
        assertThat(trial.runs()).isBetween(5, 40);
    }

    @Test
    void namesTheWinnerThatThePlansRuleKeptOut() {
        Known dearer =
                model("kimi", "moonshotai").price(1.5, 4).benchmark("swe", 80).runs("builder", Complexity.LOW, 39, 40);
        Recommendations answer = recommend(CURRENT, dearer);
        assertThat(answer.decision()).isEqualTo(Decision.KEEP);
        assertThat(answer.keptOut()).singleElement().satisfies(kept -> {
            assertThat(kept.model()).isEqualTo(ModelId.of("kimi"));
            assertThat(kept.condition()).contains("its price is not competitive");
            assertThat(kept.brings()).contains("success 9").contains("of glm-4.6");
        });
    }

    @Test
    void openCandidatesCompeteOnScoreAlone() {
        Known dearer =
                model("kimi", "moonshotai").price(1.5, 4).benchmark("swe", 80).runs("builder", Complexity.LOW, 39, 40);
        Recommendations answer = Recommender.of(ScoringPolicy.defaults())
                .recommend(
                        Known.useCase().withCandidates(Candidates.OPEN),
                        ModelId.of("glm-4.6"),
                        Evidence.of(Known.NOW, List.of(CURRENT.evidence(), dearer.evidence())));
        assertThat(answer.recommended().get(0).recommendedModel()).isEqualTo(ModelId.of("kimi"));
        assertThat(answer.keptOut()).isEmpty();
    }

    @Test
    void contradictingEvidenceLimitsTheConfidence() {
        Known current = model("glm-4.6", "zhipu").price(0.6, 2.2).runs("builder", Complexity.LOW, 200, 400);
        Known contradicting = model("glm-4.7", "zhipu").price(0.6, 2.2).runs("builder", Complexity.LOW, 400, 400);
        for (String benchmark : List.of("swe", "gaia", "commit0", "tau")) {
            current.benchmark(benchmark, 60);
            contradicting.benchmark(benchmark, 5);
        }
        Recommendation recommendation =
                recommend(current, contradicting).recommended().get(0);
        assertThat(recommendation.confidence()).isEqualTo(0.9);
        assertThat(recommendation.reasoning()).contains("the runs of glm-4.7 contradict its benchmarks");
    }

    @Test
    void oldRunsLimitTheConfidenceAndCallsThatFinishedNothingMakeThemNoYounger() {
        Instant later = Known.NOW.plus(Duration.ofDays(91));
        ModelEvidence current = CURRENT.evidence();
        ModelEvidence better = MUCH_BETTER.evidence();

        assertThat(first(Known.NOW, current, better).confidence()).isGreaterThan(0.9);
        for (ModelEvidence old : List.of(better, withRuns(better, later, 0, 0))) {
            Recommendation recommendation = first(later, current, old);
            assertThat(recommendation.confidence()).isEqualTo(0.9);
            assertThat(recommendation.reasoning())
                    .contains("the runs of glm-4.7 are old", "the runs of glm-4.6 are old");
        }
    }

    @Test
    void oldFiguresLimitTheConfidence() {
        Instant later = Known.NOW.plus(Duration.ofDays(366));

        Recommendation recommendation = first(
                later, withRuns(CURRENT.evidence(), later, 20, 40), withRuns(MUCH_BETTER.evidence(), later, 38, 40));

        assertThat(recommendation.confidence()).isEqualTo(0.9);
        assertThat(recommendation.reasoning())
                .contains("the figures of glm-4.7 are old")
                .doesNotContain("runs of");
    }

    private static Recommendation first(Instant asOf, ModelEvidence... models) {
        return recommend(asOf, models).recommended().get(0);
    }

    /** The same with more runs on the day before. */
    private static ModelEvidence withRuns(ModelEvidence known, Instant until, long succeeded, long finished) {
        List<Row<RuntimeStats>> runs = new ArrayList<>(known.runtime());
        runs.add(new Row<>(
                2,
                RuntimeStats.ofPhases(
                        TimeWindow.ofDaysUntil(1, until),
                        known.model(),
                        "builder",
                        Optional.of(Complexity.LOW),
                        finished,
                        succeeded,
                        Optional.empty(),
                        finished)));
        return new ModelEvidence(known.model(), known.prices(), known.benchmarks(), runs, known.sentiment());
    }

    @Test
    void withoutConfidenceThereIsNoRecommendation() {
        Known slightlyBetter =
                model("glm-4.7", "zhipu").price(0.6, 2.2).benchmark("swe", 56).runs("builder", Complexity.LOW, 21, 40);
        Recommendations answer = recommend(CURRENT, slightlyBetter);
        assertThat(answer.decision()).isEqualTo(Decision.KEEP);
        assertThat(reason(answer, "glm-4.7")).contains("is below the floor of 0.60");
    }

    @Test
    void atMostThreeAreRecommended() {
        Known[] models = IntStream.range(0, 6)
                .mapToObj(i -> i == 0
                        ? CURRENT
                        : model("glm-5." + i, "zhipu")
                                .price(0.6, 2.2)
                                .benchmark("swe", 80 + i)
                                .runs("builder", Complexity.LOW, 36, 40))
                .toArray(Known[]::new);
        Recommendations answer = recommend(models);
        assertThat(answer.recommended().stream()
                        .map(r -> r.recommendedModel().value())
                        .collect(Collectors.toList()))
                .containsExactly("glm-5.5", "glm-5.4", "glm-5.3");
        assertThat(reason(answer, "glm-5.2")).contains("3 better ones are recommended");
    }

    @Test
    void ofEqualScoresTheFamilyComesFirst() {
        Known foreign =
                model("a-model", "other").price(0.6, 2.2).benchmark("swe", 70).runs("builder", Complexity.LOW, 30, 40);
        assertThat(recommend(CURRENT, foreign, SUCCESSOR).recommended().get(0).recommendedModel())
                .isEqualTo(ModelId.of("glm-4.7"));
    }

    @Test
    void theCurrentModelMustBeKnown() {
        assertThatThrownBy(() -> recommend(SUCCESSOR))
                .isInstanceOf(UnknownModelException.class)
                .hasMessage("The catalog does not know glm-4.6. Maybe run ingest-catalog first, or correct the name.");
    }

    @Test
    void aTwinIsBetterWithProbabilityOneHalf() {
        Known twin =
                model("twin", "zhipu").price(0.6, 2.2).benchmark("swe", 55).runs("builder", Complexity.LOW, 20, 40);
        Recommendations answer = recommend(CURRENT, twin);
        assertThat(answer.decision()).isEqualTo(Decision.KEEP);
        assertThat(answer.confidence().getAsDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(answer.challenger()).contains(ModelId.of("twin"));
    }

    @Test
    void theScorecardShowsWhatIsUnknown() {
        Scorecard card = recommend(CURRENT).currentScorecard();
        assertThat(card.component(ComponentName.SENTIMENT).known()).isFalse();
        assertThat(card.component(ComponentName.RUNTIME).known()).isTrue();
    }

    private static String reason(Recommendations answer, String model) {
        return answer.rejected().stream()
                .filter(rejection -> rejection.model().value().equals(model))
                .map(Rejection::reason)
                .findFirst()
                .orElseThrow(() -> new AssertionError(model + " is not rejected"));
    }

    private static Recommendations recommend(Known... models) {
        return recommend(Known.NOW, Arrays.stream(models).map(Known::evidence).toArray(ModelEvidence[]::new));
    }

    private static Recommendations recommend(Instant asOf, ModelEvidence... models) {
        return Recommender.of(ScoringPolicy.defaults())
                .recommend(Known.useCase(), ModelId.of("glm-4.6"), Evidence.of(asOf, List.of(models)));
    }
}
