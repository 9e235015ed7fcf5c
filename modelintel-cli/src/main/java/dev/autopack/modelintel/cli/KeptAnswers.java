package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.recommend.Question;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationRepository.Query;
import dev.autopack.modelintel.recommend.Recommendations;
import dev.autopack.modelintel.recommend.Recommender;
import dev.autopack.modelintel.recommend.ScoringPolicy;
import dev.autopack.modelintel.recommend.Sensitivity;
import dev.autopack.modelintel.recommend.Sensitivity.ParetoPoint;
import dev.autopack.modelintel.recommend.Sensitivity.WeightRange;
import dev.autopack.modelintel.recommend.StoredAnswer;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.usecase.ScoringWeights;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers on record as documents, with what follows from the evidence that was kept with them: how they hang on the
 * weights, the trade of cost against success, and which evidence would change them. That is computed when somebody asks.
 */
final class KeptAnswers {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final RecommendationRepository repository;
    private final Map<String, Evidence> evidence = new HashMap<>();

    KeptAnswers(RecommendationRepository repository) {
        this.repository = repository;
    }

    /** The whole answer, whatever it was, that is or was the newest of its use case, or answered a what-if where there is no other. */
    ObjectNode document(StoredAnswer stored) {
        Recommendations answer = stored.recommendations();
        Question question = stored.answer().question();
        ObjectNode document = JSON.objectNode()
                .put("answer_id", stored.id())
                .put("use_case", answer.useCase().value())
                .put("current_model", answer.currentModel().value())
                .put("as_of", answer.asOf().toString())
                .put("created_at", stored.createdAt().toString())
                .put("last_made_at", stored.lastMadeAt().map(Object::toString).orElse(null))
                .put("policy_version", question.policyVersion())
                .put("decision", Documents.lower(answer.decision()))
                .put("keep", answer.recommended().isEmpty());
        Documents.put(document, "confidence", answer.confidence());
        document.put(
                "confidence_floor",
                question.useCase().confidenceFloor().orElse(question.policy().confidenceFloor()));
        document.put("summary", answer.summary());
        Documents.trial(document, answer.trial());
        document.set("current_scorecard", Documents.scorecard(answer.currentScorecard()));
        document.set("kept_out", Documents.keptOut(answer.keptOut()));
        RejectedModels.put(document, answer.rejected());
        addConsequences(document, stored);
        return document;
    }

    /** Adds the numbers of its recommendations on record. */
    ObjectNode withRecommendations(ObjectNode document, StoredAnswer stored) {
        ArrayNode recommendations = document.putArray("recommendations");
        repository
                .list(new Query(Optional.of(stored.useCase()), Optional.empty(), true, Integer.MAX_VALUE))
                .forEach(each -> recommendations
                        .addObject()
                        .put("id", each.id())
                        .put("rank", each.recommendation().rank())
                        .put(
                                "recommended_model",
                                each.recommendation().recommendedModel().value())
                        .put("status", each.status().label()));
        return document;
    }

    /** Nothing can be said of an answer by other scoring rules than these: what follows now did not follow then. */
    void addConsequences(ObjectNode document, StoredAnswer stored) {
        Question question = stored.answer().question();
        if (!question.policyVersion().equals(ScoringPolicy.VERSION)) {
            document.putNull("sensitivity").putArray("wanted");
            return;
        }
        Recommender recommender = Recommender.of(question.policy());
        Evidence known = evidenceOf(stored);
        document.set(
                "wanted", Documents.wanted(recommender.wanted(question.useCase(), question.currentModel(), known)));
        document.set(
                "sensitivity",
                sensitivity(
                        recommender.sensitivity(question.useCase(), question.currentModel(), known),
                        question.useCase().weights().orElse(question.policy().weights())));
    }

    /** Answers that were given together share their evidence. */
    Evidence evidenceOf(StoredAnswer stored) {
        Evidence known = evidence.computeIfAbsent(stored.evidenceDigest(), digest -> repository.evidenceOf(stored));
        return new Evidence(stored.recommendations().asOf(), known.models());
    }

    private static ObjectNode sensitivity(Sensitivity sensitivity, ScoringWeights given) {
        ObjectNode node = JSON.objectNode()
                .put("winner", sensitivity.winner().value())
                .put("stability", sensitivity.stability())
                .put("draws", Sensitivity.DRAWS)
                .put("seed", Sensitivity.SEED);
        ArrayNode weights = node.putArray("weights");
        for (Map.Entry<ComponentName, WeightRange> range : sensitivity.ranges().entrySet()) {
            weights.addObject()
                    .put("name", range.getKey().label())
                    .put("given", range.getKey().weightIn(given))
                    .put("lowest", range.getValue().lowest())
                    .put("highest", range.getValue().highest());
        }
        ArrayNode front = node.putArray("pareto_front");
        sensitivity.paretoFront().forEach(point -> front.add(point(point)));
        ArrayNode dominated = node.putArray("dominated");
        sensitivity
                .dominated()
                .forEach(each ->
                        dominated.add(point(each.point()).put("by", each.by().value())));
        return node;
    }

    private static ObjectNode point(ParetoPoint point) {
        return JSON.objectNode()
                .put("model", point.model().value())
                .put("usd_per_task", point.usdPerTask())
                .put("success_rate", point.successRate());
    }
}
