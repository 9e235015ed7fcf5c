package dev.autopack.modelintel.recommend;

import static dev.autopack.modelintel.recommend.Known.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.score.Component;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Outlook;
import dev.autopack.modelintel.score.Outlooks;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.score.Scorer;
import dev.autopack.modelintel.sentiment.Sentiment;
import dev.autopack.modelintel.usecase.ScoringWeights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What must hold of the engine whatever the evidence. The first market of a list serves the use case now. */
class EngineLawsTest {

    private static final Recommender RECOMMENDER = Recommender.of(ScoringPolicy.defaults());

    /** A model as a test can vary it; a negative number stands for "not known". */
    record Facts(
            String provider,
            double price,
            double swe,
            double gaia,
            int succeeded,
            int failed,
            int praise,
            boolean deprecated,
            int context) {

        Known known(int number) {
            Known known = model("model-" + number, provider);
            if (price >= 0) {
                known.price(price, 4 * price);
            }
            if (swe >= 0) {
                known.benchmark("swe", swe);
            }
            if (gaia >= 0) {
                known.benchmark("gaia", gaia);
            }
            if (succeeded >= 0) {
                known.runs("builder", Complexity.LOW, succeeded, succeeded + failed);
            }
            for (int i = 0; i < praise; i++) {
                known.said(i % 2 == 0 ? Sentiment.POSITIVE : Sentiment.NEGATIVE);
            }
            if (deprecated) {
                known.deprecated();
            }
            return known.contextWindow(context);
        }

        Facts withPrice(double other) {
            return new Facts(provider, other, swe, gaia, succeeded, failed, praise, deprecated, context);
        }

        Facts withSwe(double other) {
            return new Facts(provider, price, other, gaia, succeeded, failed, praise, deprecated, context);
        }

        Facts withRuns(int succeededRuns, int failedRuns) {
            return new Facts(provider, price, swe, gaia, succeededRuns, failedRuns, praise, deprecated, context);
        }

        Facts withPraise(int other) {
            return new Facts(provider, price, swe, gaia, succeeded, failed, other, deprecated, context);
        }
    }

    @Provide
    Arbitrary<List<Facts>> markets() {
        Arbitrary<Double> maybePrice = Arbitraries.doubles().between(-2, 40);
        Arbitrary<Double> maybePercent = Arbitraries.doubles().between(-50, 100);
        return Combinators.combine(
                        Arbitraries.of("x", "y"),
                        maybePrice,
                        maybePercent,
                        maybePercent,
                        Arbitraries.integers().between(-10, 40),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 9).map(i -> i == 0))
                .as((provider, price, swe, gaia, succeeded, failed, praise, deprecated) -> new Facts(
                        provider, price, swe, gaia, succeeded, failed, praise, deprecated, 150_000 - failed * 1_500))
                .list()
                .ofMinSize(2)
                .ofMaxSize(7);
    }

    @Property
    void scoresAndConfidencesAreBoundedAndPartsAddUp(@ForAll("markets") List<Facts> market) {
        Recommendations answer = recommend(market);
        for (Recommendation recommendation : answer.recommended()) {
            Scorecard card = recommendation.scorecard();
            assertThat(card.total()).isBetween(0.0, 1 + 1e-12);
            assertThat(recommendation.confidence()).isBetween(0.0, 1.0);
            double sum = 0;
            for (Component component : card.components()) {
                sum += component.contribution();
            }
            assertThat(sum).isEqualTo(card.total());
        }
    }

    @Property
    void everyOtherModelIsEitherRecommendedOrRejectedWithAReason(@ForAll("markets") List<Facts> market) {
        Recommendations answer = recommend(market);
        List<String> named = new ArrayList<>();
        answer.recommended().forEach(r -> named.add(r.recommendedModel().value()));
        answer.rejected().forEach(r -> {
            assertThat(r.reason()).isNotBlank();
            named.add(r.model().value());
        });
        assertThat(named).doesNotHaveDuplicates().doesNotContain("model-0").hasSize(market.size() - 1);
    }

    @Property
    void noneRecommendedIsDeprecatedTooSmallOrNotBetter(@ForAll("markets") List<Facts> market) {
        Recommendations answer = recommend(market);
        for (Recommendation recommendation : answer.recommended()) {
            Facts facts = market.get(
                    Integer.parseInt(recommendation.recommendedModel().value().substring("model-".length())));
            assertThat(facts.deprecated()).isFalse();
            assertThat(facts.context()).isGreaterThanOrEqualTo(100_000);
            assertThat(recommendation.scorecard().total())
                    .isGreaterThan(answer.currentScorecard().total());
        }
    }

    @Property
    void cheaperNeverScoresLower(
            @ForAll("markets") List<Facts> market, @ForAll @DoubleRange(min = 0, max = 1) double discount) {
        Facts last = market.get(market.size() - 1);
        if (last.price() >= 0) {
            double before = lastScore(market).total();
            assertThat(lastScore(replaceLast(market, last.withPrice(last.price() * discount)))
                            .total())
                    .isGreaterThanOrEqualTo(before - 1e-12);
        }
    }

    @Property
    void aBetterBenchmarkNeverScoresLower(
            @ForAll("markets") List<Facts> market, @ForAll @DoubleRange(min = 0, max = 100) double better) {
        Facts last = market.get(market.size() - 1);
        if (last.swe() >= 0 && better >= last.swe()) {
            double before = lastScore(market).total();
            assertThat(lastScore(replaceLast(market, last.withSwe(better))).total())
                    .isGreaterThanOrEqualTo(before - 1e-12);
        }
    }

    @Property
    void oneMoreOfTheSameRunsSucceedingNeverScoresLower(@ForAll("markets") List<Facts> market) {
        Facts last = market.get(market.size() - 1);
        if (last.failed() > 0 && last.succeeded() >= 0) {
            double before = lastScore(market).total();
            Facts better = last.withRuns(last.succeeded() + 1, last.failed() - 1);
            assertThat(lastScore(replaceLast(market, better)).total()).isGreaterThan(before);
        }
    }

    @Property
    void oneMoreSuccessfulRunNeverLowersTheExpectedRate(@ForAll("markets") List<Facts> market) {
        Facts last = market.get(market.size() - 1);
        if (last.succeeded() + last.failed() > 0 && last.succeeded() >= 0) {
            double before = lastOutlook(market).success().rate();
            Facts more = last.withRuns(last.succeeded() + 1, last.failed());
            assertThat(lastOutlook(replaceLast(market, more)).success().rate()).isGreaterThanOrEqualTo(before - 1e-12);
        }
    }

    @Property
    void aDominatedModelIsNeverAboveTheOneThatDominatesIt(
            @ForAll("markets") List<Facts> market,
            @ForAll @DoubleRange(min = 0, max = 1) double dearer,
            @ForAll @DoubleRange(min = 0, max = 30) double worse,
            @ForAll @IntRange(max = 5) int failures) {
        Facts last = market.get(market.size() - 1);
        int fails = Math.min(failures, Math.max(0, last.succeeded()));
        Facts dominated = new Facts(
                last.provider(),
                last.price() < 0 ? last.price() : last.price() * (1 + dearer),
                last.swe() < 0 ? last.swe() : Math.max(0, last.swe() - worse),
                last.gaia(),
                last.succeeded() < 0 ? last.succeeded() : last.succeeded() - fails,
                last.failed() + fails,
                last.praise(),
                last.deprecated(),
                last.context());
        List<Facts> both = new ArrayList<>(market);
        both.add(dominated);
        List<ModelEvidence> models = evidence(both);
        double better = score(models, models.get(models.size() - 2)).total();
        assertThat(score(models, models.get(models.size() - 1)).total()).isLessThanOrEqualTo(better + 1e-12);
    }

    @Property
    void scalingAllWeightsChangesNothing(
            @ForAll("markets") List<Facts> market, @ForAll @DoubleRange(min = 0.01, max = 100) double factor) {
        double sum = 0.35 * factor + 0.40 * factor + 0.20 * factor + 0.05 * factor;
        ScoringWeights scaled =
                new ScoringWeights(0.35 * factor / sum, 0.40 * factor / sum, 0.20 * factor / sum, 0.05 * factor / sum);
        assertThat(Scorer.score(lastOutlook(market), scaled).total())
                .isCloseTo(lastScore(market).total(), within(1e-9));
    }

    @Property
    void withoutSentimentTheTotalMovesByAtMostItsWeight(@ForAll("markets") List<Facts> market) {
        Facts last = market.get(market.size() - 1);
        Scorecard with = lastScore(market);
        Scorecard without = lastScore(replaceLast(market, last.withPraise(0)));
        assertThat(Math.abs(with.total() - without.total()))
                .isLessThanOrEqualTo(with.component(ComponentName.SENTIMENT).weight() + 1e-12);
    }

    @Property
    void theOrderOfTheEvidenceDoesNotMatter(@ForAll("markets") List<Facts> market, @ForAll long seed) {
        List<ModelEvidence> shuffled = new ArrayList<>(evidence(market));
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(RECOMMENDER.recommend(Known.useCase(), ModelId.of("model-0"), Evidence.of(Known.NOW, shuffled)))
                .isEqualTo(recommend(market));
    }

    @Property
    void aModelOfWhichNothingIsKnownChangesNothingForTheOthers(@ForAll("markets") List<Facts> market) {
        List<ModelEvidence> more = new ArrayList<>(evidence(market));
        more.add(model("stranger", "x").evidence());
        Recommendations answer =
                RECOMMENDER.recommend(Known.useCase(), ModelId.of("model-0"), Evidence.of(Known.NOW, more));
        assertThat(answer.recommended()).isEqualTo(recommend(market).recommended());
    }

    @Property
    void moreRunsAtTheSameRateNeverWidenTheInterval(
            @ForAll @IntRange(max = 50) int succeeded,
            @ForAll @IntRange(max = 50) int failed,
            @ForAll @IntRange(min = 2, max = 9) int times) {
        if (succeeded + failed > 0) {
            assertThat(runtimeError(succeeded * times, failed * times))
                    .isLessThanOrEqualTo(runtimeError(succeeded, failed) + 1e-12);
        }
    }

    private static double runtimeError(int succeeded, int failed) {
        Facts facts = new Facts("x", 1, -1, -1, succeeded, failed, 0, false, 200_000);
        return lastScore(List.of(facts, facts))
                .component(ComponentName.RUNTIME)
                .estimate()
                .orElseThrow()
                .standardError();
    }

    private static Scorecard lastScore(List<Facts> market) {
        return Scorer.score(lastOutlook(market), ScoringWeights.defaults());
    }

    private static Outlook lastOutlook(List<Facts> market) {
        List<ModelEvidence> models = evidence(market);
        return outlook(models, models.get(models.size() - 1));
    }

    private static Scorecard score(List<ModelEvidence> models, ModelEvidence model) {
        return Scorer.score(outlook(models, model), ScoringWeights.defaults());
    }

    private static Outlook outlook(List<ModelEvidence> models, ModelEvidence model) {
        return Optional.ofNullable(Outlooks.of(Known.useCase(), Evidence.of(Known.NOW, models))
                        .get(model.model().id()))
                .orElseThrow();
    }

    private static List<Facts> replaceLast(List<Facts> market, Facts last) {
        List<Facts> changed = new ArrayList<>(market);
        changed.set(market.size() - 1, last);
        return changed;
    }

    private static Recommendations recommend(List<Facts> market) {
        return RECOMMENDER.recommend(Known.useCase(), ModelId.of("model-0"), Evidence.of(Known.NOW, evidence(market)));
    }

    private static List<ModelEvidence> evidence(List<Facts> market) {
        List<ModelEvidence> models = new ArrayList<>();
        for (Facts facts : market) {
            models.add(facts.known(models.size()).evidence());
        }
        return models;
    }
}
