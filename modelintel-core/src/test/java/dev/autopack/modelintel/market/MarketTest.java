package dev.autopack.modelintel.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.catalog.NameRule;
import dev.autopack.modelintel.catalog.Resolution.Match;
import dev.autopack.modelintel.market.Quarantine.Doubtful;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Rate;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.pricing.Tariff;
import dev.autopack.modelintel.pricing.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Offerings found by raw names, and which of several prices counts. */
class MarketTest {

    private static final Trust TRUST = new Trust(List.of("override", "good", "fair"));
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final ModelId GLM = ModelId.of("glm-4.6");
    private static final Usage MILLION = Usage.of(Map.of(Meter.INPUT, 1_000_000L));

    private static Offering offering(String provider, String name, ModelId model, Optional<NameRule> rule) {
        return new Offering(
                new Offering.Key(provider, name),
                model,
                "zhipu",
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Lifecycle.CURRENT,
                rule,
                Optional.empty());
    }

    private static MarketPrice price(long id, Offering offering, String source, String usd, Instant from) {
        return price(id, offering.model(), Optional.of(offering.key()), source, usd, from);
    }

    private static MarketPrice price(
            long id, ModelId model, Optional<Offering.Key> offering, String source, String usd, Instant from) {
        return new MarketPrice(
                id,
                model,
                offering,
                source,
                Tariff.of(RateCard.of(Map.of(Meter.INPUT, Rate.flat(new BigDecimal(usd))))),
                from,
                Optional.empty(),
                Optional.empty(),
                from,
                from,
                from,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aResellersPriceIsNotTheMakers() {
        Offering own = offering("zai", "glm-4.6", GLM, Optional.empty());
        Offering resold = offering("openrouter", "z-ai/glm-4.6", GLM, Optional.empty());
        Market market = Market.of(
                ModelNames.of(List.of(GLM), List.of()),
                List.of(own, resold),
                List.of(price(1, own, "good", "0.6", JULY), price(2, resold, "good", "0.4", JULY)),
                List.of(),
                Map.of(),
                TRUST);

        assertThat(inputUsd(market.quote(Optional.empty(), "GLM-4.6", MILLION, JULY)))
                .isEqualByComparingTo("0.6");
        assertThat(inputUsd(market.quote(Optional.empty(), "openrouter/z-ai/glm-4.6", MILLION, JULY)))
                .isEqualByComparingTo("0.4");
        assertThat(inputUsd(market.quote(Optional.of("openrouter"), "glm-4.6", MILLION, JULY)))
                .isEqualByComparingTo("0.4");
        Quote elsewhere = market.quote(Optional.of("groq"), "glm-4.6", MILLION, JULY);
        assertThat(elsewhere.cost()).isEmpty();
        assertThat(elsewhere.match()).isEqualTo(Match.UNKNOWN);
    }

    @Test
    void aModelThatOnlyTheConfigurationPricesIsPricedAtItsMaker() {
        MarketPrice configured = price(1, GLM, Optional.empty(), "good", "0.6", JULY);
        Market market = Market.of(
                ModelNames.of(List.of(GLM), List.of()),
                List.of(),
                List.of(configured),
                List.of(),
                Map.of(GLM, "zhipu"),
                TRUST);

        assertThat(inputUsd(market.quote(Optional.of("zhipu"), "GLM-4.6", MILLION, JULY)))
                .isEqualByComparingTo("0.6");
        assertThat(market.quote(Optional.of("groq"), "glm-4.6", MILLION, JULY).cost())
                .isEmpty();
    }

    @Test
    void beforeItsFirstPriceAModelIsUnpriced() {
        Offering own = offering("zai", "glm-4.6", GLM, Optional.empty());
        Market market = Market.of(
                ModelNames.of(List.of(GLM), List.of()),
                List.of(own),
                List.of(price(1, own, "good", "0.6", JULY)),
                List.of(),
                Map.of(),
                TRUST);

        Quote quote = market.quote(Optional.empty(), "glm-4.6", MILLION, JULY.minusSeconds(1));

        assertThat(quote.cost()).isEmpty();
        assertThat(quote.unpriced()).contains("no price of it was in effect at 2026-06-30T23:59:59Z");
    }

    @Test
    void twoRulesThatBothMatchChooseNeither() {
        Offering one = offering("zai", "glm-a", ModelId.of("glm-a"), Optional.of(new NameRule.Contains("special")));
        Offering two = offering("zai", "glm-b", ModelId.of("glm-b"), Optional.of(new NameRule.StartsWith("glm")));
        Market market = Market.of(
                ModelNames.of(List.of(one.model(), two.model()), List.of()),
                List.of(one, two),
                List.of(price(1, one, "good", "1", JULY), price(2, two, "good", "2", JULY)),
                List.of(),
                Map.of(),
                TRUST);

        assertThat(market.quote(Optional.of("zai"), "glm-special", MILLION, JULY)
                        .match())
                .isEqualTo(Match.AMBIGUOUS);
        assertThat(inputUsd(market.quote(Optional.of("zai"), "GLM-new", MILLION, JULY)))
                .isEqualByComparingTo("2");
    }

    /** Law: the price in force is the one that a scan of all prices by the documented order finds. */
    @Property
    void thePriceInForceIsThatOfABruteForceScan(
            @ForAll @Size(max = 8) List<@IntRange(max = 99) Integer> seeds, @ForAll @IntRange(max = 9) int day) {
        Offering own = offering("zai", "glm-4.6", GLM, Optional.empty());
        List<MarketPrice> prices = new ArrayList<>();
        for (int seed : seeds) {
            String source = List.of("good", "fair", "unlisted").get(seed % 3);
            prices.add(price(prices.size(), own, source, "1", JULY.plusSeconds(86_400L * (seed / 10))));
        }
        Instant at = JULY.plusSeconds(86_400L * day);

        MarketPrice expected = null;
        for (String source : List.of("good", "fair", "unlisted")) {
            for (MarketPrice price : prices) {
                boolean candidate =
                        price.source().equals(source) && !price.effectiveAt().isAfter(at);
                boolean sameSource = expected != null && expected.source().equals(source);
                if (candidate
                        && (expected == null
                                || (sameSource && !price.effectiveAt().isBefore(expected.effectiveAt())))) {
                    expected = price;
                }
            }
            if (expected != null) {
                break;
            }
        }

        assertThat(TRUST.inForce(prices, at)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void aPriceFarFromAllOthersIsDoubtedAndOfTwoTheLessTrusted() {
        Quarantine quarantine = new Quarantine(TRUST);

        assertThat(quarantine.judge(List.of(doubtful(1, "good", "3"), doubtful(2, "fair", "3000"))))
                .containsOnlyKeys(2L);
        assertThat(quarantine.judge(
                        List.of(doubtful(1, "good", "3000"), doubtful(2, "fair", "3"), doubtful(3, "third", "2.5"))))
                .containsOnlyKeys(1L);
        assertThat(quarantine.judge(List.of(doubtful(1, "good", "3"), doubtful(2, "fair", "15"))))
                .isEmpty();
        assertThat(quarantine.judge(List.of(doubtful(1, "good", "3"), doubtful(2, "override", "0.001"))))
                .doesNotContainKey(2L);
    }

    private static Doubtful doubtful(long id, String source, String usd) {
        return new Doubtful(id, source, new BigDecimal(usd), new BigDecimal(usd), JULY);
    }

    @Test
    void aModelIsDeprecatedSixtyDaysBeforeItRetires() {
        Lifecycle retiring = new Lifecycle(
                false, Optional.empty(), Optional.of(LocalDate.parse("2026-10-01")), Optional.of("glm-5"));

        assertThat(retiring.isDeprecatedOn(LocalDate.parse("2026-08-02"))).isFalse();
        assertThat(retiring.isDeprecatedOn(LocalDate.parse("2026-08-03"))).isTrue();
        assertThat(retiring.isRetiredOn(LocalDate.parse("2026-09-30"))).isFalse();
        assertThat(retiring.isRetiredOn(LocalDate.parse("2026-10-01"))).isTrue();
    }

    private static BigDecimal inputUsd(Quote quote) {
        return quote.cost()
                .orElseThrow(() -> new AssertionError(quote.unpriced()))
                .inputUsd();
    }
}
