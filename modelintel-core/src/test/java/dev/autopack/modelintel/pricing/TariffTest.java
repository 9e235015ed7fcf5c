package dev.autopack.modelintel.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.pricing.Rate.Mode;
import dev.autopack.modelintel.pricing.Rate.Step;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What tokens cost by a tariff; the expected values are done by hand. */
class TariffTest {

    private static final Instant MONDAY_NOON = Instant.parse("2026-08-24T12:00:00Z");

    private static Rate usd(String perMillion) {
        return Rate.flat(new BigDecimal(perMillion));
    }

    private static void assertCost(Tariff tariff, Usage usage, String inputUsd, String outputUsd) {
        Cost cost = tariff.cost(usage, MONDAY_NOON).orElseThrow();
        assertThat(cost.inputUsd()).isEqualByComparingTo(inputUsd);
        assertThat(cost.outputUsd()).isEqualByComparingTo(outputUsd);
        assertThat(cost.totalUsd()).isEqualByComparingTo(new BigDecimal(inputUsd).add(new BigDecimal(outputUsd)));
    }

    @Test
    void cachedTokensAreChargedOnceAtTheirOwnPrice() {
        Tariff tariff = Tariff.of(RateCard.of(Map.of(
                Meter.INPUT, usd("3"),
                Meter.CACHE_READ, usd("0.3"),
                Meter.CACHE_WRITE, usd("3.75"),
                Meter.OUTPUT, usd("15"))));

        // 1000 fresh at 3, 7000 read at 0.3, 2000 written at 3.75; 500 received at 15.
        assertCost(
                tariff,
                Usage.of(Map.of(
                        Meter.INPUT, 10_000L, Meter.CACHE_READ, 7_000L, Meter.CACHE_WRITE, 2_000L, Meter.OUTPUT, 500L)),
                "0.0126",
                "0.0075");
    }

    @Test
    void tokensOfAKindWithoutAPriceAreChargedAsTheWiderKind() {
        Tariff tariff = Tariff.of(RateCard.of(Map.of(Meter.INPUT, usd("2"), Meter.OUTPUT, usd("8"))));

        assertCost(
                tariff,
                Usage.of(Map.of(
                        Meter.INPUT, 1_000_000L,
                        Meter.CACHE_READ, 900_000L,
                        Meter.OUTPUT, 1_000_000L,
                        Meter.OUTPUT_REASONING, 1_000_000L)),
                "2",
                "8");
    }

    @Test
    void tokensWrittenForAnHourAreNeitherWrittenForFiveMinutesNorPlain() {
        Tariff tariff = Tariff.of(RateCard.of(Map.of(
                Meter.INPUT, usd("1"),
                Meter.CACHE_WRITE, usd("10"),
                Meter.CACHE_WRITE_1H, usd("100"))));

        // 100 in all: 50 written, of which 30 for an hour; so 50 at 1, 20 at 10, 30 at 100.
        assertCost(
                tariff,
                Usage.of(Map.of(Meter.INPUT, 100L, Meter.CACHE_WRITE, 50L, Meter.CACHE_WRITE_1H, 30L)),
                "0.00325",
                "0");
    }

    @Test
    void aPriceOfAPartAloneCoversARequestOfThatPartAlone() {
        Tariff speech = Tariff.of(RateCard.of(Map.of(Meter.INPUT_AUDIO, usd("6"))));

        assertCost(speech, Usage.of(Map.of(Meter.INPUT, 1_000L, Meter.INPUT_AUDIO, 1_000L)), "0.006", "0");
        assertThat(speech.cost(Usage.of(Map.of(Meter.INPUT, 1_001L, Meter.INPUT_AUDIO, 1_000L)), MONDAY_NOON))
                .isEmpty();
    }

    @Test
    void cachedAudioIsNeitherPlainAudioNorPlainCache() {
        Tariff tariff = Tariff.of(RateCard.of(Map.of(
                Meter.INPUT, usd("1"),
                Meter.INPUT_AUDIO, usd("10"),
                Meter.CACHE_READ, usd("0.1"),
                Meter.CACHE_AUDIO_READ, usd("2"))));

        // 100 in all: 40 audio of which 10 cached, 30 cached of which 10 audio; so 40 plain, 30 audio, 20 cached, 10
        // both.
        assertCost(
                tariff,
                Usage.of(Map.of(
                        Meter.INPUT, 100L, Meter.INPUT_AUDIO, 40L, Meter.CACHE_READ, 30L, Meter.CACHE_AUDIO_READ, 10L)),
                "0.000362",
                "0");
    }

    @Test
    void tokensOfTwoPricedKindsAreUnpricedWhereTheKindOfBothHasNoPrice() {
        Tariff tariff = Tariff.of(RateCard.of(Map.of(
                Meter.INPUT, usd("1"),
                Meter.INPUT_AUDIO, usd("10"),
                Meter.CACHE_READ, usd("0.1"))));

        // 100 in all: 40 audio, 30 cached, none both; so 30 plain.
        assertCost(
                tariff,
                Usage.of(Map.of(Meter.INPUT, 100L, Meter.INPUT_AUDIO, 40L, Meter.CACHE_READ, 30L)),
                "0.000433",
                "0");
        for (long cached : List.of(30L, 80L)) {
            assertThat(tariff.cost(
                            Usage.of(Map.of(
                                    Meter.INPUT, 100L,
                                    Meter.INPUT_AUDIO, 40L,
                                    Meter.CACHE_READ, cached,
                                    Meter.CACHE_AUDIO_READ, 20L)),
                            MONDAY_NOON))
                    .isEmpty();
        }
    }

    @Test
    void aCliffChargesAllTokensAndAMarginalStepOnlyThoseAboveIt() {
        List<Step> steps = List.of(new Step(200_000, new BigDecimal("6")));
        Usage long300k = Usage.of(Map.of(Meter.INPUT, 300_000L));
        Usage exactly200k = Usage.of(Map.of(Meter.INPUT, 200_000L));
        Tariff cliff = Tariff.of(RateCard.of(Map.of(Meter.INPUT, new Rate(new BigDecimal("3"), steps, Mode.CLIFF))));
        Tariff marginal =
                Tariff.of(RateCard.of(Map.of(Meter.INPUT, new Rate(new BigDecimal("3"), steps, Mode.MARGINAL))));

        assertCost(cliff, long300k, "1.8", "0");
        assertCost(marginal, long300k, "1.2", "0");
        assertCost(cliff, exactly200k, "0.6", "0");
        assertCost(marginal, exactly200k, "0.6", "0");
    }

    @Test
    void aWindowHasItsOwnPricesOnItsDaysAndHours() {
        RateCard cheap = RateCard.of(Map.of(Meter.INPUT, usd("1")));
        WeeklyWindow nights = new WeeklyWindow(
                ZoneId.of("Asia/Shanghai"),
                new TreeSet<>(List.of(DayOfWeek.MONDAY)),
                LocalTime.of(22, 0),
                LocalTime.of(6, 0));
        Tariff tariff = new Tariff(
                new TreeMap<>(Map.of(Service.STANDARD, RateCard.of(Map.of(Meter.INPUT, usd("2"))))),
                List.of(new Tariff.Timed(nights, cheap)));
        Usage million = Usage.of(Map.of(Meter.INPUT, 1_000_000L));

        // Shanghai is eight hours ahead: Monday 22:00 there is 14:00 UTC, Tuesday 06:00 is Monday 22:00 UTC.
        assertThat(tariff.cost(million, Instant.parse("2026-08-24T13:59:59Z"))
                        .orElseThrow()
                        .inputUsd())
                .isEqualByComparingTo("2");
        assertThat(tariff.cost(million, Instant.parse("2026-08-24T14:00:00Z"))
                        .orElseThrow()
                        .inputUsd())
                .isEqualByComparingTo("1");
        assertThat(tariff.cost(million, Instant.parse("2026-08-24T21:59:59Z"))
                        .orElseThrow()
                        .inputUsd())
                .isEqualByComparingTo("1");
        assertThat(tariff.cost(million, Instant.parse("2026-08-24T22:00:00Z"))
                        .orElseThrow()
                        .inputUsd())
                .isEqualByComparingTo("2");
    }

    @Test
    void whatHasNoPriceIsUnpricedAndNeverFree() {
        Tariff inputOnly = Tariff.of(RateCard.of(Map.of(Meter.INPUT, usd("1"))));

        assertThat(inputOnly.cost(Usage.of(Map.of(Meter.INPUT, 5L, Meter.OUTPUT, 1L)), MONDAY_NOON))
                .isEmpty();
        assertThat(inputOnly.cost(new Usage(new TreeMap<>(Map.of(Meter.INPUT, 5L)), Service.BATCH), MONDAY_NOON))
                .isEmpty();
    }

    @Test
    void tokensThatContradictEachOtherAreRefused() {
        Tariff tariff = Tariff.of(RateCard.of(Map.of(Meter.INPUT, usd("3"), Meter.CACHE_READ, usd("0.3"))));

        assertThatThrownBy(() -> tariff.cost(Usage.of(Map.of(Meter.INPUT, 10L, Meter.CACHE_READ, 11L)), MONDAY_NOON))
                .isInstanceOf(InconsistentUsageException.class)
                .hasMessageContaining("10 input tokens are fewer than those counted within them");
        Tariff withoutCachePrice = Tariff.of(RateCard.of(Map.of(Meter.INPUT, usd("3"))));
        assertThatThrownBy(() ->
                        withoutCachePrice.cost(Usage.of(Map.of(Meter.INPUT, 50L, Meter.CACHE_READ, 100L)), MONDAY_NOON))
                .isInstanceOf(InconsistentUsageException.class);
    }

    @Test
    void aPriceThatNobodyBelievesIsRefused() {
        assertThatThrownBy(() -> usd("-1")).hasMessageContaining("negative");
        assertThatThrownBy(() -> usd("10000.01")).hasMessageContaining("Maybe its unit is mixed up");
    }

    @Property
    void withOnePriceForAllKindsTheyCostWhatAllTokensCost(
            @ForAll @IntRange(max = 100) int plain,
            @ForAll @IntRange(max = 100) int audio,
            @ForAll @IntRange(max = 100) int read,
            @ForAll @IntRange(max = 100) int both) {
        Rate five = usd("5");
        Tariff tariff = Tariff.of(RateCard.of(Map.of(
                Meter.INPUT, five, Meter.INPUT_AUDIO, five, Meter.CACHE_READ, five, Meter.CACHE_AUDIO_READ, five)));
        long all = (long) plain + audio + read + both;

        Cost cost = tariff.cost(
                        Usage.of(Map.of(
                                Meter.INPUT,
                                all,
                                Meter.INPUT_AUDIO,
                                (long) audio + both,
                                Meter.CACHE_READ,
                                (long) read + both,
                                Meter.CACHE_AUDIO_READ,
                                (long) both)),
                        MONDAY_NOON)
                .orElseThrow();

        assertThat(cost.inputUsd()).isEqualByComparingTo(BigDecimal.valueOf(5 * all, 6));
    }
}
