package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.ingest.Value.Mapping;
import dev.autopack.modelintel.ingest.Value.Sequence;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Rate;
import dev.autopack.modelintel.pricing.Rate.Mode;
import dev.autopack.modelintel.pricing.Rate.Step;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.pricing.Service;
import dev.autopack.modelintel.pricing.Tariff;
import dev.autopack.modelintel.pricing.WeeklyWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The conditional prices of genai-prices: of those whose condition holds the last one counts. A condition is a first day,
 * hours of every day, or none.
 */
final class ConditionalPrices {

    private static final String SUFFIX = "_mtok";

    private ConditionalPrices() {}

    private record Conditional(Optional<Instant> from, Optional<WeeklyWindow> window, RateCard card) {}

    /**
     * Tariffs by when they begin. A price without a first day holds from the beginning of time, as this source states
     * it; that it was seen then is not said.
     */
    static SortedMap<Instant, Tariff> read(Value value) {
        List<Conditional> prices = new ArrayList<>();
        if (value instanceof Sequence list) {
            list.items().forEach(item -> prices.add(conditional(Fields.of("prices", item))));
        } else {
            prices.add(new Conditional(Optional.empty(), Optional.empty(), card(Fields.of("prices", value))));
        }
        TreeSet<Instant> beginnings = new TreeSet<>();
        prices.forEach(price -> price.from().ifPresent(beginnings::add));
        SortedMap<Instant, Tariff> tariffs = new TreeMap<>();
        tariff(prices, Instant.EPOCH).ifPresent(tariff -> tariffs.put(Instant.EPOCH, tariff));
        beginnings.forEach(from -> tariff(prices, from).ifPresent(tariff -> tariffs.put(from, tariff)));
        return tariffs;
    }

    /** The prices of a condition or of all times that are not those of a kind of token, such as that of a request. */
    static List<String> untaken(Value value) {
        Stream<Fields> cards = value instanceof Sequence list
                ? list.items().stream().map(item -> Fields.of("prices", item).fields("prices"))
                : Stream.of(Fields.of("prices", value));
        return cards.flatMap(card -> card.keys().stream())
                .filter(key -> meter(key).isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** What holds from an instant on until the next price begins. */
    private static Optional<Tariff> tariff(List<Conditional> prices, Instant at) {
        RateCard base = null;
        List<Tariff.Timed> windows = new ArrayList<>();
        for (Conditional price : prices) {
            if (price.from().filter(from -> from.isAfter(at)).isPresent()) {
                continue;
            }
            if (price.window().isPresent()) {
                windows.add(new Tariff.Timed(price.window().get(), price.card()));
            } else {
                base = price.card();
                windows.clear();
            }
        }
        return Optional.ofNullable(base)
                .map(card -> new Tariff(new TreeMap<>(Map.of(Service.STANDARD, card)), windows));
    }

    private static Conditional conditional(Fields fields) {
        RateCard card = card(fields.fields("prices"));
        if (fields.optional("constraint").isEmpty()) {
            return new Conditional(Optional.empty(), Optional.empty(), card);
        }
        Fields constraint = fields.fields("constraint");
        Optional<Instant> from = constraint.optionalInstant("start_date");
        Optional<WeeklyWindow> window = constraint.optional("start_time").isPresent()
                ? Optional.of(window(constraint.text("start_time"), constraint.text("end_time")))
                : Optional.empty();
        constraint.refuseOthers();
        return new Conditional(from, window, card);
    }

    private static WeeklyWindow window(String start, String end) {
        OffsetTime from = OffsetTime.parse(start);
        OffsetTime until = OffsetTime.parse(end).withOffsetSameInstant(from.getOffset());
        return new WeeklyWindow(
                from.getOffset().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : from.getOffset(),
                new TreeSet<>(Arrays.asList(DayOfWeek.values())),
                from.toLocalTime(),
                until.toLocalTime());
    }

    private static RateCard card(Fields fields) {
        Map<Meter, Rate> rates = new EnumMap<>(Meter.class);
        for (String key : fields.keys()) {
            meter(key).ifPresent(meter -> rates.put(meter, rate(key, fields)));
        }
        return RateCard.of(rates);
    }

    private static Optional<Meter> meter(String key) {
        return key.endsWith(SUFFIX) ? Meter.of(key.substring(0, key.length() - SUFFIX.length())) : Optional.empty();
    }

    private static Rate rate(String key, Fields fields) {
        if (!(fields.required(key) instanceof Mapping)) {
            return Rate.flat(fields.number(key));
        }
        Fields tiered = fields.fields(key);
        List<Step> steps = new ArrayList<>();
        if (tiered.required("tiers") instanceof Sequence tiers) {
            for (Value item : tiers.items()) {
                Fields tier = Fields.of("tiers", item);
                steps.add(new Step(tier.whole("start"), tier.number("price")));
            }
        }
        return new Rate(tiered.number("base"), steps, Mode.CLIFF);
    }
}
