package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.NameRule;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.evidence.RecordedFacts.Changes;
import dev.autopack.modelintel.market.Feed;
import dev.autopack.modelintel.market.FeedReading;
import dev.autopack.modelintel.market.Market;
import dev.autopack.modelintel.market.MarketPrice;
import dev.autopack.modelintel.market.MarketRepository;
import dev.autopack.modelintel.market.OfferedPrice;
import dev.autopack.modelintel.market.Offering;
import dev.autopack.modelintel.market.ShrunkFeedException;
import dev.autopack.modelintel.market.Validators;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Rate;
import dev.autopack.modelintel.pricing.Rate.Mode;
import dev.autopack.modelintel.pricing.Rate.Step;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.pricing.Service;
import dev.autopack.modelintel.pricing.Tariff;
import dev.autopack.modelintel.pricing.WeeklyWindow;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresMarketTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String SCHEMA = Stores.newSchema();
    private static final Store STORE = Stores.migrated(DATABASE, SCHEMA);
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final ModelId NOVA = ModelId.of("claude-nova-9");

    private final MarketRepository market = STORE.market();

    @BeforeEach
    void emptyTables() {
        Stores.empty(DATABASE, SCHEMA);
    }

    private static Tariff flat(String input, String output) {
        return Tariff.of(RateCard.of(Map.of(
                Meter.INPUT, Rate.flat(new BigDecimal(input)),
                Meter.OUTPUT, Rate.flat(new BigDecimal(output)))));
    }

    private static Offering offering(String provider, String name, ModelId model, Lifecycle lifecycle) {
        return offering(provider, "anthropic", name, model, lifecycle);
    }

    private static Offering offering(String provider, String maker, String name, ModelId model, Lifecycle lifecycle) {
        return new Offering(
                new Offering.Key(provider, name),
                model,
                maker,
                name,
                Optional.of(200_000),
                Optional.of(true),
                Optional.of(LocalDate.parse("2026-05-01")),
                lifecycle,
                Optional.of(new NameRule.AnyOf(List.of(
                        new NameRule.StartsWith(name),
                        new NameRule.AllOf(List.of(new NameRule.Contains("x"), new NameRule.EndsWith("y")))))),
                Optional.empty());
    }

    private static Feed feed(String source, Instant read, Offering offering, OfferedPrice... prices) {
        return new Feed(
                source,
                Optional.of("https://example.org/" + source),
                Validators.NONE,
                read,
                source + read + List.of(prices),
                List.of(offering),
                List.of(prices),
                List.of(),
                List.of());
    }

    private static Feed feed(String source, String fingerprint, List<Offering> offerings, List<OfferedPrice> prices) {
        return new Feed(
                source, Optional.empty(), Validators.NONE, JULY, fingerprint, offerings, prices, List.of(), List.of());
    }

    private static OfferedPrice undated(Offering offering, Tariff tariff) {
        return new OfferedPrice(offering.key(), tariff, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static OfferedPrice dated(Offering offering, Tariff tariff, String date) {
        Instant from = Instant.parse(date + "T00:00:00Z");
        return new OfferedPrice(offering.key(), tariff, Optional.of(from), Optional.of(from), Optional.of("abc123"));
    }

    private static Offering own() {
        return offering("anthropic", "claude-nova-9", NOVA, Lifecycle.CURRENT);
    }

    private List<MarketPrice> prices() {
        return market.asOf(JULY.plusSeconds(86_400 * 365)).pricesOf(NOVA);
    }

    @Test
    void aFeedComesBackAsItWasStated() {
        Tariff tariff = new Tariff(
                new TreeMap<>(Map.of(
                        Service.STANDARD,
                        RateCard.of(Map.of(
                                Meter.INPUT,
                                new Rate(
                                        new BigDecimal("3"),
                                        List.of(new Step(200_000, new BigDecimal("6.25"))),
                                        Mode.CLIFF),
                                Meter.OUTPUT,
                                Rate.flat(new BigDecimal("15")))),
                        Service.BATCH,
                        RateCard.of(Map.of(Meter.INPUT, Rate.flat(new BigDecimal("1.5")))))),
                List.of(new Tariff.Timed(
                        new WeeklyWindow(
                                ZoneId.of("UTC"),
                                new TreeSet<>(List.of(DayOfWeek.MONDAY)),
                                LocalTime.of(0, 30),
                                LocalTime.of(16, 30)),
                        RateCard.of(Map.of(Meter.INPUT, Rate.flat(new BigDecimal("2")))))));

        Stores.record(market, feed("models-dev", JULY, own(), dated(own(), tariff, "2026-05-01")), false);

        MarketPrice price = prices().get(0);
        assertThat(price.tariff().sameAs(tariff)).isTrue();
        assertThat(price.source()).isEqualTo("models-dev");
        assertThat(price.effectiveAt()).isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
        assertThat(price.retrievedAt()).isEqualTo(JULY);
        assertThat(price.reference()).contains("abc123");
        assertThat(price.sourceUrl()).contains("https://example.org/models-dev");
        assertThat(market.asOf(JULY).offeringsOf(NOVA)).containsExactly(own());
    }

    @Test
    void theSameContentAgainChangesNothing() {
        Feed feed = feed("models-dev", JULY, own(), undated(own(), flat("3", "15")));
        Stores.record(market, feed, false);
        List<MarketPrice> before = prices();

        RecordedFacts again = Stores.record(market, feed, false);

        assertThat(again.byKind().get("prices")).isEqualTo(new Changes(0, 0, 1));
        assertThat(prices()).isEqualTo(before);
    }

    @Test
    void ofModelsThatWereThereBeforeTheFeedThatOffersThemTellsTheChange() {
        Lifecycle retiring =
                new Lifecycle(false, Optional.empty(), Optional.of(LocalDate.parse("2026-08-20")), Optional.empty());
        Offering other = offering("acme", "other-1", ModelId.of("other-1"), Lifecycle.CURRENT);
        Stores.record(market, feed("models-dev", JULY, own(), undated(own(), flat("3", "15"))), false);

        List<RecordedFacts> recorded = market.record(
                List.of(
                        feed("litellm", JULY, offering("anthropic", "claude-nova-9", NOVA, retiring)),
                        feed("genai-prices", JULY, other, undated(other, flat("1", "2")))),
                false);

        assertThat(recorded)
                .extracting(facts -> facts.byKind().get("models"))
                .containsExactly(new Changes(0, 1, 0), new Changes(1, 0, 0));
    }

    @Test
    void aLaterReadingConfirmsWhatItStillHasAndAddsWhatChanged() {
        Instant later = JULY.plusSeconds(86_400);
        Stores.record(market, feed("models-dev", JULY, own(), undated(own(), flat("3", "15"))), false);
        Stores.record(market, feed("models-dev", later, own(), undated(own(), flat("3.00", "15"))), false);
        assertThat(prices()).singleElement().satisfies(price -> {
            assertThat(price.effectiveAt()).isEqualTo(JULY);
            assertThat(price.confirmedAt()).isEqualTo(later);
        });

        Stores.record(market, feed("models-dev", later.plusSeconds(9), own(), undated(own(), flat("2", "15"))), false);

        assertThat(prices()).hasSize(2);
    }

    @Test
    void aSourceThatIsSeenAgainConfirmsWhatItStated() {
        Instant later = JULY.plusSeconds(86_400);
        Stores.record(market, feed("models-dev", JULY, own(), undated(own(), flat("3", "15"))), false);
        Stores.record(market, feed("litellm", JULY, own(), undated(own(), flat("3", "15"))), false);

        market.seenAgain(
                "models-dev", Objects.requireNonNull(market.lastReadings().get("models-dev")), later);

        assertThat(confirmedAt("models-dev", later)).isEqualTo(later);
        assertThat(confirmedAt("models-dev", later.minusSeconds(1))).isEqualTo(JULY);
        assertThat(confirmedAt("litellm", later)).isEqualTo(JULY);
    }

    @Test
    void whatASourceNoLongerStatesStaysConfirmedUntilItWasSeenLast() {
        Instant seen = JULY.plusSeconds(86_400);
        Instant dropped = seen.plusSeconds(86_400);
        Offering other = offering("anthropic", "claude-nova-8", ModelId.of("claude-nova-8"), Lifecycle.CURRENT);
        Stores.record(market, feed("models-dev", JULY, own(), undated(own(), flat("3", "15"))), false);
        market.seenAgain(
                "models-dev", Objects.requireNonNull(market.lastReadings().get("models-dev")), seen);

        Stores.record(market, feed("models-dev", dropped, other, undated(other, flat("2", "10"))), true);

        assertThat(confirmedAt("models-dev", dropped)).isEqualTo(seen);
    }

    @Test
    void aReadingThatIsSupersededMeanwhileConfirmsNothing() {
        Instant later = JULY.plusSeconds(86_400);
        Stores.record(market, feed("models-dev", JULY, own(), undated(own(), flat("3", "15"))), false);
        FeedReading superseded = Objects.requireNonNull(market.lastReadings().get("models-dev"));
        Stores.record(market, feed("models-dev", later, own(), undated(own(), flat("2", "10"))), false);

        market.seenAgain("models-dev", superseded, later.plusSeconds(9));

        assertThat(prices()).allSatisfy(price -> assertThat(price.confirmedAt()).isEqualTo(later));
    }

    private Instant confirmedAt(String source, Instant asOf) {
        return market.asOf(asOf).pricesOf(NOVA).stream()
                .filter(price -> price.source().equals(source))
                .map(MarketPrice::confirmedAt)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theOrderOfSourcesDoesNotMatter() {
        Lifecycle retiring =
                new Lifecycle(false, Optional.empty(), Optional.of(LocalDate.parse("2026-08-01")), Optional.empty());
        List<Feed> feeds = new ArrayList<>(List.of(
                feed("models-dev", JULY, own(), undated(own(), flat("3", "15"))),
                feed(
                        "litellm",
                        JULY,
                        offering("anthropic", "claude-nova-9", NOVA, retiring),
                        undated(own(), flat("300", "1500"))),
                feed("price-history", JULY, own(), dated(own(), flat("4", "20"), "2026-05-01"))));
        List<String> states = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Collections.rotate(feeds, 1);
            Stores.empty(DATABASE, SCHEMA);
            feeds.forEach(feed -> Stores.record(market, feed, false));
            states.add(state());
        }

        assertThat(states.get(1)).isEqualTo(states.get(0));
        assertThat(states.get(2)).isEqualTo(states.get(0));
        assertThat(states.get(0)).contains("litellm 300").contains("doubted");
    }

    private String state() {
        List<String> lines = new ArrayList<>();
        prices().forEach(price -> lines.add(price.source() + " "
                + price.tariff()
                        .standard()
                        .rate(Meter.INPUT)
                        .orElseThrow()
                        .base()
                        .toPlainString()
                + (price.counts() ? "" : " doubted")));
        Collections.sort(lines);
        Evidence evidence = STORE.evidence().asOf(JULY);
        lines.add(evidence.of(NOVA).orElseThrow().model().toString());
        lines.add(evidence.of(NOVA).orElseThrow().prices().stream()
                .map(row -> row.fact().source() + row.fact().inputUsdPerMillion())
                .sorted()
                .toList()
                .toString());
        return String.join("\n", lines);
    }

    @Test
    void aModelThatRetiresSoonIsDeprecated() {
        Lifecycle retiring =
                new Lifecycle(false, Optional.empty(), Optional.of(LocalDate.parse("2026-08-01")), Optional.empty());
        Stores.record(market, feed("litellm", JULY, offering("anthropic", "claude-nova-9", NOVA, retiring)), false);

        assertThat(STORE.evidence().asOf(JULY).of(NOVA).orElseThrow().model().deprecated())
                .isTrue();
    }

    @Test
    void whatIsCalledDeprecatedWithoutADateIsSoFromWhenThatWasRead() {
        Lifecycle called = new Lifecycle(true, Optional.empty(), Optional.empty(), Optional.of("claude-nova-10"));
        Stores.record(market, feed("models-dev", JULY, offering("anthropic", "claude-nova-9", NOVA, called)), false);

        assertThat(market.ends(JULY.minusSeconds(1))).isEmpty();
        assertThat(deprecated(JULY.minusSeconds(1))).isFalse();
        assertThat(deprecated(JULY)).isTrue();
        assertThat(end(JULY))
                .isEqualTo(
                        "claude-nova-9 is deprecated, says models-dev. Its provider names claude-nova-10 in its place.");
    }

    @Test
    void anAnnouncedEndCountsByItsDateWheneverItWasRead() {
        Lifecycle retiring =
                new Lifecycle(false, Optional.empty(), Optional.of(LocalDate.parse("2026-06-01")), Optional.empty());
        Stores.record(market, feed("litellm", JULY, offering("anthropic", "claude-nova-9", NOVA, retiring)), false);

        assertThat(deprecated(Instant.parse("2026-04-01T00:00:00Z"))).isFalse();
        assertThat(end(Instant.parse("2026-04-20T00:00:00Z")))
                .isEqualTo("claude-nova-9 is deprecated and no longer answers from 2026-06-01, says litellm.");
        assertThat(end(Instant.parse("2026-06-01T00:00:00Z")))
                .isEqualTo("claude-nova-9 no longer answers since 2026-06-01, says litellm.");
    }

    @Test
    void whatWasKnownOfAnEndStaysKnownThenWhenItIsPutOff() {
        Lifecycle soon =
                new Lifecycle(false, Optional.empty(), Optional.of(LocalDate.parse("2026-07-20")), Optional.empty());
        Lifecycle later =
                new Lifecycle(false, Optional.empty(), Optional.of(LocalDate.parse("2027-07-20")), Optional.empty());
        Instant august = Instant.parse("2026-08-01T00:00:00Z");
        Stores.record(market, feed("litellm", JULY, offering("anthropic", "claude-nova-9", NOVA, soon)), false);
        Stores.record(
                market,
                new Feed(
                        "litellm",
                        Optional.empty(),
                        Validators.NONE,
                        august,
                        "put off",
                        List.of(offering("anthropic", "claude-nova-9", NOVA, later)),
                        List.of(),
                        List.of(),
                        List.of()),
                false);

        assertThat(deprecated(JULY)).isTrue();
        assertThat(deprecated(august)).isFalse();
    }

    private String end(Instant asOf) {
        return Objects.requireNonNull(market.ends(asOf).get(NOVA)).summary();
    }

    private static boolean deprecated(Instant asOf) {
        return STORE.evidence().asOf(asOf).of(NOVA).orElseThrow().model().deprecated();
    }

    @Test
    void flipsAreToldFromChanges() {
        Feed feed = feed(
                "litellm-events",
                JULY,
                own(),
                dated(own(), flat("3", "15"), "2026-01-01"),
                dated(own(), flat("4", "15"), "2026-02-01"),
                dated(own(), flat("3", "15"), "2026-02-09"),
                dated(own(), flat("2", "10"), "2026-06-01"));

        assertThat(Stores.record(market, feed, false).byKind())
                .containsEntry("prices", new Changes(4, 0, 0))
                .containsEntry("price_flips", new Changes(1, 0, 0))
                .containsEntry("prices_taken_back", new Changes(1, 0, 0))
                .containsEntry("price_changes", new Changes(1, 0, 0));
    }

    @Test
    void aDoubtedPriceIsKeptButCountsOnlyWhenConfirmed() {
        Stores.record(market, feed("models-dev", JULY, own(), undated(own(), flat("3", "15"))), false);
        Stores.record(market, feed("litellm", JULY, own(), undated(own(), flat("0.003", "0.015"))), false);
        MarketPrice doubted = prices().stream()
                .filter(price -> price.source().equals("litellm"))
                .findFirst()
                .orElseThrow();
        assertThat(doubted.quarantine()).contains("more than five times away from models-dev");

        assertThat(market.confirm(doubted.id(), "Ann")).isTrue();

        assertThat(prices()).allMatch(MarketPrice::counts);
        assertThat(market.confirm(-1, "Ann")).isFalse();
    }

    @Test
    void theConfigurationsNameBecomesTheCanonicalOneWhicheverWasFirst() {
        ModelId dated = ModelId.of("claude-nova-9-20260501");
        Facts configuration =
                Facts.ofCatalog(List.of(), List.of(Model.named(dated, "anthropic")), List.of(), List.of());
        Stores.record(market, feed("models-dev", JULY, own(), undated(own(), flat("3", "15"))), false);
        STORE.evidence().record(configuration);
        Market after = market.asOf(JULY);

        assertThat(after.pricesOf(dated)).hasSize(1);
        assertThat(after.pricesOf(NOVA)).isEmpty();

        Stores.empty(DATABASE, SCHEMA);
        STORE.evidence().record(configuration);
        Stores.record(market, feed("models-dev", JULY, own(), undated(own(), flat("3", "15"))), false);

        assertThat(market.asOf(JULY).pricesOf(dated)).hasSize(1);
        assertThat(STORE.evidence().asOf(JULY).models()).containsOnlyKeys(dated);
    }

    @Test
    void severalNamesOfAFeedMayBeOneModelToTheUser() {
        ModelId chat = ModelId.of("nova-chat");
        ModelId reasoner = ModelId.of("nova-reasoner");
        STORE.evidence()
                .record(Facts.ofCatalog(
                        List.of(),
                        List.of(Model.named(NOVA, "anthropic")),
                        List.of(new ModelAlias("nova-chat", NOVA), new ModelAlias("nova-reasoner", NOVA)),
                        List.of()));
        List<Offering> offerings = List.of(
                offering("anthropic", "nova-chat", chat, Lifecycle.CURRENT),
                offering("anthropic", "nova-reasoner", reasoner, Lifecycle.CURRENT),
                own());
        Feed feed = feed(
                "models-dev",
                "a",
                offerings,
                offerings.stream().map(each -> undated(each, flat("3", "15"))).toList());

        Stores.record(market, feed, false);
        Stores.record(market, feed, false);

        assertThat(prices())
                .extracting(price -> price.offering().orElseThrow().name())
                .containsExactlyInAnyOrder("claude-nova-9", "nova-chat", "nova-reasoner");
    }

    @Test
    void aFeedThatHasShrunkIsRefusedUnlessThatIsAllowed() {
        List<Offering> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(offering("anthropic", "claude-nova-1" + i, ModelId.of("claude-nova-1" + i), Lifecycle.CURRENT));
        }
        Feed whole = feed("litellm", "a", ten, List.of());
        Feed cut = feed("litellm", "b", ten.subList(0, 6), List.of());
        Stores.record(market, whole, false);

        assertThatThrownBy(() -> Stores.record(market, cut, false))
                .isInstanceOf(ShrunkFeedException.class)
                .hasMessage(
                        "litellm had 10 offerings last time and has 6 now, more than 30 % fewer. Maybe it was cut off:"
                                + " fetch it again, or give --allow-shrink.");
        Feed beside = feed("models-dev", JULY, own(), undated(own(), flat("3", "15")));
        assertThatThrownBy(() -> market.record(List.of(beside, cut), false)).isInstanceOf(ShrunkFeedException.class);
        assertThat(market.lastReadings()).containsOnlyKeys("litellm");
        assertThat(Stores.record(market, cut, true).byKind().get("offerings")).isEqualTo(new Changes(0, 0, 6));
    }

    @Test
    void anOfferingThatTurnsOutToBeOfAnotherModelTakesItsPricesThere() {
        ModelId other = ModelId.of("claude-nova-9-pro");
        Offering apart = offering("anthropic", "claude-nova-9-pro", other, Lifecycle.CURRENT);
        Offering together = offering("anthropic", "claude-nova-9-pro", NOVA, Lifecycle.CURRENT);
        OfferedPrice own = dated(own(), flat("3", "15"), "2026-05-01");
        OfferedPrice moving = dated(apart, flat("4", "20"), "2026-05-01");
        Stores.record(market, feed("litellm", "a", List.of(own(), apart), List.of(own, moving)), false);

        Stores.record(market, feed("litellm", "b", List.of(own(), together), List.of(own, moving)), false);

        assertThat(prices())
                .extracting(price -> price.offering().orElseThrow())
                .containsExactlyInAnyOrder(own().key(), apart.key());
        assertThat(market.asOf(JULY).pricesOf(other)).isEmpty();
    }

    @Test
    void anotherProviderMayBecomeTheOneThatOffersAModelByItsName() {
        Offering first = offering("zhipu", "zhipu", "glm-9", ModelId.of("glm-9"), Lifecycle.CURRENT);
        Offering second = offering("zai", "zhipu", "glm-9", ModelId.of("glm-9"), Lifecycle.CURRENT);
        Stores.record(market, feed("genai-prices", JULY, first, dated(first, flat("1", "2"), "2026-05-01")), true);

        Stores.record(market, feed("genai-prices", JULY, second, dated(second, flat("1", "3"), "2026-05-01")), true);

        assertThat(market.asOf(JULY).pricesOf(ModelId.of("glm-9"))).hasSize(2);
    }

    @Test
    void twoAtOnceAreAsOne() {
        Feed feed = feed("models-dev", JULY, own(), undated(own(), flat("3", "15")));

        CompletableFuture<RecordedFacts> other =
                CompletableFuture.supplyAsync(() -> Stores.record(market, feed, false));
        Stores.record(market, feed, false);
        other.join();

        assertThat(prices()).hasSize(1);
    }
}
