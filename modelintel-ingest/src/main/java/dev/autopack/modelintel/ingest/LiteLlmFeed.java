package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ProviderName;
import dev.autopack.modelintel.ingest.Value.Mapping;
import dev.autopack.modelintel.market.OfferedPrice;
import dev.autopack.modelintel.market.Offering;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Rate;
import dev.autopack.modelintel.pricing.Rate.Mode;
import dev.autopack.modelintel.pricing.Rate.Step;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.pricing.Service;
import dev.autopack.modelintel.pricing.Tariff;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The price map of LiteLLM: entries by name; prices in USD per token, services and steps in the names of the fields. Its
 * {@code deprecation_date} is the day from which a model no longer answers.
 */
final class LiteLlmFeed implements MarketFormat {

    private static final Map<String, Meter> METERS = Map.ofEntries(
            Map.entry("input_cost_per_token", Meter.INPUT),
            Map.entry("output_cost_per_token", Meter.OUTPUT),
            Map.entry("cache_read_input_token_cost", Meter.CACHE_READ),
            Map.entry("cache_creation_input_token_cost", Meter.CACHE_WRITE),
            Map.entry("cache_creation_input_token_cost_above_1hr", Meter.CACHE_WRITE_1H),
            Map.entry("cache_read_input_audio_token_cost", Meter.CACHE_AUDIO_READ),
            Map.entry("input_cost_per_audio_token", Meter.INPUT_AUDIO),
            Map.entry("output_cost_per_audio_token", Meter.OUTPUT_AUDIO),
            Map.entry("input_cost_per_image_token", Meter.INPUT_IMAGE),
            Map.entry("output_cost_per_image_token", Meter.OUTPUT_IMAGE),
            Map.entry("output_cost_per_reasoning_token", Meter.OUTPUT_REASONING),
            Map.entry("citation_cost_per_token", Meter.OUTPUT_CITATION));
    private static final Pattern FIELD = Pattern.compile(
            "(?<base>.+?)(?:_above_(?<thousands>\\d+)k_tokens)?(?:_(?<service>batches|flex|priority))?");
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** An entry that explains the format. */
    private static final String EXPLANATION = "sample_spec";

    @Override
    public void read(SourceText text, FeedBuilder feed) {
        Fields entries = Fields.of("", JsonReader.read(text));
        for (String key : entries.keys()) {
            if (!key.equals(EXPLANATION) && entries.optional(key).orElse(null) instanceof Mapping) {
                feed.attempt(entries.at(key), key, () -> {
                    read(key, entries.fields(key), feed);
                    return key;
                });
            }
        }
    }

    private static void read(String key, Fields fields, FeedBuilder feed) {
        Offering offering = offering(key, fields, feed);
        if (feed.offer(fields.at(), offering)) {
            feed.attempt(fields.at(), key, () -> tariff(fields))
                    .ifPresent(tariff -> feed.price(new OfferedPrice(
                            offering.key(), tariff, Optional.empty(), Optional.empty(), Optional.empty())));
        }
    }

    private static Offering offering(String key, Fields fields, FeedBuilder feed) {
        String provider = fields.text("litellm_provider");
        ModelId model = FeedBuilder.model(key);
        return new Offering(
                new Offering.Key(providerOf(provider), nameAt(provider, key)),
                model,
                feed.maker(model, provider),
                key,
                fields.optional("max_input_tokens")
                        .flatMap(value -> fields.optionalWhole("max_input_tokens"))
                        .filter(tokens -> tokens > 0),
                fields.optionalFlag("supports_function_calling"),
                Optional.empty(),
                new Lifecycle(false, Optional.empty(), retiresAt(fields), Optional.empty()),
                Optional.empty(),
                link(fields).or(feed::url));
    }

    /** The page that it names; what is no address of a page is left out, since a report makes a link of it. */
    private static Optional<String> link(Fields fields) {
        return fields.optionalText("source").filter(text -> text.matches("https?://\\S+"));
    }

    private static Optional<LocalDate> retiresAt(Fields fields) {
        return fields.optionalDate("deprecation_date");
    }

    /** LiteLLM tells the interfaces of one provider apart, such as {@code vertex_ai-language-models}. */
    static String providerOf(String raw) {
        for (String whole : List.of("vertex_ai", "bedrock")) {
            if (raw.startsWith(whole)) {
                return ProviderName.of(whole);
            }
        }
        return ProviderName.of(raw);
    }

    /** The name without the provider that stands in front of it. */
    static String nameAt(String provider, String key) {
        int slash = key.indexOf('/');
        return slash > 0 && providerOf(key.substring(0, slash)).equals(providerOf(provider))
                ? key.substring(slash + 1)
                : key;
    }

    private static Tariff tariff(Fields fields) {
        Map<Service, Map<Meter, BigDecimal>> bases = new EnumMap<>(Service.class);
        Map<Service, Map<Meter, SortedMap<Long, BigDecimal>>> steps = new EnumMap<>(Service.class);
        for (String field : fields.keys()) {
            Matcher name = FIELD.matcher(field);
            if (!name.matches() || fields.optional(field).isEmpty()) {
                continue;
            }
            Meter meter = METERS.get(name.group("base"));
            if (meter == null) {
                continue;
            }
            BigDecimal price = fields.number(field).multiply(MILLION);
            Service service = service(name.group("service"));
            if (name.group("thousands") == null) {
                bases.computeIfAbsent(service, key -> new EnumMap<>(Meter.class))
                        .put(meter, price);
            } else {
                steps.computeIfAbsent(service, key -> new EnumMap<>(Meter.class))
                        .computeIfAbsent(meter, key -> new TreeMap<>())
                        .put(Long.parseLong(name.group("thousands")) * 1000, price);
            }
        }
        SortedMap<Service, RateCard> cards = new TreeMap<>();
        bases.forEach((service, prices) -> cards.put(service, card(prices, steps.getOrDefault(service, Map.of()))));
        Tariff tariff = new Tariff(cards, List.of());
        FeedBuilder.refuseNothing(tariff);
        return tariff;
    }

    private static RateCard card(Map<Meter, BigDecimal> bases, Map<Meter, SortedMap<Long, BigDecimal>> steps) {
        Map<Meter, Rate> rates = new EnumMap<>(Meter.class);
        bases.forEach((meter, base) -> {
            List<Step> above = new ArrayList<>();
            SortedMap<Long, BigDecimal> of = steps.get(meter);
            if (of != null) {
                of.forEach((tokens, price) -> above.add(new Step(tokens, price)));
            }
            rates.put(meter, new Rate(base, above, Mode.CLIFF));
        });
        return RateCard.of(rates);
    }

    private static Service service(@Nullable String suffix) {
        if (suffix == null) {
            return Service.STANDARD;
        }
        return switch (suffix) {
            case "batches" -> Service.BATCH;
            case "flex" -> Service.FLEX;
            default -> Service.PRIORITY;
        };
    }
}
