package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.ingest.UsageFile.Request;
import dev.autopack.modelintel.market.Feed;
import dev.autopack.modelintel.market.MarketPrice;
import dev.autopack.modelintel.market.Quote;
import dev.autopack.modelintel.pricing.Cost;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** @param recorded what recording the feeds changed, in their order */
    static ObjectNode ingested(List<Feed> feeds, List<RecordedFacts> recorded) {
        ObjectNode document = JSON.objectNode();
        ArrayNode changes = document.putArray("changes");
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
            feed.refused()
                    .forEach(record -> refused.addObject()
                            .put("source", feed.source())
                            .put("at", record.at())
                            .put("reason", record.reason()));
        }
        return document.put("refused_records", refused.size());
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
