package dev.autopack.modelintel.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.CanonicalName;
import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.catalog.NameRule;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Rate;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.pricing.Tariff;
import dev.autopack.modelintel.pricing.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of any market. */
class MarketLawsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> SOURCES = List.of("override", "good", "fair", "other");
    private static final Trust TRUST = new Trust(List.of("override", "good", "fair"));
    private static final ModelId NOVA = ModelId.of("nova-9");
    private static final Offering.Key KEY = new Offering.Key("acme", "nova-9");
    private static final Usage MILLION = Usage.of(Map.of(Meter.INPUT, 1_000_000L));

    private static Instant day(int day) {
        return START.plus(day, ChronoUnit.DAYS);
    }

    private static Offering offering(Offering.Key key, ModelId model, Optional<NameRule> rule) {
        return new Offering(
                key,
                model,
                "acme",
                key.name(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Lifecycle.CURRENT,
                rule,
                Optional.empty());
    }

    private static Market market(List<MarketPrice> prices, List<Discount> discounts) {
        return Market.of(
                ModelNames.of(List.of(NOVA), List.of()),
                List.of(offering(KEY, NOVA, Optional.empty())),
                prices,
                discounts,
                Map.of(NOVA, "acme"),
                TRUST);
    }

    @Provide
    Arbitrary<MarketPrice> prices() {
        Arbitrary<Integer> days = Arbitraries.integers().between(0, 9);
        return Combinators.combine(
                        Arbitraries.of(SOURCES),
                        Arbitraries.integers().between(1, 50),
                        days,
                        days,
                        days.optional(0.3),
                        Arbitraries.of(false, false, false, true))
                .as((source, usd, from, seen, until, doubted) -> new MarketPrice(
                        0,
                        NOVA,
                        source.equals("override") ? Optional.empty() : Optional.of(KEY),
                        source,
                        Tariff.of(RateCard.of(Map.of(Meter.INPUT, Rate.flat(BigDecimal.valueOf(usd))))),
                        day(from),
                        until.map(MarketLawsTest::day),
                        Optional.empty(),
                        day(seen),
                        day(seen),
                        day(seen),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        doubted ? Optional.of("doubted") : Optional.empty()));
    }

    @Provide
    Arbitrary<Discount> discounts() {
        Arbitrary<Integer> days = Arbitraries.integers().between(0, 9);
        return Combinators.combine(Arbitraries.of(1, 2, 3), Arbitraries.of(10, 20, 50), days, days.optional(0.3))
                .as((about, percent, from, length) -> new Discount(
                        about == 1 ? Optional.empty() : Optional.of("acme"),
                        about == 2 ? Optional.empty() : Optional.of(NOVA),
                        BigDecimal.valueOf(percent),
                        day(from),
                        length.map(more -> day(from + 1 + more)),
                        Optional.empty(),
                        START));
    }

    private static MarketPrice numbered(MarketPrice price, long id) {
        return new MarketPrice(
                id,
                price.model(),
                price.offering(),
                price.source(),
                price.tariff(),
                price.effectiveAt(),
                price.effectiveUntil(),
                price.statedAt(),
                price.observedAt(),
                price.retrievedAt(),
                price.confirmedAt(),
                price.sourceUrl(),
                price.reference(),
                price.onlyAt(),
                price.note(),
                price.quarantine());
    }

    /** Goes through all prices, one after the other, and keeps the better one of two. */
    private static Optional<MarketPrice> scanned(List<MarketPrice> prices, Instant at) {
        MarketPrice best = null;
        for (MarketPrice price : prices) {
            boolean holds = price.counts()
                    && price.effectiveAt().compareTo(at) <= 0
                    && (price.effectiveUntil().isEmpty()
                            || price.effectiveUntil().get().compareTo(at) > 0);
            if (holds && (best == null || isBetter(price, best, at))) {
                best = price;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isBetter(MarketPrice one, MarketPrice other, Instant at) {
        boolean seen = one.source().equals("override") || one.observedAt().compareTo(at) <= 0;
        boolean otherSeen =
                other.source().equals("override") || other.observedAt().compareTo(at) <= 0;
        if (seen != otherSeen) {
            return seen;
        }
        if (!one.source().equals(other.source())) {
            return SOURCES.indexOf(one.source()) < SOURCES.indexOf(other.source());
        }
        if (!one.effectiveAt().equals(other.effectiveAt())) {
            return one.effectiveAt().isAfter(other.effectiveAt());
        }
        if (!one.observedAt().equals(other.observedAt())) {
            return one.observedAt().isAfter(other.observedAt());
        }
        return one.id() > other.id();
    }

    @Property
    void aQuoteIsByThePriceThatAScanOfAllPricesFinds(
            @ForAll @Size(max = 12) List<@From("prices") MarketPrice> drawn, @ForAll @IntRange(max = 10) int day) {
        List<MarketPrice> prices = new ArrayList<>();
        drawn.forEach(price -> prices.add(numbered(price, prices.size() + 1L)));

        Quote quote = market(prices, List.of()).quote(Optional.of("acme"), "nova-9", MILLION, day(day));

        assertThat(quote.price()).isEqualTo(scanned(prices, day(day)));
        assertThat(quote.cost().isPresent()).isEqualTo(quote.price().isPresent());
    }

    @Property
    void aDiscountMakesAListPriceLowerAndLeavesOnesOwnPriceAlone(
            @ForAll @Size(max = 6) List<@From("prices") MarketPrice> prices,
            @ForAll @Size(max = 4) List<@From("discounts") Discount> discounts,
            @ForAll @IntRange(max = 10) int day) {
        Quote list = market(prices, List.of()).quote(Optional.of("acme"), "nova-9", MILLION, day(day));
        Quote paid = market(prices, discounts).quote(Optional.of("acme"), "nova-9", MILLION, day(day));

        assertThat(paid.price()).isEqualTo(list.price());
        paid.cost().ifPresent(cost -> {
            BigDecimal percent = paid.discount().map(Discount::percent).orElse(BigDecimal.ZERO);
            assertThat(cost.inputUsd().movePointRight(2))
                    .isEqualByComparingTo(list.cost()
                            .orElseThrow()
                            .inputUsd()
                            .multiply(BigDecimal.valueOf(100).subtract(percent)));
            assertThat(paid.price().orElseThrow().isOwn() && paid.discount().isPresent())
                    .isFalse();
        });
    }

    @Provide
    Arbitrary<NameRule> rules() {
        Arbitrary<String> texts = Arbitraries.of("ab", "abc", "b-1", "c-2", "a");
        return Arbitraries.oneOf(
                texts.map(NameRule.Equal::new),
                texts.map(NameRule.StartsWith::new),
                texts.map(NameRule.EndsWith::new),
                texts.map(NameRule.Contains::new));
    }

    @Property
    void noNameLeadsToAModelWhoseRuleExcludesIt(
            @ForAll @Size(min = 1, max = 4) List<@From("rules") NameRule> rules, @ForAll("rawNames") String rawName) {
        List<Offering> offerings = new ArrayList<>();
        for (NameRule rule : rules) {
            String name = "model-x" + offerings.size();
            offerings.add(offering(new Offering.Key("acme", name), ModelId.of(name), Optional.of(rule)));
        }
        Market market = Market.of(
                ModelNames.of(offerings.stream().map(Offering::model).toList(), List.of()),
                offerings,
                List.of(),
                List.of(),
                Map.of(),
                TRUST);

        Quote quote = market.quote(Optional.of("acme"), rawName, MILLION, START);

        List<ModelId> allowed = offerings.stream()
                .filter(offering -> offering.rule().orElseThrow().matches(rawName)
                        || CanonicalName.of(rawName).equals(offering.model().value()))
                .map(Offering::model)
                .toList();
        quote.model().ifPresent(model -> assertThat(allowed).contains(model));
        long ruled = offerings.stream()
                .filter(offering -> offering.rule().orElseThrow().matches(rawName))
                .count();
        if (ruled > 1
                && offerings.stream()
                        .noneMatch(offering -> offering.key().name().equalsIgnoreCase(rawName))) {
            assertThat(quote.model()).isEmpty();
        }
    }

    @Provide
    Arbitrary<String> rawNames() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("abc-12").ofMinLength(1).ofMaxLength(8),
                Arbitraries.of("model-x0", "acme/model-x1", "MODEL-X2-latest"));
    }
}
