package dev.autopack.modelintel.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.candidate.Rejection;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.recommend.EvidenceIds;
import dev.autopack.modelintel.runtime.TokenMix;
import dev.autopack.modelintel.score.Component;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Estimate;
import dev.autopack.modelintel.score.Scorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.JSONB;

/** The JSON columns. Numbers are written with as many digits as give back the same double. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JSONB tags(Map<String, String> tags) {
        ObjectNode object = MAPPER.createObjectNode();
        new TreeMap<>(tags).forEach(object::put);
        return jsonb(object);
    }

    static SortedMap<String, String> tags(JSONB json) {
        SortedMap<String, String> tags = new TreeMap<>();
        for (Map.Entry<String, JsonNode> tag : parsed(json).properties()) {
            tags.put(tag.getKey(), tag.getValue().asText());
        }
        return tags;
    }

    static JSONB mixes(List<TokenMix> mixes) {
        ArrayNode array = MAPPER.createArrayNode();
        for (TokenMix mix : mixes) {
            array.addObject()
                    .put("number", array.size())
                    .put("role", mix.role())
                    .put("complexity", mix.complexity().map(Rows::label).orElse(""))
                    .put("prompt", mix.prompt())
                    .put("completion", mix.completion());
        }
        return jsonb(array);
    }

    static SortedMap<String, Long> reasons(JSONB json) {
        SortedMap<String, Long> reasons = new TreeMap<>();
        parsed(json)
                .properties()
                .forEach(
                        reason -> reasons.put(reason.getKey(), reason.getValue().longValue()));
        return reasons;
    }

    static JSONB scorecard(Scorecard scorecard) {
        ObjectNode object = MAPPER.createObjectNode();
        object.put("model", scorecard.model().value());
        ArrayNode components = object.putArray("components");
        for (Component component : scorecard.components()) {
            ObjectNode node = components.addObject();
            node.put("name", component.name().label());
            node.put("weight", component.weight());
            component.estimate().ifPresent(estimate -> {
                node.put("score", estimate.score());
                node.put("standard_error", estimate.standardError());
                node.put("detail", estimate.detail());
                ids(node, "evidence", estimate.evidence());
            });
        }
        return jsonb(object);
    }

    static Scorecard scorecard(JSONB json) {
        JsonNode object = parsed(json);
        List<Component> components = new ArrayList<>();
        for (JsonNode node : object.required("components")) {
            Optional<Estimate> estimate = node.has("score")
                    ? Optional.of(new Estimate(
                            node.required("score").doubleValue(),
                            node.required("standard_error").doubleValue(),
                            ids(node, "evidence"),
                            node.required("detail").textValue()))
                    : Optional.empty();
            components.add(new Component(
                    Rows.constant(ComponentName.class, node.required("name").textValue()),
                    node.required("weight").doubleValue(),
                    estimate));
        }
        return new Scorecard(ModelId.of(object.required("model").textValue()), components);
    }

    static JSONB evidence(EvidenceIds evidence) {
        ObjectNode object = MAPPER.createObjectNode();
        ids(object, "pricing", evidence.pricing());
        ids(object, "benchmarks", evidence.benchmarks());
        ids(object, "runtime_stats", evidence.runtimeStats());
        ids(object, "sentiment", evidence.sentiment());
        return jsonb(object);
    }

    static JSONB rejected(List<Rejection> rejected) {
        ArrayNode array = MAPPER.createArrayNode();
        rejected.forEach(rejection ->
                array.addObject().put("model", rejection.model().value()).put("reason", rejection.reason()));
        return jsonb(array);
    }

    static List<Rejection> rejected(JSONB json) {
        List<Rejection> rejected = new ArrayList<>();
        for (JsonNode node : parsed(json)) {
            rejected.add(new Rejection(
                    ModelId.of(node.required("model").textValue()),
                    node.required("reason").textValue()));
        }
        return rejected;
    }

    private static void ids(ObjectNode object, String field, List<Long> ids) {
        ArrayNode array = object.putArray(field);
        ids.forEach(array::add);
    }

    private static List<Long> ids(JsonNode object, String field) {
        List<Long> ids = new ArrayList<>();
        object.required(field).forEach(id -> ids.add(id.longValue()));
        return ids;
    }

    private static JSONB jsonb(JsonNode node) {
        return JSONB.jsonb(node.toString());
    }

    private static JsonNode parsed(JSONB json) {
        try {
            return MAPPER.readTree(json.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON column does not hold JSON.", e);
        }
    }
}
