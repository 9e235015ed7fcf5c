package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkSource;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.evidence.RecordedFacts.Changes;
import dev.autopack.modelintel.evidence.UnknownModelException;
import dev.autopack.modelintel.market.Discount;
import dev.autopack.modelintel.market.MarketRepository;
import dev.autopack.modelintel.market.OwnPrice;
import dev.autopack.modelintel.market.OwnTerms;
import dev.autopack.modelintel.market.Quote;
import dev.autopack.modelintel.market.Trust;
import dev.autopack.modelintel.market.UnresolvedName;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.pricing.Rate;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.pricing.Tariff;
import dev.autopack.modelintel.pricing.Usage;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user says of the market himself: aliases, prices, discounts, and whom he believes. */
class OwnTermsTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String SCHEMA = Stores.newSchema();
    private static final Store STORE = Stores.migrated(DATABASE, SCHEMA);
    private static final ModelId NOVA = ModelId.of("nova-9");
    private static final Usage MILLION = Usage.of(Map.of(Meter.INPUT, 1_000_000L));
    private static final OwnTerms NONE = new OwnTerms(List.of(), List.of(), List.of(), Trust.USUAL);
    private static final Instant NOVEMBER = day("2026-11-01");

    private final MarketRepository market = STORE.market();

    private static Instant day(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }

    /** nova-9 of acme costs 10 USD per million tokens since January. */
    @BeforeEach
    void onePrice() {
        Stores.empty(DATABASE, SCHEMA);
        Instant january = day("2026-01-01");
        Price list =
                new Price(NOVA, BigDecimal.TEN, BigDecimal.TEN, january, "autopack_config", Optional.empty(), january);
        STORE.evidence()
                .record(Facts.ofCatalog(
                        List.of(),
                        List.of(Model.named(NOVA, "acme")),
                        List.of(),
                        List.of(new StatedPrice(list, Optional.of(january)))));
    }

    private static OwnPrice own(String usd, String from, Optional<String> until) {
        Rate rate = Rate.flat(new BigDecimal(usd));
        return new OwnPrice(
                Optional.empty(),
                NOVA,
                Tariff.of(RateCard.of(Map.of(Meter.INPUT, rate, Meter.OUTPUT, rate))),
                day(from),
                until.map(OwnTermsTest::day),
                Optional.of("contract 17"));
    }

    private static Discount discount(int percent, String from, Optional<String> until, Instant said) {
        return new Discount(
                Optional.of("acme"),
                Optional.empty(),
                BigDecimal.valueOf(percent),
                day(from),
                until.map(OwnTermsTest::day),
                Optional.empty(),
                said);
    }

    private static OwnTerms prices(OwnPrice... prices) {
        return new OwnTerms(List.of(), List.of(prices), List.of(), Trust.USUAL);
    }

    private static OwnTerms discounts(Discount... discounts) {
        return new OwnTerms(List.of(), List.of(), List.of(discounts), Trust.USUAL);
    }

    /** What a million tokens sent at a day cost, in USD, both for a quote and as the recommender sees it. */
    private String costs(String date, Instant knownBy) {
        Quote quote = market.asOf(knownBy).quote(Optional.empty(), "nova-9", MILLION, day(date));
        return quote.cost()
                .map(cost -> cost.inputUsd().stripTrailingZeros().toPlainString())
                .orElse("unpriced");
    }

    private String evidence(String asOf) {
        return STORE.evidence()
                .asOf(day(asOf))
                .of(NOVA)
                .orElseThrow()
                .currentPrice()
                .map(row -> row.fact().inputUsdPerMillion().stripTrailingZeros().toPlainString())
                .orElse("unpriced");
    }

    private List<String> inUse() {
        return rows("select to_char(effective_at at time zone 'UTC', 'MM-DD') || ' '"
                + " || coalesce(trim_scale(input_per_1k * 1000)::text, 'none') from " + SCHEMA
                + ".model_prices_in_use order by effective_at");
    }

    private static List<String> rows(String sql) {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @Test
    void anOwnPriceGoesBeforeEveryOtherWhileItHolds() {
        assertThat(market.adopt(prices(own("4", "2026-03-01", Optional.of("2026-06-01"))), NOVEMBER)
                        .byKind())
                .containsExactly(Map.entry("own_prices", new Changes(1, 0, 0)));

        assertThat(costs("2026-02-28", NOVEMBER)).isEqualTo("10");
        assertThat(costs("2026-03-01", NOVEMBER)).isEqualTo("4");
        assertThat(costs("2026-05-31", NOVEMBER)).isEqualTo("4");
        assertThat(costs("2026-06-01", NOVEMBER)).isEqualTo("10");
        assertThat(inUse()).containsExactly("01-01 10", "03-01 4", "06-01 10");
        // In May nobody knew of the contract.
        assertThat(evidence("2026-05-01")).isEqualTo("10");
        assertThat(costs("2026-05-01", day("2026-05-01"))).isEqualTo("10");
    }

    @Test
    void whatIsSaidAgainChangesNothingAndWhatIsNoLongerSaidEnds() {
        OwnTerms terms = prices(own("4", "2026-03-01", Optional.empty()));
        market.adopt(terms, NOVEMBER);
        assertThat(market.adopt(terms, day("2026-11-05")).byKind())
                .containsExactly(Map.entry("own_prices", new Changes(0, 0, 1)));
        assertThat(evidence("2026-11-06")).isEqualTo("4");

        market.adopt(NONE, day("2026-11-10"));

        assertThat(costs("2026-11-09", day("2026-12-01"))).isEqualTo("4");
        assertThat(costs("2026-11-10", day("2026-12-01"))).isEqualTo("10");
        assertThat(evidence("2026-11-11")).isEqualTo("10");
    }

    @Test
    void whatEndsIsCountedBesideWhatStays() {
        market.adopt(
                new OwnTerms(
                        List.of(new ModelAlias("big", NOVA), new ModelAlias("large", NOVA)),
                        List.of(
                                own("5", "2026-02-01", Optional.of("2026-03-01")),
                                own("4", "2026-03-01", Optional.empty()),
                                own("3", "2027-03-01", Optional.empty())),
                        List.of(
                                discount(15, "2026-03-01", Optional.empty(), NOVEMBER),
                                discount(20, "2026-06-01", Optional.empty(), NOVEMBER)),
                        Trust.USUAL),
                NOVEMBER);

        OwnTerms fewer = new OwnTerms(
                List.of(new ModelAlias("big", NOVA)),
                List.of(own("4", "2026-03-01", Optional.empty())),
                List.of(discount(15, "2026-03-01", Optional.empty(), NOVEMBER)),
                Trust.USUAL);

        // Of each kind one stays, and one ends or goes; the price of February had ended before.
        assertThat(market.adopt(fewer, day("2026-11-05")).byKind())
                .containsOnly(
                        Map.entry("own_aliases", new Changes(0, 1, 1)),
                        Map.entry("own_prices", new Changes(0, 1, 1)),
                        Map.entry("discounts", new Changes(0, 1, 1)));
        assertThat(market.adopt(fewer, day("2026-11-06")).byKind().values()).containsOnly(new Changes(0, 0, 1));
    }

    @Test
    void aMistakeIsCorrectedFromItsFirstDayAndWhatWasKnownBeforeStays() {
        market.adopt(prices(own("40", "2026-03-01", Optional.empty())), NOVEMBER);
        market.adopt(prices(own("4", "2026-03-01", Optional.empty())), day("2026-11-02"));

        assertThat(costs("2026-04-01", day("2026-12-01"))).isEqualTo("4");
        assertThat(costs("2026-04-01", NOVEMBER)).isEqualTo("40");
    }

    @Test
    void aDiscountIsTakenOffTheListPriceAndNotOffOnesOwn() {
        market.adopt(
                new OwnTerms(
                        List.of(),
                        List.of(own("4", "2026-06-01", Optional.empty())),
                        List.of(discount(15, "2026-03-01", Optional.empty(), NOVEMBER)),
                        Trust.USUAL),
                NOVEMBER);

        assertThat(costs("2026-02-01", NOVEMBER)).isEqualTo("10");
        assertThat(costs("2026-03-01", NOVEMBER)).isEqualTo("8.5");
        assertThat(costs("2026-07-01", NOVEMBER)).isEqualTo("4");
        assertThat(inUse()).containsExactly("01-01 10", "03-01 8.5", "06-01 4");
    }

    @Test
    void aDiscountThatIsNoLongerSaidEnds() {
        market.adopt(discounts(discount(50, "2026-03-01", Optional.empty(), NOVEMBER)), NOVEMBER);
        assertThat(evidence("2026-11-02")).isEqualTo("5");

        market.adopt(NONE, day("2026-11-10"));

        assertThat(evidence("2026-11-09")).isEqualTo("5");
        assertThat(evidence("2026-11-10")).isEqualTo("10");
    }

    @Test
    void aModelWhoseOnlyPriceHasEndedHasNone() {
        ModelId bare = ModelId.of("bare-1");
        STORE.evidence().record(Facts.ofCatalog(List.of(), List.of(Model.named(bare, "acme")), List.of(), List.of()));
        Rate rate = Rate.flat(BigDecimal.ONE);
        market.adopt(
                prices(new OwnPrice(
                        Optional.empty(),
                        bare,
                        Tariff.of(RateCard.of(Map.of(Meter.INPUT, rate, Meter.OUTPUT, rate))),
                        day("2026-01-01"),
                        Optional.of(day("2026-11-05")),
                        Optional.empty())),
                NOVEMBER);

        assertThat(STORE.evidence()
                        .asOf(day("2026-11-04"))
                        .of(bare)
                        .orElseThrow()
                        .currentPrice())
                .isPresent();
        assertThat(STORE.evidence()
                        .asOf(day("2026-11-05"))
                        .of(bare)
                        .orElseThrow()
                        .currentPrice())
                .isEmpty();
    }

    @Test
    void aNameMeansTheModelThatTheUserSaysUntilHeSaysOtherwise() {
        OwnTerms terms =
                new OwnTerms(List.of(new ModelAlias("our-gateway/large", NOVA)), List.of(), List.of(), Trust.USUAL);
        market.adopt(terms, NOVEMBER);

        assertThat(market.asOf(NOVEMBER).modelOf("Our-Gateway/Large")).contains(NOVA);
        assertThat(STORE.evidence().names().resolve("our-gateway/large")).contains(NOVA);

        market.adopt(NONE, NOVEMBER);

        assertThat(market.asOf(NOVEMBER).modelOf("our-gateway/large")).isEmpty();
    }

    @Test
    void theFiguresOfANameThatOnlyALeaderboardKnewGoToTheModelThatItMeans() {
        ModelId rumour = ModelId.of("n9-preview");
        BenchmarkResult figure = new BenchmarkResult(
                rumour,
                "Aider polyglot",
                70,
                "percent",
                "code",
                Optional.empty(),
                BenchmarkSource.THIRD_PARTY,
                "https://example.org/n9",
                day("2026-10-01"),
                Optional.empty(),
                Optional.empty());
        STORE.evidence()
                .record(new Facts(
                        List.of(),
                        List.of(Model.named(rumour, "unknown")),
                        List.of(),
                        List.of(),
                        List.of(figure),
                        List.of()));
        market.noteNames("aider", Set.of("N9 Preview"), NOVEMBER);
        market.noteNames("aider", Set.of("nova-9"), NOVEMBER); // of another file
        assertThat(market.unresolved()).singleElement().satisfies(name -> {
            assertThat(name.name()).isEqualTo("N9 Preview");
            assertThat(name.seenIn()).containsExactly("aider");
            assertThat(name.resolution().rule()).isEqualTo("it is known by its name alone");
        });
        assertThat(market.offered()).containsExactly(NOVA);

        market.adopt(
                new OwnTerms(List.of(new ModelAlias("N9 Preview", NOVA)), List.of(), List.of(), Trust.USUAL), NOVEMBER);

        assertThat(market.unresolved()).extracting(UnresolvedName::name).isEmpty();
        assertThat(STORE.evidence().asOf(NOVEMBER).models()).containsOnlyKeys(NOVA);
        assertThat(STORE.evidence().asOf(NOVEMBER).of(NOVA).orElseThrow().benchmarks())
                .hasSize(1);
    }

    @Test
    void whatTheCatalogDoesNotKnowIsRefusedAndNothingIsKept() {
        OwnTerms terms = new OwnTerms(
                List.of(new ModelAlias("big", NOVA), new ModelAlias("small", ModelId.of("nova-0"))),
                List.of(),
                List.of(),
                Trust.USUAL);

        assertThatThrownBy(() -> market.adopt(terms, NOVEMBER))
                .isInstanceOf(UnknownModelException.class)
                .hasMessageContaining("nova-0");
        assertThat(STORE.evidence().names().resolve("big")).isEmpty();
    }

    @Test
    void whomTheUserBelievesComesFirst() {
        assertThat(Trust.USUAL.preferring(List.of("litellm", "override")).order())
                .startsWith("override", "litellm", "autopack_config")
                .hasSameSizeAs(Trust.USUAL.order());

        market.adopt(
                new OwnTerms(List.of(), List.of(), List.of(), Trust.USUAL.preferring(List.of("litellm"))), NOVEMBER);

        assertThat(rows("select source from " + SCHEMA + ".price_trust order by rank"))
                .startsWith("override", "litellm", "autopack_config");
        market.adopt(NONE, NOVEMBER);
    }
}
