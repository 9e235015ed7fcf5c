package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.candidate.Rejection;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.UnknownModelException;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.score.Scorer;
import dev.autopack.modelintel.score.TaskCost;
import dev.autopack.modelintel.usecase.ScoringWeights;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The engine: a pure function from use case and evidence to explained recommendations. It does no input or output, is
 * thread-safe, and gives the same answer to the same question on any machine.
 *
 * <pre>{@code
 * Recommender recommender = Recommender.of(ScoringPolicy.defaults());
 * Recommendations result = recommender.recommend(useCase, currentModel, evidence);
 * }</pre>
 */
public final class Recommender {

    private final ScoringPolicy policy;

    private Recommender(ScoringPolicy policy) {
        this.policy = policy;
    }

    public static Recommender of(ScoringPolicy policy) {
        return new Recommender(policy);
    }

    public ScoringPolicy policy() {
        return policy;
    }

    /**
     * Compares every model of the evidence with the current one. Those that may be considered, score higher and reach
     * the confidence floor are recommended, best first; of equal scores the current model's family and provider come
     * first. All others are rejected with a reason.
     *
     * @param currentModel the model that serves the use case now
     * @throws UnknownModelException if the evidence does not have the current model
     */
    public Recommendations recommend(UseCase useCase, ModelId currentModel, Evidence evidence) {
        return new Comparison(useCase, currentModel, evidence).answer();
    }

    private record Candidate(ModelEvidence evidence, Scorecard scorecard, double confidence) {
        ModelId id() {
            return evidence.model().id();
        }
    }

    /** One question being answered. */
    private final class Comparison {

        private final UseCase useCase;
        private final Evidence evidence;
        private final ScoringWeights weights;
        private final Scorer scorer;
        private final ModelEvidence current;
        private final Scorecard currentScorecard;
        private final List<Rejection> rejections = new ArrayList<>();

        Comparison(UseCase useCase, ModelId currentModel, Evidence evidence) {
            this.useCase = useCase;
            this.evidence = evidence;
            this.weights = useCase.weights().orElse(policy.weights());
            this.scorer = new Scorer(useCase, currentModel, evidence);
            this.current =
                    evidence.of(currentModel).orElseThrow(() -> new UnknownModelException(List.of(currentModel)));
            this.currentScorecard = scorer.score(current, weights);
        }

        Recommendations answer() {
            List<Candidate> candidates = candidates();
            List<Candidate> better = new ArrayList<>();
            for (Candidate candidate : candidates) {
                shortfall(candidate, better.size())
                        .ifPresentOrElse(reason -> reject(candidate.evidence(), reason), () -> better.add(candidate));
            }
            List<Recommendation> recommended = new ArrayList<>();
            for (Candidate candidate : better) {
                recommended.add(recommendation(recommended.size() + 1, candidate));
            }
            rejections.sort(Comparator.comparing(Rejection::model));
            return new Recommendations(
                    useCase.id(),
                    evidence.asOf(),
                    currentScorecard,
                    recommended,
                    rejections,
                    confidence(candidates, better),
                    summary(candidates, recommended));
        }

        private List<Candidate> candidates() {
            List<Candidate> candidates = new ArrayList<>();
            for (ModelEvidence model : evidence.models().values()) {
                if (model.equals(current)) {
                    continue;
                }
                Scorecard scorecard = scorer.score(model, weights);
                policy.candidateRule()
                        .objection(useCase.needs(), scorer, current, currentScorecard, model, scorecard)
                        .ifPresentOrElse(
                                objection -> reject(model, objection),
                                () -> candidates.add(new Candidate(model, scorecard, confidence(scorecard))));
            }
            candidates.sort(
                    Comparator.<Candidate>comparingDouble(c -> -c.scorecard().total())
                            .thenComparing(c -> !c.evidence().model().sameFamilyAs(current.model()))
                            .thenComparing(c -> !c.evidence().model().sameProviderAs(current.model()))
                            .thenComparing(Candidate::id));
            return candidates;
        }

        private double confidence(Scorecard scorecard) {
            double confidence = Confidence.of(scorecard, currentScorecard, weights);
            return Confidence.tried(scorecard) ? confidence : Math.min(confidence, policy.untriedConfidenceCap());
        }

        private OptionalDouble confidence(List<Candidate> candidates, List<Candidate> better) {
            if (!better.isEmpty()) {
                return OptionalDouble.of(better.get(0).confidence());
            }
            OptionalDouble challenger =
                    candidates.stream().mapToDouble(Candidate::confidence).max();
            return challenger.isEmpty() ? challenger : OptionalDouble.of(1 - challenger.getAsDouble());
        }

        private Optional<String> shortfall(Candidate candidate, int betterOnes) {
            if (candidate.scorecard().total() <= currentScorecard.total()) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "its score of %.3f is not above the current model's %.3f",
                        candidate.scorecard().total(),
                        currentScorecard.total()));
            }
            if (candidate.confidence() < policy.confidenceFloor()) {
                String missing = missing(candidate.scorecard());
                return Optional.of(String.format(
                        Locale.ROOT,
                        "it scores %.3f against %.3f, but the confidence of %.2f is below the floor of %.2f%s",
                        candidate.scorecard().total(),
                        currentScorecard.total(),
                        candidate.confidence(),
                        policy.confidenceFloor(),
                        missing.isEmpty() ? "" : " (not known: " + missing + ")"));
            }
            if (betterOnes == policy.maxRecommendations()) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "it scores %.3f, but %d better ones are recommended",
                        candidate.scorecard().total(),
                        betterOnes));
            }
            return Optional.empty();
        }

        /** What is not known of both models, as words for a person; empty where all is known. */
        private String missing(Scorecard scorecard) {
            List<String> missing = new ArrayList<>();
            for (ComponentName name : ComponentName.values()) {
                boolean ours = scorecard.component(name).known();
                boolean theirs = currentScorecard.component(name).known();
                if (name.weightIn(weights) > 0 && !(ours && theirs)) {
                    missing.add(name.label() + (ours ? " of the current model" : theirs ? "" : " of both models"));
                }
            }
            return String.join(", ", missing);
        }

        private Recommendation recommendation(int rank, Candidate candidate) {
            Optional<TaskCost> cost = scorer.taskCost(candidate.evidence());
            Optional<TaskCost> currentCost = scorer.taskCost(current);
            OptionalDouble costDelta = cost.isPresent()
                            && currentCost.isPresent()
                            && currentCost.get().usd().signum() > 0
                    ? OptionalDouble.of(cost.get().percentAbove(currentCost.get()))
                    : OptionalDouble.empty();
            return new Recommendation(
                    useCase.id(),
                    rank,
                    candidate.scorecard(),
                    currentScorecard,
                    candidate.confidence(),
                    costDelta,
                    qualityDelta(candidate),
                    reasoning(candidate, costDelta));
        }

        private OptionalDouble qualityDelta(Candidate candidate) {
            Optional<Double> successDelta = candidate
                    .scorecard()
                    .component(ComponentName.RUNTIME)
                    .estimate()
                    .flatMap(ours -> currentScorecard
                            .component(ComponentName.RUNTIME)
                            .estimate()
                            .map(theirs -> ours.score() - theirs.score()));
            return successDelta.isPresent()
                    ? OptionalDouble.of(successDelta.get())
                    : scorer.benchmarkAdvantage(candidate.evidence());
        }

        private String reasoning(Candidate candidate, OptionalDouble costDelta) {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%s (%s) scores %.3f, the current %s %.3f; confidence %.2f.",
                    candidate.id(),
                    kinship(candidate.evidence()),
                    candidate.scorecard().total(),
                    current.model().id(),
                    currentScorecard.total(),
                    candidate.confidence()));
            costDelta.ifPresent(percent ->
                    text.append(String.format(Locale.ROOT, " A task is expected to cost %+.0f %%.", percent)));
            candidate.scorecard().diff(currentScorecard).forEach((name, difference) -> {
                if (candidate.scorecard().component(name).known()
                        && currentScorecard.component(name).known()) {
                    text.append(String.format(Locale.ROOT, " %s %+.3f.", name.label(), difference));
                }
            });
            String missing = missing(candidate.scorecard());
            if (!missing.isEmpty()) {
                text.append(" Not known: ").append(missing).append('.');
            }
            if (!Confidence.tried(candidate.scorecard())) {
                text.append(" No telemetry of it yet: try it before you switch for good.");
            }
            if (useCase.needs().contextWindowTokens() > 0
                    && candidate.evidence().model().contextWindowTokens().isEmpty()) {
                text.append(" Its context window is not known: check that it holds ")
                        .append(useCase.needs().contextWindowTokens())
                        .append(" tokens.");
            }
            return text.toString();
        }

        private String kinship(ModelEvidence candidate) {
            if (candidate.model().sameFamilyAs(current.model())) {
                return "same family";
            }
            return candidate.model().sameProviderAs(current.model())
                    ? "same provider"
                    : "of " + candidate.model().provider();
        }

        private String summary(List<Candidate> candidates, List<Recommendation> recommended) {
            if (!recommended.isEmpty()) {
                return recommended.get(0).reasoning();
            }
            String keep = "Keep " + current.model().id() + ": ";
            String deprecated = current.model().deprecated() ? " It is deprecated: look for a successor." : "";
            return keep
                    + (candidates.isEmpty()
                            ? "no other model may be considered."
                            : "none of the " + candidates.size()
                                    + " models that may be considered is better with enough confidence.")
                    + deprecated;
        }

        private void reject(ModelEvidence model, String reason) {
            rejections.add(new Rejection(model.model().id(), reason));
        }
    }
}
