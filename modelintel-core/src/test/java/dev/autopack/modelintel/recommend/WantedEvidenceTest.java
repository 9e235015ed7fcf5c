package dev.autopack.modelintel.recommend;

import static dev.autopack.modelintel.recommend.Known.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.recommend.WantedEvidence.Kind;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WantedEvidenceTest {

    private static final Known CURRENT =
            model("glm-4.6", "zhipu").price(0.6, 2.2).benchmark("swe", 40).runs("builder", Complexity.LOW, 16, 40);

    @Test
    void nothingIsWantedWhereTheAnswerIsToSwitch() {
        assertThat(wanted(
                        Known.useCase(),
                        CURRENT,
                        model("glm-4.7", "zhipu").price(0.6, 2.2).runs("builder", Complexity.LOW, 38, 40)))
                .isEmpty();
    }

    @Test
    void soManyRunsOfAPromisingModelWouldLiftItAboveTheFloor() {
        Known promising =
                model("glm-4.7", "zhipu").price(0.6, 2.2).benchmark("swe", 75).benchmark("aider", 80);
        UseCase careful = Known.useCase().withConfidenceFloor(0.95);

        WantedEvidence runs = wanted(careful, CURRENT, promising).get(0);

        assertThat(runs.kind()).isEqualTo(Kind.RUNS);
        assertThat(runs.model()).isEqualTo(ModelId.of("glm-4.7"));
        int wanted = runs.runs().orElseThrow();
        assertThat(wanted).isBetween(3, 100);
        assertThat(runs.what()).isEqualTo(wanted + " runs of glm-4.7 as builder on low complexity");
    }

    @Test
    void theRunsThatAreWantedDoChangeTheAnswer() {
        Known promising =
                model("glm-4.7", "zhipu").price(0.6, 2.2).benchmark("swe", 75).benchmark("aider", 80);
        UseCase careful = Known.useCase().withConfidenceFloor(0.95);
        int wanted = wanted(careful, CURRENT, promising).get(0).runs().orElseThrow();
        Recommender recommender = Recommender.of(ScoringPolicy.defaults());

        Known allWell = model("glm-4.7", "zhipu")
                .price(0.6, 2.2)
                .benchmark("swe", 75)
                .benchmark("aider", 80)
                .runs("builder", Complexity.LOW, wanted, wanted);

        assertThat(recommender
                        .recommend(careful, ModelId.of("glm-4.6"), known(CURRENT, promising))
                        .decision())
                .isEqualTo(Decision.KEEP);
        assertThat(recommender
                        .recommend(careful, ModelId.of("glm-4.6"), known(CURRENT, allWell))
                        .decision())
                .isEqualTo(Decision.SWITCH);
    }

    @Test
    void aSecondFigureIsWantedWhereOneAloneVouches() {
        assertThat(wanted(
                        Known.useCase(),
                        CURRENT,
                        model("glm-4.7", "zhipu").price(0.6, 2.2).benchmark("swe", 90)))
                .anySatisfy(wanted -> {
                    assertThat(wanted.kind()).isEqualTo(Kind.BENCHMARK);
                    assertThat(wanted.what()).isEqualTo("a benchmark figure of glm-4.7 in code");
                    assertThat(wanted.why()).contains("one benchmark alone vouches for it");
                });
    }

    @Test
    void aPriceIsWantedOfAModelThatLacksNothingElse() {
        assertThat(wanted(
                        Known.useCase(),
                        CURRENT,
                        model("glm-5", "zhipu").benchmark("swe", 80).benchmark("aider", 80),
                        model("glm-old", "zhipu")
                                .benchmark("swe", 90)
                                .benchmark("aider", 90)
                                .deprecated()))
                .singleElement()
                .satisfies(wanted -> {
                    assertThat(wanted.kind()).isEqualTo(Kind.PRICE);
                    assertThat(wanted.what()).isEqualTo("a price of glm-5");
                });
    }

    @Test
    void aFigureIsWantedOfAModelOfTheFamilyThatNobodyMeasured() {
        assertThat(wanted(
                        Known.useCase(),
                        CURRENT,
                        model("glm-5", "zhipu").price(0.6, 2.2),
                        model("gpt-9", "openai").price(0.6, 2.2)))
                .extracting(WantedEvidence::what)
                .containsExactly("a benchmark figure of glm-5 in code");
    }

    @Test
    void aPriceIsWantedOfACurrentModelWithoutOne() {
        assertThat(wanted(
                        Known.useCase(),
                        model("glm-4.6", "zhipu").benchmark("swe", 40),
                        model("gpt-9", "openai").price(0.6, 2.2).benchmark("swe", 30)))
                .extracting(WantedEvidence::what)
                .containsExactly("a price of glm-4.6");
    }

    @Test
    void runsAreCountedAndOtherEvidenceIsNot() {
        assertThatThrownBy(() -> new WantedEvidence(Kind.RUNS, ModelId.of("a"), OptionalInt.empty(), "", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WantedEvidence(Kind.PRICE, ModelId.of("a"), OptionalInt.of(3), "", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFloorOfTheUseCaseGoesBeforeThatOfThePolicy() {
        Known better =
                model("glm-4.7", "zhipu").price(0.6, 2.2).benchmark("swe", 60).benchmark("aider", 60);
        Recommender recommender = Recommender.of(ScoringPolicy.defaults());
        ModelId current = ModelId.of("glm-4.6");
        double confidence = recommender
                .recommend(Known.useCase().withConfidenceFloor(0), current, known(CURRENT, better))
                .recommended()
                .get(0)
                .confidence();

        assertThat(recommender
                        .recommend(Known.useCase().withConfidenceFloor(confidence), current, known(CURRENT, better))
                        .decision())
                .isEqualTo(Decision.SWITCH);
        assertThat(recommender
                        .recommend(
                                Known.useCase().withConfidenceFloor(Math.nextUp(confidence)),
                                current,
                                known(CURRENT, better))
                        .decision())
                .isEqualTo(Decision.KEEP);
        assertThatThrownBy(() -> Known.useCase().withConfidenceFloor(1.1))
                .hasMessage("builder_default_low: confidence_floor is 1.1, not in [0, 1].");
    }

    private static List<WantedEvidence> wanted(UseCase useCase, Known... models) {
        return Recommender.of(ScoringPolicy.defaults()).wanted(useCase, ModelId.of("glm-4.6"), known(models));
    }

    private static Evidence known(Known... models) {
        return Evidence.of(Known.NOW, Stream.of(models).map(Known::evidence).toList());
    }
}
