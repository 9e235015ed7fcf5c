package dev.autopack.modelintel.approval;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.ScoringPolicy;
import dev.autopack.modelintel.recommend.StatusChange;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Estimate;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.usecase.ScoringWeights;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Recommendations of "new" in place of "old", made by hand. */
final class Made {

    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final Map<ComponentName, Estimate> ours = new EnumMap<>(ComponentName.class);
    private final Map<ComponentName, Estimate> theirs = new EnumMap<>(ComponentName.class);
    private ScoringWeights weights = ScoringWeights.defaults();
    private double confidence = 0.7;
    private OptionalDouble cost = OptionalDouble.empty();
    private double quality = 0;

    static Made of(ComponentName name, double ours, double theirs) {
        return new Made().and(name, ours, theirs);
    }

    Made and(ComponentName name, double our, double their) {
        ours.put(name, new Estimate(our, 0.1, List.of(1L), "ours"));
        theirs.put(name, new Estimate(their, 0.1, List.of(2L), "theirs"));
        return this;
    }

    Made weights(ScoringWeights other) {
        weights = other;
        return this;
    }

    Made confidence(double other) {
        confidence = other;
        return this;
    }

    Made cost(double percent) {
        cost = OptionalDouble.of(percent);
        return this;
    }

    Made quality(double delta) {
        quality = delta;
        return this;
    }

    Recommendation recommendation() {
        return new Recommendation(
                new UseCaseId("builder_default_low"),
                1,
                Scorecard.of(ModelId.of("new"), weights, ours),
                Scorecard.of(ModelId.of("old"), weights, theirs),
                confidence,
                cost,
                quality,
                "Because.");
    }

    /** On record with what Ann did with it, an hour ago at first. */
    StoredRecommendation stored(long id, RecommendationStatus... steps) {
        List<StatusChange> history = new ArrayList<>();
        for (RecommendationStatus step : steps) {
            history.add(new StatusChange(
                    id, step, "Ann", NOW.minusSeconds(3600).plusSeconds(history.size()), Optional.of("too new")));
        }
        return new StoredRecommendation(
                id,
                NOW.minusSeconds(7200),
                NOW.minusSeconds(7200),
                false,
                steps.length == 0 ? RecommendationStatus.PROPOSED : steps[steps.length - 1],
                ScoringPolicy.VERSION,
                recommendation(),
                List.of(),
                Optional.empty(),
                history);
    }
}
