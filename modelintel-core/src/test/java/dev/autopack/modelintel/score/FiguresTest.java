package dev.autopack.modelintel.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void twoNumbersGetAsManyDecimalsAsItTakesToTellThemApart() {
        assertThat(Figures.decimalsApart(0.57, 0.60, 2)).isEqualTo(2);
        assertThat(Figures.decimalsApart(0.598, 0.60, 2)).isEqualTo(3);
        assertThat(Figures.decimalsApart(0.59996, 0.60, 2)).isEqualTo(5);
        assertThat(Figures.decimalsApart(0.6, 0.6, 2)).isEqualTo(5);
    }
}
