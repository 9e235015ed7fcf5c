package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkSource;
import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ProviderName;
import dev.autopack.modelintel.ingest.Value.Sequence;
import dev.autopack.modelintel.market.OfferedPrice;
import dev.autopack.modelintel.market.Offering;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Rate;
import dev.autopack.modelintel.pricing.Rate.Mode;
import dev.autopack.modelintel.pricing.Rate.Step;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.pricing.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The API of models.dev: providers, each with models; prices in USD per million tokens. */
final class ModelsDevFeed implements MarketFormat {

    private static final Map<String, Meter> METERS = Map.ofEntries(
            Map.entry("input", Meter.INPUT),
            Map.entry("output", Meter.OUTPUT),
            Map.entry("cache_read", Meter.CACHE_READ),
            Map.entry("cache_input", Meter.CACHE_READ),
            Map.entry("cached_input", Meter.CACHE_READ),
            Map.entry("cache_write", Meter.CACHE_WRITE),
            Map.entry("cached_write", Meter.CACHE_WRITE),
            Map.entry("reasoning", Meter.OUTPUT_REASONING),
            Map.entry("citation", Meter.OUTPUT_CITATION),
            Map.entry("input_audio", Meter.INPUT_AUDIO),
            Map.entry("output_audio", Meter.OUTPUT_AUDIO));

    @Override
    public void read(SourceText text, FeedBuilder feed) {
        Fields providers = Fields.of("", JsonReader.read(text));
        for (String provider : providers.keys()) {
            Fields models = providers.fields(provider).fields("models");
            for (String name : models.keys()) {
                feed.attempt(models.at(name), provider + "/" + name, () -> {
                    read(provider, models.fields(name), feed);
                    return name;
                });
            }
        }
    }

    private static void read(String provider, Fields fields, FeedBuilder feed) {
        Offering offering = offering(provider, fields, feed);
        if (!feed.offer(fields.at(), offering)) {
            return;
        }
        if (fields.optional("cost").isPresent()) {
            Fields cost = fields.fields("cost");
            feed.attempt(cost.at(), offering.key().toString(), () -> tariff(offering, cost))
                    .ifPresent(tariff -> feed.price(new OfferedPrice(
                            offering.key(), tariff, Optional.empty(), Optional.empty(), Optional.empty())));
        }
        if (fields.optional("benchmarks").orElse(null) instanceof Sequence list) {
            for (Value item : list.items()) {
                feed.attempt(
                                item.at(),
                                offering.key() + ", benchmarks",
                                () -> benchmark(offering.model(), Fields.of("benchmarks", item), feed))
                        .ifPresent(feed::benchmark);
            }
        }
    }

    private static Offering offering(String provider, Fields fields, FeedBuilder feed) {
        String name = fields.text("id");
        Optional<String> base = fields.optionalText("base_model");
        ModelId model = FeedBuilder.model(base.orElse(name));
        String hint = base.filter(text -> text.contains("/"))
                .map(text -> text.substring(0, text.indexOf('/')))
                .orElse(provider);
        Optional<Integer> context = fields.optional("limit").isPresent()
                ? fields.fields("limit").optionalWhole("context").filter(tokens -> tokens > 0)
                : Optional.empty();
        return new Offering(
                new Offering.Key(ProviderName.of(provider), name),
                model,
                feed.maker(model, hint),
                fields.optionalText("name").orElse(name),
                context,
                fields.optionalFlag("tool_call"),
                fields.optionalText("release_date").flatMap(ModelsDevFeed::day),
                new Lifecycle(
                        fields.optionalText("status")
                                .filter("deprecated"::equals)
                                .isPresent(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                feed.url());
    }

    /** Some days are only months or years; those say too little. */
    private static Optional<LocalDate> day(String text) {
        return text.matches("\\d{4}-(0[1-9]|1[0-2])-([0-2]\\d|3[01])")
                ? Optional.of(LocalDate.parse(text))
                : Optional.empty();
    }

    private static Tariff tariff(Offering offering, Fields cost) {
        Map<Meter, BigDecimal> bases = amounts(cost);
        Map<Meter, List<Step>> steps = new EnumMap<>(Meter.class);
        for (Fields tier : tiers(cost)) {
            long above = tier.fields("tier").whole("size");
            amounts(tier)
                    .forEach((meter, price) -> steps.computeIfAbsent(meter, key -> new ArrayList<>())
                            .add(new Step(above, price)));
        }
        Map<Meter, Rate> rates = new EnumMap<>(Meter.class);
        bases.forEach((meter, price) ->
                rates.put(meter, new Rate(price, steps.getOrDefault(meter, List.of()), Mode.CLIFF)));
        Tariff tariff = Tariff.of(RateCard.of(rates));
        if (!offering.key().name().endsWith(":free")) {
            FeedBuilder.refuseNothing(tariff);
        }
        return tariff;
    }

    private static List<Fields> tiers(Fields cost) {
        return cost.optional("tiers").stream()
                .flatMap(value -> value instanceof Sequence list ? list.items().stream() : Stream.empty())
                .map(item -> Fields.of("cost.tiers", item))
                .toList();
    }

    private static Map<Meter, BigDecimal> amounts(Fields cost) {
        Map<Meter, BigDecimal> amounts = new EnumMap<>(Meter.class);
        for (String key : cost.keys()) {
            Meter meter = METERS.get(key);
            if (meter != null && cost.optional(key).isPresent()) {
                amounts.put(meter, cost.number(key));
            }
        }
        return amounts;
    }

    private static BenchmarkResult benchmark(ModelId model, Fields fields, FeedBuilder feed) {
        String name = fields.text("name");
        Optional<Instant> date = fields.optionalText("date")
                .flatMap(ModelsDevFeed::day)
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
        String metric = fields.optionalText("metric").orElse("score");
        Optional<String> edition = joined(fields, List.of("version", "dataset"), ", ");
        // The harness and a variant of the model, such as its effort, tell runs apart and are no edition of the
        // benchmark.
        Optional<String> run =
                joined(fields, List.of("harness", "variant"), " ").map(words -> "#" + words.replace(' ', '-'));
        return new BenchmarkResult(
                model,
                name,
                fields.number("score").doubleValue(),
                PublishedUnit.of(metric),
                PublishedUnit.taskType(name),
                edition,
                BenchmarkSource.THIRD_PARTY,
                fields.url("source") + run.orElse(""),
                date.orElse(feed.now()),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<String> joined(Fields fields, List<String> keys, String separator) {
        return keys.stream()
                .map(fields::optionalText)
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + separator + other);
    }
}
