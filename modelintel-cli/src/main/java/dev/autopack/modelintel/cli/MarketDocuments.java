package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.ingest.UsageFile.Request;
import dev.autopack.modelintel.market.Discount;
import dev.autopack.modelintel.market.Drift;
import dev.autopack.modelintel.market.Feed;
import dev.autopack.modelintel.market.Feed.Refused;
import dev.autopack.modelintel.market.FeedReading;
import dev.autopack.modelintel.market.MarketPrice;
import dev.autopack.modelintel.market.PriceMove;
import dev.autopack.modelintel.market.Quote;
import dev.autopack.modelintel.market.UnresolvedName;
import dev.autopack.modelintel.pricing.Cost;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the commands about the market print, as JSON documents. Other programs rely on the field names. */
final class MarketDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MarketDocuments() {}

    /** @param quotes of the requests, in their order */
    static ObjectNode costs(List<Request> requests, List<Quote> quotes) {
        ObjectNode document = JSON.objectNode();
        ArrayNode rows = document.putArray("rows");
        BigDecimal total = BigDecimal.ZERO;
        int priced = 0;
        for (int i = 0; i < quotes.size(); i++) {
            Quote quote = quotes.get(i);
            ObjectNode row = rows.addObject();
            row.put("provider", requests.get(i).provider().orElse(null))
                    .put("model", requests.get(i).model())
                    .put("canonical_model", quote.model().map(ModelId::value).orElse(null))
                    .put("match", quote.match().label())
                    .put("rule", quote.rule())
                    .put("status", quote.cost().isPresent() ? "priced" : "unpriced");
            put(row, "discount_pct", quote.discount().map(Discount::percent));
            put(row, "input_usd", quote.cost().map(Cost::inputUsd));
            put(row, "output_usd", quote.cost().map(Cost::outputUsd));
            put(row, "total_usd", quote.cost().map(Cost::totalUsd));
            ArrayNode ids = row.putArray("price_ids");
            quote.price().map(MarketPrice::id).ifPresent(ids::add);
            row.put("source", quote.price().map(MarketPrice::source).orElse(null));
            row.put("reason", quote.unpriced().orElse(null));
            if (quote.cost().isPresent()) {
                priced++;
                total = total.add(quote.cost().get().totalUsd());
            }
        }
        put(document, "total_usd", Optional.of(total));
        return document.put("priced", priced).put("unpriced", quotes.size() - priced);
    }

    /**
     * @param configurations what recording configurations changed
     * @param recorded what recording the feeds changed, in their order
     * @param unchanged sources that state what they stated when they were read last, and what of it was refused then
     */
    static ObjectNode ingested(
            List<RecordedFacts> configurations,
            List<Feed> feeds,
            List<RecordedFacts> recorded,
            Map<String, FeedReading> unchanged) {
        ObjectNode document = JSON.objectNode();
        ArrayNode changes = document.putArray("changes");
        configurations.forEach(facts ->
                changes.addAll((ArrayNode) Documents.recordedFacts(facts).get("changes")));
        ArrayNode refused = document.putArray("refused");
        for (int i = 0; i < feeds.size(); i++) {
            Feed feed = feeds.get(i);
            recorded.get(i).byKind().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> changes.addObject()
                            .put("source", feed.source())
                            .put("kind", entry.getKey())
                            .put("added", entry.getValue().added())
                            .put("updated", entry.getValue().updated())
                            .put("unchanged", entry.getValue().unchanged()));
            addRefused(refused, feed.source(), feed.refused());
        }
        unchanged.forEach((source, reading) -> addRefused(refused, source, reading.refused()));
        ArrayNode same = document.put("refused_records", refused.size()).putArray("not_changed");
        unchanged.forEach((source, reading) -> same.addObject()
                .put("source", source)
                .put("source_url", reading.url().orElse(null))
                .put("since", reading.readAt().toString()));
        return document;
    }

    private static void addRefused(ArrayNode rows, String source, List<Refused> refused) {
        refused.forEach(record ->
                rows.addObject().put("source", source).put("at", record.at()).put("reason", record.reason()));
    }

    static ObjectNode confirmation(long priceId, String by) {
        return JSON.objectNode().put("price_id", priceId).put("confirmed_by", by);
    }

    /** @param prices of all offerings and sources */
    static ObjectNode prices(ModelId model, List<MarketPrice> prices) {
        Map<Long, PriceMove> moves = PriceMove.byRow(prices);
        ObjectNode document = JSON.objectNode().put("model", model.value());
        ArrayNode rows = document.putArray("prices");
        prices.stream()
                .sorted(Comparator.comparing(MarketPrice::effectiveAt)
                        .thenComparing(MarketPrice::source)
                        .thenComparingLong(MarketPrice::id))
                .forEach(price -> {
                    ObjectNode row = rows.addObject()
                            .put("id", price.id())
                            .put("source", price.source())
                            .put(
                                    "offering",
                                    price.offering().map(Object::toString).orElse(null));
                    row.putNull("input_usd_per_million").putNull("output_usd_per_million");
                    price.tariff()
                            .standard()
                            .rates()
                            .forEach((meter, rate) ->
                                    put(row, meter.label() + "_usd_per_million", Optional.of(rate.base())));
                    row.put(
                                    "move",
                                    Objects.requireNonNull(moves.get(price.id()))
                                            .label())
                            .put("effective_at", price.effectiveAt().toString())
                            .put("effective_until", text(price.effectiveUntil()))
                            .put("only_at", price.onlyAt().orElse(null))
                            .put("note", price.note().orElse(null))
                            .put("observed_at", price.observedAt().toString())
                            .put("retrieved_at", price.retrievedAt().toString())
                            .put("confirmed_at", price.confirmedAt().toString())
                            .put("source_url", price.sourceUrl().orElse(null))
                            .put("reference", price.reference().orElse(null))
                            .put("quarantine", price.quarantine().orElse(null));
                });
        return document;
    }

    static ObjectNode drifts(List<Drift> drifts, Instant now) {
        ObjectNode document = JSON.objectNode().put("compared_with", "list prices");
        ArrayNode rows = document.putArray("models");
        for (Drift drift : drifts) {
            ObjectNode row = rows.addObject()
                    .put("model", drift.name())
                    .put("canonical_model", drift.model().map(ModelId::value).orElse(null));
            put(row, "configured_input", drift.configured().map(Price::inputUsdPerMillion));
            put(row, "configured_output", drift.configured().map(Price::outputUsdPerMillion));
            put(row, "market_input", drift.base(Meter.INPUT));
            put(row, "market_output", drift.base(Meter.OUTPUT));
            drift.differencePct()
                    .ifPresentOrElse(pct -> row.put("difference_pct", pct), () -> row.putNull("difference_pct"));
            row.put("source", drift.market().map(MarketPrice::source).orElse(null))
                    .put(
                            "source_url",
                            drift.market().flatMap(MarketPrice::sourceUrl).orElse(null))
                    .put("effective_at", text(drift.market().map(MarketPrice::effectiveAt)))
                    .put("confirmed_at", text(drift.market().map(MarketPrice::confirmedAt)))
                    .put("deprecated", isDeprecated(drift, now))
                    .put("deprecated_at", text(drift.lifecycle().deprecatedAt()))
                    .put("retires_at", text(drift.lifecycle().retiresAt()))
                    .put("replacement", drift.lifecycle().replacement().orElse(null));
        }
        return document;
    }

    static ObjectNode unresolved(List<UnresolvedName> names) {
        ObjectNode document = JSON.objectNode();
        ArrayNode rows = document.putArray("names");
        for (UnresolvedName name : names) {
            ObjectNode row = rows.addObject()
                    .put("name", name.name())
                    .put("key", JSON.textNode(name.name()).toString())
                    .put("match", name.resolution().match().label())
                    .put("why", name.resolution().rule());
            ArrayNode models = row.putArray("candidates");
            name.resolution().models().forEach(model -> models.add(model.value()));
            ArrayNode sources = row.putArray("seen_in");
            name.seenIn().forEach(sources::add);
            row.put("calls", name.calls().orElse(null));
        }
        return document;
    }

    static boolean isDeprecated(Drift drift, Instant now) {
        return drift.lifecycle().isDeprecatedOn(now.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    private static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }

    static void put(ObjectNode node, String field, Optional<BigDecimal> value) {
        if (value.isPresent()) {
            BigDecimal number = value.get();
            node.put(
                    field,
                    number.signum() == 0
                            ? BigDecimal.ZERO
                            : new BigDecimal(number.stripTrailingZeros().toPlainString()));
        } else {
            node.putNull(field);
        }
    }
}
