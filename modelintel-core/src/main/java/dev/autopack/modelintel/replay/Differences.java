package dev.autopack.modelintel.replay;

import dev.autopack.modelintel.candidate.KeptOut;
import dev.autopack.modelintel.candidate.Rejection;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.recommend.EvidenceIds;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.Recommendations;
import dev.autopack.modelintel.score.Component;
import dev.autopack.modelintel.score.Estimate;
import dev.autopack.modelintel.score.Scorecard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two answers value by value. */
final class Differences {

    private static final String NONE = "none";

    private final Map<String, String> values = new LinkedHashMap<>();

    private Differences(Recommendations answer) {
        put("decision", answer.decision().name());
        put("confidence", answer.confidence());
        put("as of", answer.asOf());
        put("summary", answer.summary());
        put("challenger", answer.challenger().map(ModelId::value).orElse(NONE));
        put("trial", answer.trial().map(Record::toString).orElse(NONE));
        scorecard("current " + answer.currentModel(), answer.currentScorecard());
        answer.recommended().forEach(this::recommendation);
        for (Rejection rejection : answer.rejected()) {
            put(rejection.model() + ": not recommended", rejection.reason());
        }
        for (KeptOut keptOut : answer.keptOut()) {
            put(keptOut.model() + ": kept out", keptOut);
        }
    }

    /** Empty exactly where the answers are equal. */
    static List<Difference> between(Recommendations before, Recommendations after) {
        if (before.equals(after)) {
            return List.of();
        }
        Map<String, String> was = new Differences(before).values;
        Map<String, String> is = new Differences(after).values;
        Set<String> names = new LinkedHashSet<>(was.keySet());
        names.addAll(is.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(was.get(name), is.get(name))) {
                differences.add(new Difference(name, orNone(was.get(name)), orNone(is.get(name))));
            }
        }
        if (differences.isEmpty()) {
            // A value that has no name here is no reason to call them the same.
            differences.add(new Difference("answer", before.toString(), after.toString()));
        }
        return differences;
    }

    private static String orNone(@Nullable String value) {
        return value == null ? NONE : value;
    }

    private void recommendation(Recommendation recommendation) {
        String model = recommendation.recommendedModel() + ": ";
        put(model + "rank", recommendation.rank());
        put(model + "confidence", recommendation.confidence());
        put(model + "expected cost delta", recommendation.expectedCostDeltaPct());
        put(model + "expected quality delta", recommendation.expectedQualityDelta());
        put(model + "reasoning", recommendation.reasoning());
        scorecard(recommendation.recommendedModel().value(), recommendation.scorecard());
        EvidenceIds evidence = recommendation.evidence();
        ids(model + "evidence in model_pricing", evidence.pricing());
        ids(model + "evidence in model_benchmarks", evidence.benchmarks());
        ids(model + "evidence in model_runtime_stats", evidence.runtimeStats());
        ids(model + "evidence in model_sentiment_signals", evidence.sentiment());
    }

    private void scorecard(String model, Scorecard scorecard) {
        put(model + ": total", scorecard.total());
        for (Component component : scorecard.components()) {
            String part = model + ": " + component.name().label() + ": ";
            put(part + "weight", component.weight());
            component.estimate().ifPresent(estimate -> estimate(part, estimate));
        }
    }

    private void estimate(String part, Estimate estimate) {
        put(part + "score", estimate.score());
        put(part + "standard error", estimate.standardError());
        put(part + "computed from", estimate.detail());
        ids(part + "evidence", estimate.evidence());
    }

    private void put(String name, OptionalDouble value) {
        put(name, value.isPresent() ? value.getAsDouble() : NONE);
    }

    private void ids(String name, Collection<Long> ids) {
        put(name, ids.isEmpty() ? NONE : ids);
    }

    private void put(String name, Object value) {
        values.put(name, value.toString());
    }
}
