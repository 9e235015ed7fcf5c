package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.market.Feed;
import dev.autopack.modelintel.market.Market;
import dev.autopack.modelintel.market.OfferedPrice;
import dev.autopack.modelintel.market.Offering;
import dev.autopack.modelintel.market.Validators;
import dev.autopack.modelintel.pricing.Meter;
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
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What holds of recording any sources, in the tables themselves. */
class MarketRecordingLawsTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String SCHEMA = Stores.newSchema();
    private static final Store STORE = Stores.migrated(DATABASE, SCHEMA);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant READ = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");
    private static final List<String> SOURCES = List.of("models-dev", "genai-prices", "litellm", "litellm-events");

    /** Everything but row numbers and the time of writing. */
    private static final List<String> CONTENT = List.of(
            "select model_id, provider, family, display_name, is_deprecated, deprecated_at, retires_at from {}.models_catalog",
            "select source, provider, name, model_id, is_reference, is_deprecated, retires_at from {}.model_offerings",
            "select model_id, source, input_per_1k, output_per_1k, tariff, effective_at, observed_at, restated_at, quarantine"
                    + " from {}.model_pricing",
            "select model_id, input_per_1k, effective_at, source from {}.model_prices_in_use",
            "select source, fingerprint, models from {}.market_feeds");

    private static Feed feed(String source, Random random) {
        Map<Offering.Key, Offering> offerings = new LinkedHashMap<>();
        List<OfferedPrice> prices = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name = "nova-" + random.nextInt(3);
            Offering.Key key = new Offering.Key(random.nextBoolean() ? "acme" : "reseller", name);
            if (offerings.containsKey(key)) {
                continue;
            }
            offerings.put(
                    key,
                    new Offering(
                            key,
                            ModelId.of(name),
                            "acme",
                            source + " " + name,
                            random.nextBoolean() ? Optional.of(1000 * (1 + random.nextInt(3))) : Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            random.nextInt(4) == 0
                                    ? new Lifecycle(
                                            random.nextBoolean(),
                                            Optional.empty(),
                                            Optional.of(LocalDate.parse("2026-06-15")),
                                            Optional.empty())
                                    : Lifecycle.CURRENT,
                            Optional.empty(),
                            Optional.empty()));
            for (int day = random.nextInt(40); day < 120; day += 1 + random.nextInt(60)) {
                Instant from = START.plus(day, ChronoUnit.DAYS);
                Rate rate = Rate.flat(BigDecimal.valueOf(1 + random.nextInt(12)));
                prices.add(new OfferedPrice(
                        key,
                        Tariff.of(RateCard.of(Map.of(Meter.INPUT, rate, Meter.OUTPUT, rate))),
                        Optional.of(from),
                        random.nextBoolean() ? Optional.of(from) : Optional.of(READ),
                        Optional.empty()));
            }
        }
        return new Feed(
                source,
                Optional.empty(),
                Validators.NONE,
                READ,
                source + prices + offerings,
                List.copyOf(offerings.values()),
                prices,
                List.of(),
                List.of());
    }

    private static List<String> state() {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            for (String query : CONTENT) {
                try (ResultSet rows = statement.executeQuery(query.replace("{}", SCHEMA))) {
                    List<String> table = new ArrayList<>();
                    while (rows.next()) {
                        List<String> cells = new ArrayList<>();
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            cells.add(String.valueOf(rows.getString(column)));
                        }
                        table.add(String.join(" | ", cells));
                    }
                    Collections.sort(table);
                    lines.addAll(table);
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return lines;
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void theOrderOfSourcesDoesNotMatterNorWhetherTheyComeTogetherAndASecondTimeChangesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<Feed> feeds = new ArrayList<>();
        SOURCES.forEach(source -> feeds.add(feed(source, random)));
        Stores.empty(DATABASE, SCHEMA);
        feeds.forEach(feed -> Stores.record(STORE.market(), feed, false));
        List<String> once = state();

        feeds.forEach(feed -> Stores.record(STORE.market(), feed, false));
        assertThat(state()).isEqualTo(once);

        Collections.shuffle(feeds, random);
        Stores.empty(DATABASE, SCHEMA);
        STORE.market().record(feeds, false);
        assertThat(state()).isEqualTo(once);
    }

    /** The database and the core have one rule each for which price holds; they must be the same rule. */
    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void thePricesInUseAreThoseThatAQuoteIsBy(@ForAll long seed) {
        Random random = new Random(seed);
        Stores.empty(DATABASE, SCHEMA);
        SOURCES.forEach(source -> Stores.record(STORE.market(), feed(source, random), false));
        Market market = STORE.market().asOf(LATER);
        Usage million = Usage.of(Map.of(Meter.INPUT, 1_000_000L));

        for (int day = 0; day <= 160; day += 8) {
            Instant at = START.plus(day, ChronoUnit.DAYS);
            for (String model : List.of("nova-0", "nova-1", "nova-2")) {
                List<String> inUse = inUse(model, at);
                Optional<BigDecimal> quoted = market.quote(Optional.of("acme"), model, million, at)
                        .cost()
                        .map(cost -> cost.inputUsd());
                assertThat(quoted.map(usd -> usd.stripTrailingZeros().toPlainString()).stream()
                                .toList())
                        .as(model + " at " + at)
                        .isEqualTo(inUse);
            }
        }
    }

    private static List<String> inUse(String model, Instant at) {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select input_per_1k * 1000 from " + SCHEMA
                        + ".model_prices_in_use where model_id = '" + model + "' and effective_at <= '" + at
                        + "' order by effective_at desc limit 1")) {
            return row.next() && row.getBigDecimal(1) != null
                    ? List.of(row.getBigDecimal(1).stripTrailingZeros().toPlainString())
                    : List.of();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
