package dev.autopack.modelintel.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NameRuleTest {

    /** Tried one after the other, its ways to match a name of 50 letters a would be 2 to the 50th. */
    @Test
    @Timeout(60)
    void noPatternTakesForEver() {
        NameRule rule = NameRule.Like.of("a?".repeat(50) + "a".repeat(50) + "$");

        assertThat(rule.matches("a".repeat(50))).isTrue();
        assertThat(rule.matches("a".repeat(49))).isFalse();
    }
}
