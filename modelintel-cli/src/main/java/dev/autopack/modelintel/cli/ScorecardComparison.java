package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.EvidenceChange;
import dev.autopack.modelintel.evidence.EvidenceChanges;
import dev.autopack.modelintel.recommend.EvidenceIds;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationRepository.Reference;
import dev.autopack.modelintel.recommend.StoredAnswer;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.score.Component;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Estimate;
import dev.autopack.modelintel.score.Scorecard;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two recommendations side by side: which parts of their scores differ, by how much, and which rows are behind it. */
final class ScorecardComparison {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final RecommendationRepository repository;

    ScorecardComparison(RecommendationRepository repository) {
        this.repository = repository;
    }

    /** Differences are those of the first beyond the other. */
    ObjectNode document(StoredRecommendation first, StoredRecommendation other) {
        ObjectNode document = JSON.objectNode();
        document.set("first", side(first));
        document.set("other", side(other));
        ArrayNode scorecards = document.putArray("scorecards");
        scorecards.add(difference(
                "recommended",
                first.recommendation().scorecard(),
                other.recommendation().scorecard()));
        scorecards.add(difference(
                "current",
                first.recommendation().currentScorecard(),
                other.recommendation().currentScorecard()));
        document.set("evidence_changes", ReplayDocuments.changes(changes(first, other)));
        return document;
    }

    private static ObjectNode side(StoredRecommendation stored) {
        return JSON.objectNode()
                .put("id", stored.id())
                .put("use_case", stored.recommendation().useCase().value())
                .put("current_model", stored.recommendation().currentModel().value())
                .put(
                        "recommended_model",
                        stored.recommendation().recommendedModel().value())
                .put("as_of", stored.asOf().toString())
                .put("policy_version", stored.policyVersion())
                .put("confidence", stored.recommendation().confidence());
    }

    private ObjectNode difference(String role, Scorecard first, Scorecard other) {
        ObjectNode node = JSON.objectNode()
                .put("role", role)
                .put("first_model", first.model().value())
                .put("other_model", other.model().value())
                .put("first_total", first.total())
                .put("other_total", other.total())
                .put("difference", first.total() - other.total());
        ArrayNode components = node.putArray("components");
        first.diff(other).forEach((name, difference) -> components.add(component(name, difference, first, other)));
        return node;
    }

    private ObjectNode component(ComponentName name, double difference, Scorecard first, Scorecard other) {
        Component ours = first.component(name);
        Component theirs = other.component(name);
        ObjectNode node = JSON.objectNode()
                .put("name", name.label())
                .put("difference", difference)
                .put("changed", !ours.equals(theirs));
        node.set("first", part(ours));
        node.set("other", part(theirs));
        node.set("only_first", Documents.references(rows(name, ours, theirs)));
        node.set("only_other", Documents.references(rows(name, theirs, ours)));
        return node;
    }

    private static ObjectNode part(Component component) {
        ObjectNode node = JSON.objectNode()
                .put("weight", component.weight())
                .put("known", component.known())
                .put("contribution", component.contribution());
        component
                .estimate()
                .ifPresentOrElse(
                        estimate -> node.put("score", estimate.score()).put("detail", estimate.detail()),
                        () -> node.putNull("score").putNull("detail"));
        return node;
    }

    /** The rows that the one rests on and the other does not. */
    private List<Reference> rows(ComponentName name, Component of, Component without) {
        Set<Long> others = Set.copyOf(without.estimate().map(Estimate::evidence).orElse(List.of()));
        List<Long> ids = of.estimate().map(Estimate::evidence).orElse(List.of()).stream()
                .filter(id -> !others.contains(id))
                .toList();
        List<Long> none = List.of();
        return repository.references(
                switch (name) {
                    case PRICE -> new EvidenceIds(ids, none, none, none);
                    case BENCHMARK -> new EvidenceIds(none, ids, none, none);
                    case RUNTIME -> new EvidenceIds(none, none, ids, none);
                    case SENTIMENT -> new EvidenceIds(none, none, none, ids);
                });
    }

    /** What became different of the models in question between the evidence of both; nothing where one was not kept. */
    private List<EvidenceChange> changes(StoredRecommendation first, StoredRecommendation other) {
        Optional<StoredAnswer> ours = repository.answerOf(first.id());
        Optional<StoredAnswer> theirs = repository.answerOf(other.id());
        if (ours.isEmpty() || theirs.isEmpty()) {
            return List.of();
        }
        Set<ModelId> models = Stream.of(first, other)
                .flatMap(each -> Stream.of(
                        each.recommendation().recommendedModel(),
                        each.recommendation().currentModel()))
                .collect(Collectors.toSet());
        return EvidenceChanges.between(repository.evidenceOf(theirs.get()), repository.evidenceOf(ours.get())).stream()
                .filter(change -> models.contains(change.model()))
                .toList();
    }
}
