package dev.autopack.modelintel.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.autopack.modelintel.catalog.ModelId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceTest {

    private static final Instant DAY = Instant.parse("2025-12-01T00:00:00Z");

    @Test
    void costIsExact() {
        // 0.0375 USD per million is 0.0000375 per thousand: 1,000 tokens cost that much to the last digit.
        assertThat(price("0.0375", "0").costOf(new TokenCounts(1_000, 0))).isEqualByComparingTo("0.0000375");
        assertThat(price("3", "15").costOf(new TokenCounts(2_000, 1_000))).isEqualByComparingTo("0.021");
    }

    @Test
    void amountsAreComparedByValue() {
        assertThat(price("3.0", "15.00").sameAmountAs(price("3", "15"))).isTrue();
        assertThat(price("3.0", "15.01").sameAmountAs(price("3", "15"))).isFalse();
    }

    @Test
    void refusesANegativePrice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> price("-3", "15"))
                .withMessage("The input price of glm-4.7 is negative (-3 USD per million tokens).");
    }

    @Test
    void refusesAPriceThatLooksLikeAMixedUpUnit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> price("3", "15000"))
                .withMessageContaining("output price of glm-4.7 is 15000")
                .withMessageContaining("Maybe its unit is mixed up");
    }

    private static Price price(String input, String output) {
        return new Price(
                ModelId.of("glm-4.7"),
                new BigDecimal(input),
                new BigDecimal(output),
                DAY,
                "test",
                Optional.empty(),
                DAY);
    }
}
