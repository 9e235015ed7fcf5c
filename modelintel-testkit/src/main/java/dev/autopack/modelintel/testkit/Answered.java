package dev.autopack.modelintel.testkit;

import dev.autopack.modelintel.candidate.Rejection;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.pricing.TokenCounts;
import dev.autopack.modelintel.recommend.Answer;
import dev.autopack.modelintel.recommend.Question;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.Recommendations;
import dev.autopack.modelintel.recommend.ScoringPolicy;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Estimate;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.usecase.Candidates;
import dev.autopack.modelintel.usecase.ConfigPath;
import dev.autopack.modelintel.usecase.Needs;
import dev.autopack.modelintel.usecase.ScoringWeights;
import dev.autopack.modelintel.usecase.UseCase;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Answers to be kept. */
final class Answered {

    static final String POLICY = "1";

    private static final ModelId CURRENT = ModelId.of("claude-sonnet-4-5");

    private Answered() {}

    /** Nothing is known of any model. */
    static Evidence nothingKnown(Instant asOf) {
        return Evidence.of(asOf, List.of());
    }

    /** Recommends the models in place of {@code claude-sonnet-4-5}; without any, it is to be kept. */
    static Answer answer(String useCase, Instant asOf, long evidence, String... models) {
        List<Recommendation> recommended = new ArrayList<>();
        for (String model : models) {
            recommended.add(new Recommendation(
                    new UseCaseId(useCase),
                    recommended.size() + 1,
                    scorecard(model, evidence),
                    scorecard(CURRENT.value(), evidence),
                    0.8,
                    OptionalDouble.of(-62.5),
                    0.02,
                    "It's cheaper: \"by far\"."));
        }
        return answer(useCase, asOf, recommended);
    }

    static Answer answer(String useCase, Instant asOf, List<Recommendation> recommended) {
        return of(
                question(useCase, POLICY),
                new Recommendations(
                        new UseCaseId(useCase),
                        asOf,
                        scorecard(CURRENT.value(), 7),
                        recommended,
                        List.of(new Rejection(ModelId.of("gpt-5.4"), "it is deprecated")),
                        OptionalDouble.of(0.8),
                        recommended.isEmpty() ? "Keep." : "Switch.",
                        recommended.stream()
                                .map(Recommendation::recommendedModel)
                                .findFirst(),
                        Optional.empty(),
                        List.of()));
    }

    static Answer of(Question question, Recommendations recommendations) {
        return new Answer(question, recommendations);
    }

    static Question question(String useCase, String policyVersion) {
        return new Question(
                new UseCase(
                        new UseCaseId(useCase),
                        ConfigPath.parse("doctor_models.cheap"),
                        List.of("doctor", "doctor:cheap"),
                        Optional.of(Complexity.LOW),
                        new TreeMap<>(Map.of("code", 0.7, "reasoning", 0.3)),
                        0.25,
                        new TokenCounts(12_000, 800.5),
                        new Needs(100_000, true),
                        Optional.of(new ScoringWeights(0.5, 0.3, 0.15, 0.05)),
                        Candidates.PLAN,
                        OptionalDouble.empty()),
                CURRENT,
                ScoringPolicy.defaults(),
                policyVersion,
                List.of());
    }

    static Scorecard scorecard(String model, long evidence) {
        return Scorecard.of(
                ModelId.of(model),
                ScoringWeights.defaults(),
                Map.of(ComponentName.BENCHMARK, new Estimate(0.7, 0.1, List.of(evidence), "one figure")));
    }
}
