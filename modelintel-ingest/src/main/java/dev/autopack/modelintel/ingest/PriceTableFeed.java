package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ProviderName;
import dev.autopack.modelintel.ingest.Value.Scalar;
import dev.autopack.modelintel.ingest.Value.Sequence;
import dev.autopack.modelintel.market.OfferedPrice;
import dev.autopack.modelintel.market.Offering;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Rate;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.pricing.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Dated observations of prices, one a row of CSV, oldest first. */
final class PriceTableFeed implements MarketFormat {

    private static final String UNKNOWN = "unknown";

    private final Columns columns;
    private final Map<Offering.Key, Offering> offerings = new LinkedHashMap<>();
    private final Map<List<Object>, OfferedPrice> prices = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    /**
     * How a table writes its observations down.
     *
     * @param date the column of when it was observed
     * @param provider the column of the provider, if it has one
     * @param model the column of the model's name
     * @param prices which column has which price
     * @param perToken whether prices are per token and not per million
     * @param event the column of what happened
     * @param gone what stands there when a price is no longer listed
     * @param reference the column of the commit, if it has one
     * @param zeroIsFree whether a price of 0 means free, and not perhaps unknown
     */
    record Columns(
            String date,
            Optional<String> provider,
            String model,
            Map<String, Meter> prices,
            boolean perToken,
            String event,
            String gone,
            Optional<String> reference,
            boolean zeroIsFree) {}

    PriceTableFeed(Columns columns) {
        this.columns = columns;
    }

    /** The history of first-party prices, in USD per million tokens. */
    static PriceTableFeed ofHistory() {
        return new PriceTableFeed(new Columns(
                "observed_at",
                Optional.of("provider"),
                "model",
                Map.of(
                        "input_usd_per_mtok", Meter.INPUT,
                        "output_usd_per_mtok", Meter.OUTPUT,
                        "cache_read_usd_per_mtok", Meter.CACHE_READ,
                        "cache_write_usd_per_mtok", Meter.CACHE_WRITE),
                false,
                "change",
                "removed",
                Optional.empty(),
                true));
    }

    /** What changed in the price map of LiteLLM, in USD per token. */
    static PriceTableFeed ofLiteLlmEvents() {
        return new PriceTableFeed(new Columns(
                "observed_date",
                Optional.empty(),
                "model_key",
                Map.of(
                        "input_cost_per_token", Meter.INPUT,
                        "output_cost_per_token", Meter.OUTPUT,
                        "cache_read_input_token_cost", Meter.CACHE_READ,
                        "cache_creation_input_token_cost", Meter.CACHE_WRITE),
                true,
                "event",
                "removed",
                Optional.of("commit"),
                false));
    }

    @Override
    public void read(SourceText text, FeedBuilder feed) {
        CsvTable.requireColumns(text, columns.date(), columns.model(), columns.event());
        Sequence rows = CsvTable.read(text);
        rows.items()
                .forEach(row -> Fields.of("row", row).optional(columns.model()).ifPresent(name -> {
                    if (name instanceof Scalar scalar) {
                        names.add(scalar.text());
                    }
                }));
        for (Value row : rows.items()) {
            Fields fields = Fields.of("row", row);
            String name = fields.optionalText(columns.model()).orElse("a row without a name");
            feed.attempt(row.at(), name, () -> {
                read(fields, feed);
                return row;
            });
        }
        offerings.values().forEach(offering -> feed.offer(rows.at(), offering));
        prices.values().forEach(feed::price);
    }

    private void read(Fields row, FeedBuilder feed) {
        String name = row.text(columns.model());
        Offering offering = offering(row, name, feed);
        Optional<Instant> observed = row.optionalInstant(columns.date());
        offerings.putIfAbsent(offering.key(), offering);
        if (row.text(columns.event()).equals(columns.gone())) {
            return;
        }
        Tariff tariff = tariff(row);
        Optional<Instant> from = observed.map(date -> free(offering.key(), date, tariff));
        prices.put(
                List.of(offering.key(), from),
                new OfferedPrice(
                        offering.key(), tariff, from, from, columns.reference().flatMap(row::optionalText)));
    }

    /** Tables know the day only: of several prices of a day each holds from a microsecond after the one before. */
    private Instant free(Offering.Key offering, Instant date, Tariff tariff) {
        Instant from = date;
        for (OfferedPrice taken; (taken = prices.get(List.of(offering, Optional.of(from)))) != null; ) {
            Instant next = from.plus(1, ChronoUnit.MICROS);
            boolean last = !prices.containsKey(List.of(offering, Optional.of(next)));
            if (last && taken.tariff().sameAs(tariff)) {
                return from;
            }
            from = next;
        }
        return from;
    }

    private Offering offering(Fields row, String name, FeedBuilder feed) {
        ModelId model = FeedBuilder.model(name);
        String maker = feed.maker(model, UNKNOWN);
        String provider = columns.provider()
                .flatMap(row::optionalText)
                .map(ProviderName::of)
                .orElseGet(() -> providerOf(name, maker));
        String at = columns.provider().isPresent() ? name : LiteLlmFeed.nameAt(provider, name);
        return new Offering(
                key(provider, at, name),
                model,
                maker.equals(UNKNOWN) ? ProviderName.maker(provider) : maker,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Lifecycle.CURRENT,
                Optional.empty(),
                feed.url());
    }

    /** Names that differ only in what stands in front are two offerings: the one with something in front keeps it. */
    private Offering.Key key(String provider, String at, String name) {
        boolean taken = !name.equals(at) && names.contains(at);
        return new Offering.Key(provider, taken ? name : at);
    }

    /** Who stands in front of the name; without one its maker, who offers it first hand. */
    private static String providerOf(String name, String maker) {
        int slash = name.indexOf('/');
        if (slash > 0) {
            return LiteLlmFeed.providerOf(name.substring(0, slash));
        }
        if (name.matches("(?:[a-z-]+\\.)+[a-z].*")) {
            return "amazon-bedrock";
        }
        return maker.equals("zhipu") ? "zai" : maker;
    }

    private Tariff tariff(Fields row) {
        Map<Meter, Rate> rates = new EnumMap<>(Meter.class);
        columns.prices()
                .forEach((column, meter) ->
                        row.optionalNumber(column).ifPresent(price -> rates.put(meter, Rate.flat(perMillion(price)))));
        Tariff tariff = Tariff.of(RateCard.of(rates));
        if (!columns.zeroIsFree()) {
            FeedBuilder.refuseNothing(tariff);
        }
        return tariff;
    }

    private BigDecimal perMillion(BigDecimal price) {
        return columns.perToken() ? price.movePointRight(6) : price;
    }
}
