package dev.autopack.modelintel.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Rate;
import dev.autopack.modelintel.pricing.Rate.Step;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.pricing.Service;
import dev.autopack.modelintel.pricing.Tariff;
import dev.autopack.modelintel.pricing.WeeklyWindow;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.JSONB;

/**
 * Tariffs in a column, in USD per million tokens: by service, then by kind of token, a price as a string of digits or,
 * where it depends on the length of the context, as an object.
 */
final class TariffJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String WINDOWS = "windows";

    private TariffJson() {}

    static JSONB written(Tariff tariff) {
        ObjectNode object = MAPPER.createObjectNode();
        tariff.cards().forEach((service, card) -> object.set(service.label(), card(card)));
        if (!tariff.windows().isEmpty()) {
            ArrayNode windows = object.putArray(WINDOWS);
            for (Tariff.Timed timed : tariff.windows()) {
                ObjectNode node = windows.addObject()
                        .put("zone", timed.window().zone().getId())
                        .put("from", timed.window().from().toString())
                        .put("until", timed.window().until().toString());
                ArrayNode days = node.putArray("days");
                timed.window().days().forEach(day -> days.add(day.getValue()));
                node.set("prices", card(timed.card()));
            }
        }
        return JSONB.jsonb(object.toString());
    }

    static Tariff read(JSONB json) {
        JsonNode object = parsed(json);
        SortedMap<Service, RateCard> cards = new TreeMap<>();
        List<Tariff.Timed> windows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (entry.getKey().equals(WINDOWS)) {
                entry.getValue().forEach(node -> windows.add(timed(node)));
            } else {
                cards.put(Rows.constant(Service.class, entry.getKey()), card(entry.getValue()));
            }
        }
        return new Tariff(cards, windows);
    }

    private static ObjectNode card(RateCard card) {
        ObjectNode object = MAPPER.createObjectNode();
        card.rates().forEach((meter, rate) -> {
            if (rate.steps().isEmpty()) {
                object.put(meter.label(), rate.base().toPlainString());
                return;
            }
            ObjectNode node = object.putObject(meter.label())
                    .put("base", rate.base().toPlainString())
                    .put("mode", Rows.label(rate.mode()));
            ArrayNode steps = node.putArray("steps");
            rate.steps()
                    .forEach(step -> steps.addArray()
                            .add(step.above())
                            .add(step.usdPerMillion().toPlainString()));
        });
        return object;
    }

    private static RateCard card(JsonNode object) {
        SortedMap<Meter, Rate> rates = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            rates.put(Rows.constant(Meter.class, entry.getKey()), rate(entry.getValue()));
        }
        return new RateCard(rates);
    }

    private static Rate rate(JsonNode node) {
        if (node.isTextual()) {
            return Rate.flat(new BigDecimal(node.textValue()));
        }
        List<Step> steps = new ArrayList<>();
        node.required("steps")
                .forEach(step -> steps.add(new Step(
                        step.required(0).longValue(),
                        new BigDecimal(step.required(1).textValue()))));
        return new Rate(
                new BigDecimal(node.required("base").textValue()),
                steps,
                Rows.constant(Rate.Mode.class, node.required("mode").textValue()));
    }

    private static Tariff.Timed timed(JsonNode node) {
        TreeSet<DayOfWeek> days = new TreeSet<>();
        node.required("days").forEach(day -> days.add(DayOfWeek.of(day.intValue())));
        return new Tariff.Timed(
                new WeeklyWindow(
                        ZoneId.of(node.required("zone").textValue()),
                        Collections.unmodifiableSortedSet(days),
                        LocalTime.parse(node.required("from").textValue()),
                        LocalTime.parse(node.required("until").textValue())),
                card(node.required("prices")));
    }

    private static JsonNode parsed(JSONB json) {
        try {
            return MAPPER.readTree(json.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON column does not hold JSON.", e);
        }
    }
}
