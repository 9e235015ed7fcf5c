package dev.autopack.modelintel.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.market.PriceMove.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a price is to the one before it. */
class PriceMoveTest {

    private static Instant day(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }

    private static Step dated(String usd, String date) {
        return new Step(new BigDecimal(usd), new BigDecimal(usd), day(date), Optional.of(day(date)), day(date));
    }

    @Test
    void aNewFigureFromADateOnIsAChange() {
        assertThat(PriceMove.of(List.of(dated("3", "2026-01-01"), dated("2", "2026-05-01"))))
                .containsExactly(PriceMove.FIRST, PriceMove.CHANGE);
    }

    @Test
    void anotherFigureForTheSameDateIsACorrection() {
        Step corrected = new Step(
                new BigDecimal("2"),
                new BigDecimal("2"),
                day("2026-01-09"),
                Optional.of(day("2026-01-01")),
                day("2026-01-09"));

        assertThat(PriceMove.of(List.of(dated("3", "2026-01-01"), corrected)))
                .containsExactly(PriceMove.FIRST, PriceMove.CORRECTION);
    }

    @Test
    void aSourceWithoutDatesCorrectsNothing() {
        Step always =
                new Step(BigDecimal.ONE, BigDecimal.ONE, Instant.EPOCH, Optional.of(Instant.EPOCH), day("2026-01-01"));
        Step later = new Step(
                BigDecimal.TEN, BigDecimal.TEN, day("2026-03-01"), Optional.of(Instant.EPOCH), day("2026-03-01"));

        assertThat(PriceMove.of(List.of(always, later))).containsExactly(PriceMove.FIRST, PriceMove.CHANGE);
    }

    @Test
    void whatComesBackWithin45DaysWasNoChange() {
        // 2026-02-01 and 45 days are 2026-03-18.
        assertThat(PriceMove.of(
                        List.of(dated("3", "2026-01-01"), dated("4", "2026-02-01"), dated("3.0", "2026-03-18"))))
                .containsExactly(PriceMove.FIRST, PriceMove.TAKEN_BACK, PriceMove.FLIP);
        assertThat(PriceMove.of(List.of(dated("3", "2026-01-01"), dated("4", "2026-02-01"), dated("3", "2026-03-19"))))
                .containsExactly(PriceMove.FIRST, PriceMove.CHANGE, PriceMove.CHANGE);
    }

    @Test
    void everyReturnOfAPriceThatGoesToAndFroIsAFlip() {
        assertThat(PriceMove.of(List.of(
                        dated("4", "2026-01-09"),
                        dated("3", "2026-01-01"),
                        dated("4", "2026-01-03"),
                        dated("3", "2026-01-06"))))
                .containsExactly(PriceMove.FLIP, PriceMove.FIRST, PriceMove.TAKEN_BACK, PriceMove.FLIP);
    }
}
