package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.candidate.KeptOut;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.Resolution;
import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.recommend.EvidenceIds;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationRepository.Reference;
import dev.autopack.modelintel.recommend.RecommendationRepository.Waiting;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.Recommendations;
import dev.autopack.modelintel.recommend.StoredAnswer;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.recommend.Trial;
import dev.autopack.modelintel.recommend.WantedEvidence;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.RuntimeSummary;
import dev.autopack.modelintel.runtime.ShareInterval;
import dev.autopack.modelintel.score.Component;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.store.Migration;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the commands print, as JSON documents. Other programs rely on the field names; the templates for people are
 * filled from the same documents.
 */
final class Documents {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Documents() {}

    /**
     * @param wanted which evidence would change an answer to keep
     * @param stored the recommendations on record in the order of their rank; empty where nothing was stored
     */
    static ObjectNode recommendations(
            Recommendations answer, List<WantedEvidence> wanted, List<StoredRecommendation> stored) {
        ObjectNode document = JSON.objectNode()
                .put("use_case", answer.useCase().value())
                .put("current_model", answer.currentModel().value())
                .put("as_of", answer.asOf().toString())
                .put("decision", lower(answer.decision()));
        trial(document, answer.trial());
        document.set("wanted", wanted(wanted));
        put(document, "confidence", answer.confidence());
        document.put("summary", answer.summary());
        ArrayNode recommendations = document.putArray("recommendations");
        for (Recommendation recommendation : answer.recommended()) {
            ObjectNode node = recommendations.addObject();
            if (stored.isEmpty()) {
                node.putNull("id").putNull("status");
            } else {
                StoredRecommendation kept = stored.get(recommendation.rank() - 1);
                node.put("id", kept.id()).put("status", kept.status().label());
            }
            fill(node, recommendation);
        }
        RejectedModels.put(document, answer.rejected());
        document.set("kept_out", keptOut(answer.keptOut()));
        return document;
    }

    static ArrayNode keptOut(List<KeptOut> winners) {
        ArrayNode keptOut = JSON.arrayNode();
        for (KeptOut kept : winners) {
            keptOut.addObject()
                    .put("model", kept.model().value())
                    .put("confidence", kept.confidence())
                    .put("condition", kept.condition())
                    .put("brings", kept.brings());
        }
        return keptOut;
    }

    static ArrayNode wanted(List<WantedEvidence> wanted) {
        ArrayNode array = JSON.arrayNode();
        for (WantedEvidence each : wanted) {
            ObjectNode node = array.addObject()
                    .put("kind", each.kind().label())
                    .put("model", each.model().value());
            if (each.runs().isPresent()) {
                node.put("runs", each.runs().getAsInt());
            } else {
                node.putNull("runs");
            }
            node.put("what", each.what()).put("why", each.why());
        }
        return array;
    }

    static void trial(ObjectNode document, Optional<Trial> proposed) {
        if (proposed.isEmpty()) {
            document.putNull("trial");
            return;
        }
        Trial trial = proposed.get();
        ObjectNode node = document.putObject("trial")
                .put("model", trial.model().value())
                .put("runs", trial.runs())
                .put("role", trial.role());
        put(node, "complexity", trial.complexity().map(Documents::lower));
        node.put("why", trial.why());
    }

    static ObjectNode migration(Migration migration) {
        ObjectNode document =
                JSON.objectNode().put("schema", migration.schema()).put("version", migration.version());
        migration.applied().forEach(document.putArray("applied")::add);
        return document;
    }

    /**
     * Recommendations that replace the same model in the same use case stand together, with the answer that they belong
     * to.
     *
     * @param answers the newest answers, of which those to keep the current model have no recommendation; empty where
     *     older recommendations were asked for too
     * @param waiting all that nobody has decided and no newer answer superseded
     */
    static ObjectNode report(
            List<StoredRecommendation> stored,
            List<StoredAnswer> answers,
            List<Waiting> waiting,
            RecommendationRepository repository,
            Instant now) {
        ObjectNode document = JSON.objectNode().put("created_at", now.toString());
        Set<Long> current =
                waiting.stream().map(each -> each.recommendation().id()).collect(Collectors.toSet());
        Map<String, ObjectNode> groups = new LinkedHashMap<>();
        List<List<Reference>> cited = repository.references(
                stored.stream().map(each -> each.recommendation().evidence()).toList());
        for (int i = 0; i < stored.size(); i++) {
            StoredRecommendation each = stored.get(i);
            Recommendation recommendation = each.recommendation();
            group(groups, recommendation.useCase(), recommendation.currentModel())
                    .withArray("recommendations")
                    .add(explanation(each, cited.get(i))
                            .put(
                                    "superseded",
                                    each.status() == RecommendationStatus.PROPOSED
                                            && !each.whatIf()
                                            && !current.contains(each.id())));
        }
        KeptAnswers kept = new KeptAnswers(repository);
        for (StoredAnswer answer : answers) {
            group(groups, answer.useCase(), answer.recommendations().currentModel())
                    .set("answer", kept.document(answer));
        }
        groups.values().forEach(document.putArray("use_cases")::add);
        return document;
    }

    private static ObjectNode group(Map<String, ObjectNode> groups, UseCaseId useCase, ModelId current) {
        return groups.computeIfAbsent(useCase + " " + current, key -> {
            ObjectNode group =
                    JSON.objectNode().put("use_case", useCase.value()).put("current_model", current.value());
            group.putNull("answer").putArray("recommendations");
            return group;
        });
    }

    /** @param cited the rows that it rests on */
    static ObjectNode explanation(StoredRecommendation stored, List<Reference> cited) {
        Recommendation recommendation = stored.recommendation();
        ObjectNode document = JSON.objectNode()
                .put("id", stored.id())
                .put("status", stored.status().label())
                .put("what_if", stored.whatIf())
                .put("created_at", stored.createdAt().toString())
                .put("as_of", stored.asOf().toString())
                .put("policy_version", stored.policyVersion())
                .put("use_case", recommendation.useCase().value())
                .put("current_model", recommendation.currentModel().value());
        fill(document, recommendation);
        document.putArray("scorecards")
                .add(scorecard(recommendation.scorecard()))
                .add(scorecard(recommendation.currentScorecard()));
        ArrayNode differences = document.putArray("differences");
        recommendation
                .scorecard()
                .diff(recommendation.currentScorecard())
                .forEach((name, difference) ->
                        differences.addObject().put("name", name.label()).put("difference", difference));
        document.set("references", references(cited));
        RejectedModels.put(document, stored.rejected());
        document.set("history", TrailDocuments.history(stored.history()));
        return document;
    }

    static ObjectNode scorecard(Scorecard scorecard) {
        ObjectNode node =
                JSON.objectNode().put("model", scorecard.model().value()).put("total", scorecard.total());
        node.set("components", components(scorecard));
        return node;
    }

    static ArrayNode references(List<Reference> references) {
        ArrayNode cited = JSON.arrayNode();
        for (Reference reference : references) {
            ObjectNode node = cited.addObject()
                    .put("kind", reference.kind())
                    .put("id", reference.id())
                    .put("text", reference.text())
                    .put("source", reference.source())
                    .put("date", reference.date());
            put(node, "url", reference.url());
        }
        return cited;
    }

    static ObjectNode runtimeSummary(RuntimeSummary summary) {
        ObjectNode document = JSON.objectNode()
                .put("window_start", summary.window().start().toString())
                .put("window_end", summary.window().end().toString())
                .put("groups", summary.groups())
                .put("events", summary.events())
                .put("unpriced_events", summary.unpricedEvents())
                .put("estimated_events", summary.estimatedEvents());
        ArrayNode unresolved = document.putArray("unresolved_models");
        ArrayNode ambiguous = document.putArray("ambiguous_models");
        for (Resolution name : summary.unresolvedModels()) {
            if (name.models().isEmpty()) {
                unresolved.add(name.rawName());
            } else {
                ArrayNode candidates =
                        ambiguous.addObject().put("name", name.rawName()).putArray("candidates");
                name.models().forEach(model -> candidates.add(model.value()));
            }
        }
        ArrayNode unpriced = document.putArray("unpriced_models");
        summary.unpricedModels()
                .forEach((model, events) ->
                        unpriced.addObject().put("model", model).put("events", events));
        ArrayNode statistics = document.putArray("statistics");
        summary.statistics().forEach(stats -> statistics.add(runtimeStats(stats)));
        return document;
    }

    private static ObjectNode runtimeStats(RuntimeStats stats) {
        ObjectNode node = JSON.objectNode()
                .put("provider", stats.provider())
                .put("model", stats.model())
                .put("role", stats.role());
        put(node, "complexity", stats.complexity().map(Documents::lower));
        node.put("calls", stats.calls())
                .put("total_tokens", stats.totalTokens())
                .put("p50_tokens", stats.p50Tokens())
                .put("p90_tokens", stats.p90Tokens())
                .put("est_cost_usd", stats.estCostUsd().orElse(null))
                .put("unpriced_calls", stats.unpricedCalls())
                .put("estimated_calls", stats.estimatedCalls())
                .put("estimated_cost_usd", stats.estimatedCostUsd().orElse(null))
                .put("finished_phases", stats.finishedPhases())
                .put("succeeded_phases", stats.succeededPhases());
        put(node, "success_rate", stats.successRate());
        put(
                node,
                "success_rate_low",
                stats.successInterval().stream().mapToDouble(ShareInterval::low).findFirst());
        put(
                node,
                "success_rate_high",
                stats.successInterval().stream()
                        .mapToDouble(ShareInterval::high)
                        .findFirst());
        node.put("cost_per_attempt_usd", stats.costPerAttemptUsd().orElse(null))
                .put("cost_per_success_usd", stats.costPerSuccessUsd().orElse(null))
                .put("replaced_phases", stats.setbacks().replacedPhases())
                .put("retries", stats.setbacks().retries())
                .put("escalations", stats.setbacks().escalations());
        ObjectNode reasons = node.putObject("failure_reasons");
        stats.setbacks().reasons().forEach(reasons::put);
        return node;
    }

    static ObjectNode recordedFacts(RecordedFacts recorded) {
        ObjectNode document = JSON.objectNode();
        ArrayNode changes = document.putArray("changes");
        recorded.byKind().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> changes.addObject()
                        .put("kind", entry.getKey())
                        .put("added", entry.getValue().added())
                        .put("updated", entry.getValue().updated())
                        .put("unchanged", entry.getValue().unchanged()));
        return document;
    }

    private static void fill(ObjectNode node, Recommendation recommendation) {
        node.put("recommended_model", recommendation.recommendedModel().value())
                .put("rank", recommendation.rank())
                .put("score", recommendation.scorecard().total())
                .put("current_score", recommendation.currentScorecard().total());
        node.set("components", components(recommendation.scorecard()));
        node.put("confidence", recommendation.confidence());
        put(node, "expected_cost_delta_pct", recommendation.expectedCostDeltaPct());
        node.put("expected_quality_delta", recommendation.expectedQualityDelta())
                .put("reasoning", recommendation.reasoning());
        EvidenceIds ids = recommendation.evidence();
        ObjectNode evidence = node.putObject("evidence");
        evidence.set("pricing", ids(ids.pricing()));
        evidence.set("benchmarks", ids(ids.benchmarks()));
        evidence.set("runtime_stats", ids(ids.runtimeStats()));
        evidence.set("sentiment", ids(ids.sentiment()));
    }

    private static ArrayNode components(Scorecard scorecard) {
        ArrayNode components = JSON.arrayNode();
        for (Component component : scorecard.components()) {
            ObjectNode node = components
                    .addObject()
                    .put("name", component.name().label())
                    .put("weight", component.weight())
                    .put("known", component.known())
                    .put("contribution", component.contribution());
            put(
                    node,
                    "score",
                    component.estimate().map(e -> OptionalDouble.of(e.score())).orElse(OptionalDouble.empty()));
            put(
                    node,
                    "standard_error",
                    component
                            .estimate()
                            .map(e -> OptionalDouble.of(e.standardError()))
                            .orElse(OptionalDouble.empty()));
            put(node, "detail", component.estimate().map(e -> e.detail()));
            node.set("evidence", ids(component.estimate().map(e -> e.evidence()).orElse(List.of())));
        }
        return components;
    }

    private static ArrayNode ids(List<Long> ids) {
        ArrayNode array = JSON.arrayNode();
        ids.forEach(array::add);
        return array;
    }

    static void put(ObjectNode node, String field, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(field, value.getAsDouble());
        } else {
            node.putNull(field);
        }
    }

    private static void put(ObjectNode node, String field, Optional<String> value) {
        node.put(field, value.orElse(null));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
