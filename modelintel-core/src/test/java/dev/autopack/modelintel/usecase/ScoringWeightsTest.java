package dev.autopack.modelintel.usecase;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ScoringWeightsTest {

    @Test
    void mustAddUpToOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScoringWeights(0.5, 0.4, 0.2, 0.05))
                .withMessage("The weights (price=0.5, benchmark=0.4, runtime=0.2, sentiment=0.05) add up to 1.150."
                        + " Maybe lower one of them: they must add up to 1.");
    }

    @Test
    void sentimentNeverDecides() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScoringWeights(0.3, 0.3, 0.2, 0.2))
                .withMessageContaining("at most 0.1");
    }

    @Test
    void refusesNotANumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ScoringWeights(Double.NaN, 0.4, 0.2, 0.05));
    }
}
