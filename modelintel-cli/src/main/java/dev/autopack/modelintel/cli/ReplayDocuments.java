package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.evidence.EvidenceChange;
import dev.autopack.modelintel.recommend.Recommendations;
import dev.autopack.modelintel.recommend.ScoringPolicy;
import dev.autopack.modelintel.replay.Replay;
import java.util.List;
import java.util.OptionalLong;

/** Answers given again. */
final class ReplayDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ReplayDocuments() {}

    /** @param recommendation the one that was asked for; empty where it was a use case */
    static ObjectNode replay(Replay replay, OptionalLong recommendation) {
        Recommendations answer = replay.stored().recommendations();
        ObjectNode document = JSON.objectNode();
        if (recommendation.isPresent()) {
            document.put("recommendation_id", recommendation.getAsLong());
        } else {
            document.putNull("recommendation_id");
        }
        document.put("answer_id", replay.stored().id())
                .put("use_case", answer.useCase().value())
                .put("current_model", answer.currentModel().value())
                .put("as_of", answer.asOf().toString())
                .put("policy_version", replay.stored().answer().question().policyVersion())
                .put("policy_version_now", ScoringPolicy.VERSION)
                .put("other_rules", replay.otherRules())
                .put("identical", replay.identical())
                .put("from_kept_evidence_identical", replay.fromKeptEvidence());
        document.set("evidence_changes", changes(replay.evidenceChanges()));
        ArrayNode differences = document.putArray("differences");
        replay.differences()
                .forEach(difference -> differences
                        .addObject()
                        .put("what", difference.what())
                        .put("before", difference.before())
                        .put("after", difference.after()));
        return document;
    }

    static ArrayNode changes(List<EvidenceChange> changes) {
        ArrayNode array = JSON.arrayNode();
        for (EvidenceChange change : changes) {
            ArrayNode fields = array.addObject()
                    .put("table", change.table())
                    .put("id", change.id())
                    .put("model", change.model().value())
                    .put("change", Documents.lower(change.kind()))
                    .putArray("fields");
            change.fields()
                    .forEach(field -> fields.addObject()
                            .put("name", field.name())
                            .put("before", field.before().orElse(null))
                            .put("after", field.after().orElse(null)));
        }
        return array;
    }
}
