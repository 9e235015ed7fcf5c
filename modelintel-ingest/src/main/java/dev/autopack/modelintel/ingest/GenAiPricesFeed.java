package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.NameRule;
import dev.autopack.modelintel.catalog.ProviderName;
import dev.autopack.modelintel.ingest.Value.Mapping;
import dev.autopack.modelintel.ingest.Value.Sequence;
import dev.autopack.modelintel.market.OfferedPrice;
import dev.autopack.modelintel.market.Offering;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The feed of pydantic/genai-prices: providers with models, each with a rule for raw names and conditional prices. */
final class GenAiPricesFeed implements MarketFormat {

    @Override
    public void read(SourceText text, FeedBuilder feed) {
        Value root = JsonReader.read(text);
        if (!(root instanceof Sequence providers)) {
            throw root.at().bad("the document is no list of providers. Maybe it is not the file you mean.");
        }
        for (Value item : providers.items()) {
            feed.attempt(item.at(), "a provider", () -> {
                readProvider(Fields.of("provider", item), feed);
                return item;
            });
        }
    }

    private static void readProvider(Fields provider, FeedBuilder feed) {
        String id = ProviderName.of(provider.text("id"));
        if (!(provider.required("models") instanceof Sequence models)) {
            throw provider.bad("models", "is no list", "it was cut off");
        }
        Map<Fields, Offering> offerings = new LinkedHashMap<>();
        for (Value item : models.items()) {
            Fields fields = Fields.of("models", item);
            feed.attempt(item.at(), id + ", a model", () -> offering(id, fields, feed))
                    .ifPresent(offering -> offerings.put(fields, offering));
        }
        Set<Offering> overlapping = overlapping(offerings.values());
        offerings.forEach((fields, offering) -> {
            if (overlapping.contains(offering)) {
                feed.refuse(fields.at("match"), offering.key().toString(), "its rule overlaps with another one.");
            }
            if (!feed.offer(fields.at(), overlapping.contains(offering) ? withoutRule(offering) : offering)) {
                return;
            }
            String name = offering.key().toString();
            feed.attempt(fields.at("prices"), name, () -> prices(offering, fields, feed.now()))
                    .ifPresent(prices -> prices.forEach(feed::price));
            ConditionalPrices.untaken(fields.required("prices"))
                    .forEach(key ->
                            feed.refuse(fields.at("prices"), name, key + " is no price of tokens; it is left out."));
        });
    }

    private static Offering offering(String provider, Fields fields, FeedBuilder feed) {
        String name = fields.text("id");
        ModelId model = FeedBuilder.model(name);
        return new Offering(
                new Offering.Key(provider, name),
                model,
                feed.maker(model, provider),
                fields.optionalText("name").orElse(name),
                fields.optionalWhole("context_window").filter(tokens -> tokens > 0),
                Optional.empty(),
                Optional.empty(),
                new Lifecycle(
                        fields.optionalFlag("deprecated").orElse(false),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                fields.optional("match").map(GenAiPricesFeed::rule),
                feed.url());
    }

    private static NameRule rule(Value value) {
        if (!(value instanceof Mapping mapping) || mapping.members().size() != 1) {
            throw value.at().bad("a rule for names is no mapping with one key.");
        }
        String kind = mapping.members().keySet().iterator().next();
        Fields fields = Fields.of("match", mapping);
        return switch (kind) {
            case "equals" -> new NameRule.Equal(fields.text(kind));
            case "starts_with" -> new NameRule.StartsWith(fields.text(kind));
            case "ends_with" -> new NameRule.EndsWith(fields.text(kind));
            case "contains" -> new NameRule.Contains(fields.text(kind));
            case "regex" -> NameRule.Like.of(fields.text(kind));
            case "or" -> new NameRule.AnyOf(rules(fields.required(kind)));
            case "and" -> new NameRule.AllOf(rules(fields.required(kind)));
            default -> throw fields.bad(kind, "is no kind of rule that is known", "update modelintel");
        };
    }

    private static List<NameRule> rules(Value value) {
        if (value instanceof Sequence list) {
            return list.items().stream().map(GenAiPricesFeed::rule).toList();
        }
        throw value.at().bad("the rules are no list.");
    }

    /** Offerings whose rules both match a name that one of them was written for. */
    private static Set<Offering> overlapping(Iterable<Offering> offerings) {
        List<Offering> ruled = new ArrayList<>();
        offerings.forEach(offering -> offering.rule().ifPresent(rule -> ruled.add(offering)));
        return ruled.stream()
                .flatMap(offering -> Stream.concat(
                        Stream.of(offering.key().name()),
                        offering.rule().orElseThrow().examples()))
                .distinct()
                .flatMap(example -> {
                    List<Offering> matching = ruled.stream()
                            .filter(offering -> offering.rule().orElseThrow().matches(example))
                            .toList();
                    return matching.size() > 1 ? matching.stream() : Stream.empty();
                })
                .collect(Collectors.toSet());
    }

    private static Offering withoutRule(Offering offering) {
        return new Offering(
                offering.key(),
                offering.model(),
                offering.maker(),
                offering.displayName(),
                offering.contextWindowTokens(),
                offering.toolUse(),
                offering.releasedAt(),
                offering.lifecycle(),
                Optional.empty(),
                offering.sourceUrl());
    }

    private static List<OfferedPrice> prices(Offering offering, Fields fields, Instant now) {
        List<OfferedPrice> prices = new ArrayList<>();
        ConditionalPrices.read(fields.required("prices"))
                .forEach((from, tariff) -> prices.add(new OfferedPrice(
                        offering.key(),
                        tariff,
                        Optional.of(from),
                        from.equals(Instant.EPOCH) ? Optional.of(now) : Optional.empty(),
                        Optional.empty())));
        return prices;
    }
}
