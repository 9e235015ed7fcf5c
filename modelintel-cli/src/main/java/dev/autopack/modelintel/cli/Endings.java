package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.ConfigDirectory;
import dev.autopack.modelintel.market.EndOfLife;
import dev.autopack.modelintel.usecase.UseCase;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which use cases are served by a model that is deprecated or gone. Every report says so before anything else. */
final class Endings {

    private final Map<ModelId, EndOfLife> ends;

    /** @param ends the models that are deprecated or gone at the instant of the report */
    Endings(Map<ModelId, EndOfLife> ends) {
        this.ends = Map.copyOf(ends);
    }

    /**
     * Those of a configuration, and where it does not say which model serves a use case, why not: silence would be taken
     * for good news.
     *
     * @param only the use case to look at; empty for all
     */
    ObjectNode document(ConfigDirectory config, Optional<UseCaseId> only) {
        Map<UseCaseId, ModelId> serving = new LinkedHashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (UseCase useCase : useCases(config, unknown)) {
            if (only.isEmpty() || useCase.id().equals(only.get())) {
                try {
                    serving.put(useCase.id(), config.currentModel(useCase.path()));
                } catch (BadInputException e) {
                    unknown.add(e.getMessage());
                }
            }
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("endings", document(serving));
        unknown.forEach(document.putArray("endings_unknown")::add);
        return document;
    }

    private static List<UseCase> useCases(ConfigDirectory config, Set<String> unknown) {
        try {
            return config.useCases();
        } catch (BadInputException e) {
            unknown.add(e.getMessage());
            return List.of();
        }
    }

    /** @param serving which model serves each use case */
    ArrayNode document(Map<UseCaseId, ModelId> serving) {
        ArrayNode endings = JsonNodeFactory.instance.arrayNode();
        serving.forEach((useCase, model) -> Optional.ofNullable(ends.get(model))
                .ifPresent(end ->
                        endings.addObject().put("use_case", useCase.value()).setAll(document(end))));
        return endings;
    }

    /** Says of an answer, before all else, that its current model is on its way out; null where it is not. */
    ObjectNode saidFirst(ModelId currentModel, ObjectNode answer) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        EndOfLife end = ends.get(currentModel);
        if (end == null) {
            document.putNull("current_model_end");
        } else {
            document.set("current_model_end", document(end));
        }
        return document.setAll(answer);
    }

    private static ObjectNode document(EndOfLife end) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model", end.model().value())
                .put("retired", end.retired())
                .put("deprecated_at", text(end.lifecycle().deprecatedAt()))
                .put("retires_at", text(end.lifecycle().retiresAt()))
                .put("replacement", end.lifecycle().replacement().orElse(null))
                .put("source", end.source().orElse(null))
                .put("source_url", end.sourceUrl().orElse(null))
                .put("summary", end.summary());
    }

    private static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}
