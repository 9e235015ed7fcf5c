package dev.autopack.modelintel.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.usecase.ScoringWeights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScorecardTest {

    private static final ScoringWeights WEIGHTS = new ScoringWeights(0.4, 0.4, 0.2, 0);

    @Test
    void totalIsTheWeightedSum() {
        Scorecard card = card(Map.of(
                ComponentName.PRICE, estimate(0.5),
                ComponentName.BENCHMARK, estimate(1),
                ComponentName.RUNTIME, estimate(0.25)));
        // 0.4 * 0.5 + 0.4 * 1 + 0.2 * 0.25
        assertThat(card.total()).isCloseTo(0.65, within(1e-12));
    }

    @Test
    void theKnownShareTheWeightOfTheUnknownInProportion() {
        Scorecard card = card(Map.of(ComponentName.PRICE, estimate(0.5), ComponentName.RUNTIME, estimate(0.8)));
        // 0.4 : 0.2 is 2/3 : 1/3
        assertThat(card.component(ComponentName.PRICE).weight()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(card.component(ComponentName.BENCHMARK).known()).isFalse();
        assertThat(card.component(ComponentName.BENCHMARK).weight()).isZero();
        assertThat(card.total()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void aDifferenceAddsUpToTheGap() {
        Scorecard card = card(Map.of(ComponentName.PRICE, estimate(0.5), ComponentName.RUNTIME, estimate(0.8)));
        Scorecard other = card(Map.of(ComponentName.PRICE, estimate(0.9), ComponentName.BENCHMARK, estimate(0.1)));
        double sum = card.diff(other).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        assertThat(sum).isCloseTo(card.total() - other.total(), within(1e-12));
    }

    private static Scorecard card(Map<ComponentName, Estimate> estimates) {
        return Scorecard.of(ModelId.of("glm-4.7"), WEIGHTS, estimates);
    }

    private static Estimate estimate(double score) {
        return new Estimate(score, 0.1, List.of(1L), "given");
    }
}
