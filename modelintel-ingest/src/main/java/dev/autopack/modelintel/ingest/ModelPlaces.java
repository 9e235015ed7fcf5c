package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.ingest.Value.Form;
import dev.autopack.modelintel.ingest.Value.Mapping;
import dev.autopack.modelintel.ingest.Value.Scalar;
import dev.autopack.modelintel.ingest.Value.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Where {@code models.yaml} names models. Whatever else stands there is none of our business. */
final class ModelPlaces {

    /** One star stands for any key or list item, two for every list below. */
    private static final List<String> PATTERNS = List.of(
            "complexity_models.*.*",
            "llm_routing_policies.*.builder_primary",
            "llm_routing_policies.*.auditor_primary",
            "llm_routing_policies.*.secondary_auditor",
            "llm_routing_policies.*.escalate_to.*",
            "llm_routing_policies.*.final_escalation.*",
            "category_models.*.*",
            "fallback_strategy.**",
            "defaults.*",
            "model_aliases.*",
            "tool_models.*",
            "escalation_chains.*.*.models.*",
            "dual_audit_judge.model",
            "doctor_models.cheap",
            "doctor_models.strong",
            "cheap_first_optimization.cheap_model");

    /** Prose that stands beside model names. */
    private static final String DESCRIPTION = "description";

    private final List<Scalar> names = new ArrayList<>();
    private final Set<Value> visited = Collections.newSetFromMap(new IdentityHashMap<>());

    private ModelPlaces() {}

    /** The texts that name a model, in the order of the places. Numbers and flags beside them are settings. */
    static List<Scalar> namesIn(Mapping document) {
        ModelPlaces places = new ModelPlaces();
        PATTERNS.forEach(pattern -> places.collect(document, List.of(pattern.split("\\."))));
        return places.names;
    }

    private void collect(Value value, List<String> pattern) {
        if (pattern.isEmpty()) {
            take(value);
            return;
        }
        List<String> rest = pattern.subList(1, pattern.size());
        switch (pattern.get(0)) {
            case "**" -> collectLists(value);
            case "*" -> children(value).forEach(child -> collect(child, rest));
            default -> {
                if (value instanceof Mapping mapping) {
                    mapping.get(pattern.get(0)).ifPresent(child -> collect(child, rest));
                }
            }
        }
    }

    private void collectLists(Value value) {
        if (!visited.add(value)) {
            return;
        }
        if (value instanceof Sequence list) {
            list.items().forEach(this::take);
        }
        children(value).forEach(this::collectLists);
    }

    private static List<Value> children(Value value) {
        if (value instanceof Sequence list) {
            return list.items();
        }
        if (value instanceof Mapping mapping) {
            return mapping.members().entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(DESCRIPTION))
                    .map(entry -> entry.getValue().value())
                    .toList();
        }
        return List.of();
    }

    private void take(Value value) {
        if (value instanceof Scalar scalar && scalar.form() == Form.TEXT) {
            names.add(scalar);
        }
    }
}
