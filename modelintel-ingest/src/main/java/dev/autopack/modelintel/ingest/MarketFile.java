package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ProviderName;
import dev.autopack.modelintel.ingest.Value.Sequence;
import dev.autopack.modelintel.market.Discount;
import dev.autopack.modelintel.market.OwnPrice;
import dev.autopack.modelintel.market.Trust;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Rate;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.pricing.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code market.yaml}: what the user pays, and whom he believes. */
final class MarketFile {

    private static final String SUFFIX = "_usd_per_million";
    private static final String OVERRIDES = "overrides";
    private static final String DISCOUNTS = "discounts";
    private static final String TRUST = "price_trust";

    private final Fields document;

    /** @throws BadInputException if the file is malformed or has a section that is unknown */
    MarketFile(SourceText source) {
        this.document = Fields.of("", YamlParser.read(source));
        List.of(OVERRIDES, DISCOUNTS, TRUST).forEach(document::optional);
        document.refuseOthers();
    }

    /**
     * @param models the model of a name
     * @throws BadInputException if a price is incomplete or impossible, its model unknown, or two hold at once
     */
    List<OwnPrice> prices(Function<String, Optional<ModelId>> models) {
        List<OwnPrice> prices = new ArrayList<>();
        for (Fields fields : records(OVERRIDES)) {
            OwnPrice price = price(fields, models);
            prices.stream()
                    .filter(other -> other.model().equals(price.model())
                            && other.provider().equals(price.provider())
                            && overlap(other, price))
                    .findFirst()
                    .ifPresent(other -> {
                        throw fields.at()
                                .bad("two overrides of " + price.model() + " hold at once, from " + other.from()
                                        + " and from " + price.from() + ". Maybe say until when the first one holds.");
                    });
            prices.add(price);
        }
        return prices;
    }

    private static boolean overlap(OwnPrice one, OwnPrice other) {
        return one.until().filter(end -> !end.isAfter(other.from())).isEmpty()
                && other.until().filter(end -> !end.isAfter(one.from())).isEmpty();
    }

    private static OwnPrice price(Fields fields, Function<String, Optional<ModelId>> models) {
        ModelId model = model(fields, models);
        Optional<String> provider = provider(fields);
        Map<Meter, Rate> rates = new EnumMap<>(Meter.class);
        for (Meter meter : Meter.values()) {
            fields.optionalNumber(meter.label() + SUFFIX)
                    .ifPresent(usd -> rates.put(meter, fields.made(() -> Rate.flat(usd))));
        }
        for (Meter meter : List.of(Meter.INPUT, Meter.OUTPUT)) {
            if (!rates.containsKey(meter)) {
                throw fields.bad(meter.label() + SUFFIX, "is missing", "write it in USD per million tokens");
            }
        }
        Instant from = from(fields);
        Optional<Instant> until = fields.optionalInstant("until");
        Optional<String> note = fields.optionalText("note");
        fields.refuseOthers();
        return fields.made(() -> new OwnPrice(provider, model, Tariff.of(RateCard.of(rates)), from, until, note));
    }

    /** @throws BadInputException if a discount is incomplete or impossible, or its model unknown */
    List<Discount> discounts(Function<String, Optional<ModelId>> models, Instant now) {
        return records(DISCOUNTS).stream()
                .map(fields -> discount(fields, models, now))
                .toList();
    }

    private static Discount discount(Fields fields, Function<String, Optional<ModelId>> models, Instant now) {
        Optional<ModelId> model = fields.optional("model").map(any -> model(fields, models));
        Optional<String> provider = provider(fields);
        BigDecimal percent = fields.number("percent");
        Instant from = from(fields);
        Optional<Instant> until = fields.optionalInstant("until");
        Optional<String> note = fields.optionalText("note");
        fields.refuseOthers();
        return fields.made(() -> new Discount(provider, model, percent, from, until, note, now));
    }

    /** @throws BadInputException if a source is unknown or there twice */
    Trust trust() {
        if (document.optional(TRUST).isEmpty()) {
            return Trust.USUAL;
        }
        List<String> sources = document.texts(TRUST);
        sources.forEach(source -> {
            if (!Trust.USUAL.order().contains(source)) {
                throw document.bad(
                        TRUST,
                        "has " + Printable.quote(source) + ", which is no source of prices",
                        "use some of " + String.join(", ", Trust.USUAL.order()));
            }
        });
        if (sources.stream().distinct().count() < sources.size()) {
            throw document.bad(TRUST, "has a source twice", "remove one of the two");
        }
        return Trust.USUAL.preferring(sources);
    }

    private List<Fields> records(String key) {
        if (document.optional(key).isEmpty()) {
            return List.of();
        }
        if (!(document.required(key) instanceof Sequence list)) {
            throw document.bad(key, "is no list", "begin each record with '- '");
        }
        return Stream.of(list)
                .flatMap(sequence -> sequence.items().stream())
                .map(item -> Fields.of(key, item))
                .toList();
    }

    private static Instant from(Fields fields) {
        return fields.optionalInstant("from")
                .orElseThrow(() -> fields.bad("from", "is missing", "write the first day on which it holds"));
    }

    private static Optional<String> provider(Fields fields) {
        return fields.optionalText("provider").map(ProviderName::atFirstHand);
    }

    private static ModelId model(Fields fields, Function<String, Optional<ModelId>> models) {
        String name = fields.text("model");
        return models.apply(name)
                .orElseThrow(() -> fields.bad(
                        "model",
                        "is " + Printable.quote(name) + ", which the catalog does not know",
                        "it is mistyped, or the source that has it is to be ingested first"));
    }
}
