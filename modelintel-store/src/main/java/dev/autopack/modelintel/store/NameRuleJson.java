package dev.autopack.modelintel.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.catalog.NameRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.JSONB;

/** Rules for names in a column, as objects with one key that says the kind of rule. */
final class NameRuleJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private NameRuleJson() {}

    static JSONB written(NameRule rule) {
        return JSONB.jsonb(node(rule).toString());
    }

    static NameRule read(JSONB json) {
        try {
            return rule(MAPPER.readTree(json.data()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON column does not hold JSON.", e);
        }
    }

    private static ObjectNode node(NameRule rule) {
        ObjectNode node = MAPPER.createObjectNode();
        if (rule instanceof NameRule.Equal equal) {
            return node.put("equals", equal.text());
        } else if (rule instanceof NameRule.StartsWith startsWith) {
            return node.put("starts_with", startsWith.text());
        } else if (rule instanceof NameRule.EndsWith endsWith) {
            return node.put("ends_with", endsWith.text());
        } else if (rule instanceof NameRule.Contains contains) {
            return node.put("contains", contains.text());
        } else if (rule instanceof NameRule.Like like) {
            return node.put("regex", like.pattern().pattern());
        } else if (rule instanceof NameRule.AnyOf any) {
            return nodes(node, "or", any.rules());
        }
        return nodes(node, "and", ((NameRule.AllOf) rule).rules());
    }

    private static ObjectNode nodes(ObjectNode node, String key, List<NameRule> rules) {
        ArrayNode array = node.putArray(key);
        rules.forEach(rule -> array.add(node(rule)));
        return node;
    }

    private static NameRule rule(JsonNode node) {
        Map.Entry<String, JsonNode> only = node.properties().iterator().next();
        JsonNode value = only.getValue();
        return switch (only.getKey()) {
            case "equals" -> new NameRule.Equal(value.textValue());
            case "starts_with" -> new NameRule.StartsWith(value.textValue());
            case "ends_with" -> new NameRule.EndsWith(value.textValue());
            case "contains" -> new NameRule.Contains(value.textValue());
            case "regex" -> NameRule.Like.of(value.textValue());
            case "or" -> new NameRule.AnyOf(rules(value));
            case "and" -> new NameRule.AllOf(rules(value));
            default -> throw new IllegalStateException("There is no rule of the kind " + only.getKey() + ".");
        };
    }

    private static List<NameRule> rules(JsonNode array) {
        List<NameRule> rules = new ArrayList<>();
        array.forEach(node -> rules.add(rule(node)));
        return rules;
    }
}
