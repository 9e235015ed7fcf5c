package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.approval.Aftermath;
import dev.autopack.modelintel.approval.DifferenceOfRates;
import dev.autopack.modelintel.approval.JobRecord;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.RecommendationRepository.Waiting;
import dev.autopack.modelintel.recommend.StatusChange;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What people have done with recommendations, and what came of it. */
final class TrailDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TrailDocuments() {}

    static ObjectNode decision(Recommendation recommendation, StatusChange change) {
        ObjectNode document = JSON.objectNode().put("recommendation_id", change.recommendation());
        return describe(document, recommendation)
                .put("status", change.to().label())
                .put("by", change.by())
                .put("at", change.at().toString())
                .put("note", change.note().orElse(null));
    }

    static ArrayNode history(List<StatusChange> changes) {
        ArrayNode history = JSON.arrayNode();
        for (StatusChange change : changes) {
            history.addObject()
                    .put("status", change.to().label())
                    .put("by", change.by())
                    .put("at", change.at().toString())
                    .put("note", change.note().orElse(null));
        }
        return history;
    }

    /** @param now until when the days are counted, whole ones */
    static ArrayNode waiting(List<Waiting> waiting, Instant now) {
        ArrayNode array = JSON.arrayNode();
        for (Waiting each : waiting) {
            StoredRecommendation stored = each.recommendation();
            describe(array.addObject().put("id", stored.id()), stored.recommendation())
                    .put("status", stored.status().label())
                    .put("since", each.since().toString())
                    .put("days", Math.max(0, Duration.between(each.since(), now).toDays()));
        }
        return array;
    }

    /** @param aftermath empty where it could not be measured */
    static ObjectNode implemented(StoredRecommendation stored, Optional<Aftermath> aftermath, String whyNot) {
        ObjectNode node = describe(JSON.objectNode().put("id", stored.id()), stored.recommendation())
                .put("implemented_at", stored.lastChange().orElseThrow().at().toString());
        aftermath.ifPresentOrElse(
                known -> fill(node, known),
                () -> node.putNull("promise")
                        .put("reason", whyNot)
                        .putNull("before")
                        .putNull("after"));
        return node;
    }

    private static void fill(ObjectNode node, Aftermath aftermath) {
        node.put("promise", aftermath.promise().name().toLowerCase(Locale.ROOT))
                .put("reason", aftermath.reason())
                .put("promised_success_delta", aftermath.promisedSuccessDelta());
        aftermath
                .successDelta()
                .map(TrailDocuments::difference)
                .ifPresentOrElse(delta -> node.set("success_delta", delta), () -> node.putNull("success_delta"));
        put(node, "promised_cost_delta_pct", aftermath.promisedCostDeltaPct());
        put(node, "cost_delta_pct", aftermath.costDeltaPct());
        node.set("before", job(aftermath.before()));
        node.set("after", job(aftermath.after()));
    }

    private static ObjectNode difference(DifferenceOfRates delta) {
        return JSON.objectNode()
                .put("estimate", delta.estimate())
                .put("lower", delta.lower())
                .put("upper", delta.upper());
    }

    private static ObjectNode job(JobRecord job) {
        ObjectNode node = JSON.objectNode()
                .put("from", job.window().start().toString())
                .put("until", job.window().end().toString())
                .put("finished_phases", job.finishedPhases())
                .put("succeeded_phases", job.succeededPhases())
                .put("own_phases", job.ownPhases());
        put(node, "success_rate", job.successRate());
        return node.put(
                "cost_per_phase_usd",
                job.costPerPhaseUsd().map(BigDecimal::doubleValue).orElse(null));
    }

    private static ObjectNode describe(ObjectNode node, Recommendation recommendation) {
        return node.put("use_case", recommendation.useCase().value())
                .put("current_model", recommendation.currentModel().value())
                .put("recommended_model", recommendation.recommendedModel().value());
    }

    private static void put(ObjectNode node, String field, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(field, value.getAsDouble());
        } else {
            node.putNull(field);
        }
    }
}
