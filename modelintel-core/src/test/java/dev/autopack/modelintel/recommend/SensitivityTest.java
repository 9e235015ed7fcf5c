package dev.autopack.modelintel.recommend;

import static dev.autopack.modelintel.recommend.Known.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.recommend.Sensitivity.ParetoPoint;
import dev.autopack.modelintel.recommend.Sensitivity.WeightRange;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.score.ComponentName;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SensitivityTest {

    private static final Known CURRENT = model("glm-4.6", "zhipu").price(1, 4).runs("builder", Complexity.LOW, 20, 40);

    @Test
    void aModelBetterInEverythingStaysFirstWhateverTheWeights() {
        Sensitivity sensitivity =
                sensitivity(CURRENT, model("glm-5", "zhipu").price(0.5, 2).runs("builder", Complexity.LOW, 38, 40));
        assertThat(sensitivity.winner()).isEqualTo(ModelId.of("glm-5"));
        assertThat(sensitivity.stability()).isEqualTo(1);
        assertThat(range(sensitivity, ComponentName.PRICE).lowest()).isZero();
        assertThat(range(sensitivity, ComponentName.PRICE).highest()).isEqualTo(0.95);
        assertThat(sensitivity.paretoFront()).extracting(ParetoPoint::model).containsExactly(ModelId.of("glm-5"));
    }

    @Test
    void whoIsBeatenIsToldByWhom() {
        Sensitivity sensitivity = sensitivity(
                CURRENT,
                model("glm-5", "zhipu").price(0.5, 2).runs("builder", Complexity.LOW, 38, 40),
                model("glm-5-air", "zhipu").price(0.05, 0.2).runs("builder", Complexity.LOW, 10, 40));
        assertThat(sensitivity.paretoFront())
                .extracting(ParetoPoint::model)
                .containsExactly(ModelId.of("glm-5-air"), ModelId.of("glm-5"));
        assertThat(sensitivity.dominated()).singleElement().satisfies(beaten -> {
            assertThat(beaten.point().model()).isEqualTo(ModelId.of("glm-4.6"));
            assertThat(beaten.by()).isEqualTo(ModelId.of("glm-5"));
        });
    }

    @Test
    void aDearerAndBetterModelLosesWhenPriceCountsEnough() {
        Sensitivity sensitivity =
                sensitivity(CURRENT, model("glm-5", "zhipu").price(2, 8).runs("builder", Complexity.LOW, 38, 40));
        assertThat(sensitivity.winner()).isEqualTo(ModelId.of("glm-5"));
        assertThat(range(sensitivity, ComponentName.PRICE).highest()).isBetween(0.4, 0.9);
        assertThat(sensitivity.stability()).isLessThanOrEqualTo(1);
        assertThat(sensitivity.paretoFront())
                .extracting(ParetoPoint::model)
                .containsExactly(ModelId.of("glm-4.6"), ModelId.of("glm-5"));
    }

    private static WeightRange range(Sensitivity sensitivity, ComponentName name) {
        return Optional.ofNullable(sensitivity.ranges().get(name)).orElseThrow();
    }

    private static Sensitivity sensitivity(Known... models) {
        return Recommender.of(ScoringPolicy.defaults())
                .sensitivity(
                        Known.useCase(),
                        ModelId.of("glm-4.6"),
                        Evidence.of(
                                Known.NOW,
                                Stream.of(models).map(Known::evidence).toList()));
    }
}
