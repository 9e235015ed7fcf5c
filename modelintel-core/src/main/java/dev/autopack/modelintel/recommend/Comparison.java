package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.candidate.CandidateRule;
import dev.autopack.modelintel.candidate.KeptOut;
import dev.autopack.modelintel.candidate.Rejection;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.UnknownModelException;
import dev.autopack.modelintel.score.Figures;
import dev.autopack.modelintel.score.Outlook;
import dev.autopack.modelintel.score.Outlooks;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.score.Scorer;
import dev.autopack.modelintel.usecase.Candidates;
import dev.autopack.modelintel.usecase.ScoringWeights;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** One question being answered. */
final class Comparison {

    /** An excluded model would clearly have won from this probability on, the same as for a clear regression. */
    private static final double CLEARLY = 0.9;

    private final ScoringPolicy policy;
    private final UseCase useCase;
    private final Evidence evidence;
    private final ScoringWeights weights;
    private final SortedMap<ModelId, Outlook> outlooks;
    private final Outlook current;
    private final Scorecard currentScorecard;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<ModelId, String> unfit = new TreeMap<>();
    private final Map<ModelId, String> keptOut = new TreeMap<>();

    /**
     * A model that may be considered.
     *
     * @param total of the scorecard: adding it up for each step of a sort takes time
     */
    record Candidate(Outlook outlook, Scorecard scorecard, double total, Confidence confidence) {
        ModelId id() {
            return outlook.id();
        }
    }

    Comparison(ScoringPolicy policy, UseCase useCase, ModelId currentModel, Evidence evidence) {
        this.policy = policy;
        this.useCase = useCase;
        this.evidence = evidence;
        this.weights = useCase.weights().orElse(policy.weights());
        this.outlooks = Outlooks.of(useCase, evidence);
        this.current = outlook(currentModel);
        this.currentScorecard = Scorer.score(current, weights);
        outlooks.forEach((model, outlook) -> {
            if (!model.equals(currentModel)) {
                consider(outlook);
            }
        });
        candidates.sort(Comparator.<Candidate>comparingDouble(c -> -c.total())
                .thenComparing(c -> !c.outlook().model().sameFamilyAs(current.model()))
                .thenComparing(c -> !c.outlook().model().sameProviderAs(current.model()))
                .thenComparing(Candidate::id));
    }

    private void consider(Outlook outlook) {
        Optional<String> unfitness = CandidateRule.unfit(useCase.needs(), outlook);
        if (unfitness.isPresent()) {
            unfit.put(outlook.id(), unfitness.get());
            return;
        }
        Optional<String> objection = useCase.candidates() == Candidates.PLAN
                ? policy.candidateRule().objection(current, outlook)
                : Optional.empty();
        if (objection.isPresent()) {
            keptOut.put(outlook.id(), objection.get());
            return;
        }
        Scorecard scorecard = Scorer.score(outlook, weights);
        candidates.add(new Candidate(outlook, scorecard, scorecard.total(), confidence(outlook)));
    }

    Outlook current() {
        return current;
    }

    /** Of every model of the evidence, the current one too. */
    Collection<Outlook> outlooks() {
        return outlooks.values();
    }

    private Confidence confidence(Outlook candidate) {
        return Confidence.of(
                candidate,
                evidence(candidate.id()),
                current,
                evidence(current.id()),
                evidence.asOf(),
                policy.blindConfidence());
    }

    private Outlook outlook(ModelId model) {
        Outlook outlook = outlooks.get(model);
        if (outlook == null) {
            throw new UnknownModelException(List.of(model));
        }
        return outlook;
    }

    private ModelEvidence evidence(ModelId model) {
        return evidence.of(model).orElseThrow(() -> new UnknownModelException(List.of(model)));
    }

    Recommendations answer() {
        TreeMap<ModelId, String> rejected = new TreeMap<>(unfit);
        rejected.putAll(keptOut);
        List<Candidate> better = new ArrayList<>();
        for (Candidate candidate : candidates) {
            shortfall(candidate, better.size())
                    .ifPresentOrElse(reason -> rejected.put(candidate.id(), reason), () -> better.add(candidate));
        }
        Reasoning reasoning = new Reasoning(useCase, weights, current, currentScorecard);
        List<Recommendation> recommended = new ArrayList<>();
        for (Candidate candidate : better) {
            recommended.add(recommendation(recommended.size() + 1, candidate, reasoning));
        }
        Optional<Candidate> challenger = better.isEmpty()
                ? candidates.stream()
                        .filter(candidate -> candidate.outlook().success().corroborated())
                        .findFirst()
                : Optional.of(better.get(0));
        OptionalDouble confidence = OptionalDouble.empty();
        if (challenger.isPresent()) {
            double wins = challenger.get().confidence().value();
            confidence = OptionalDouble.of(better.isEmpty() ? 1 - wins : wins);
        }
        return new Recommendations(
                useCase.id(),
                evidence.asOf(),
                currentScorecard,
                recommended,
                rejected.entrySet().stream()
                        .map(entry -> new Rejection(entry.getKey(), entry.getValue()))
                        .toList(),
                confidence,
                recommended.isEmpty()
                        ? reasoning.keep(candidates.size())
                        : recommended.get(0).reasoning(),
                challenger.map(Candidate::id),
                better.isEmpty() ? Trials.propose(useCase, current, candidates) : Optional.empty(),
                winnersKeptOut(better.isEmpty() ? current : better.get(0).outlook()));
    }

    private Optional<String> shortfall(Candidate candidate, int betterOnes) {
        double total = candidate.total();
        if (total <= currentScorecard.total()) {
            return Optional.of("its score of " + Figures.fixed(total, 3) + " is not above the current model's "
                    + Figures.fixed(currentScorecard.total(), 3));
        }
        double confidence = candidate.confidence().value();
        if (confidence < policy.confidenceFloor()) {
            int decimals = Figures.decimalsApart(confidence, policy.confidenceFloor(), 2);
            return Optional.of("it scores " + Figures.fixed(total, 3) + " against "
                    + Figures.fixed(currentScorecard.total(), 3) + ", but the confidence of "
                    + Figures.fixed(confidence, decimals) + " is below the floor of "
                    + Figures.fixed(policy.confidenceFloor(), decimals) + "; "
                    + Reasoning.whatWouldTell(candidate.outlook(), current));
        }
        if (betterOnes == policy.maxRecommendations()) {
            return Optional.of(
                    "it scores " + Figures.fixed(total, 3) + ", but " + betterOnes + " better ones are recommended");
        }
        return Optional.empty();
    }

    private Recommendation recommendation(int rank, Candidate candidate, Reasoning reasoning) {
        OptionalDouble costDelta = costDelta(candidate.outlook());
        return new Recommendation(
                useCase.id(),
                rank,
                candidate.scorecard(),
                currentScorecard,
                candidate.confidence().value(),
                costDelta,
                candidate.outlook().success().rate() - current.success().rate(),
                reasoning.recommend(candidate, costDelta));
    }

    private OptionalDouble costDelta(Outlook candidate) {
        if (candidate.cost().isEmpty() || current.cost().isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                100 * candidate.cost().get().usd() / current.cost().get().usd() - 100);
    }

    private List<KeptOut> winnersKeptOut(Outlook answer) {
        List<KeptOut> winners = new ArrayList<>();
        keptOut.forEach((model, condition) -> {
            Outlook outlook = outlook(model);
            double confidence = outlook.probabilityBetterThan(answer);
            if (confidence >= CLEARLY) {
                winners.add(new KeptOut(model, confidence, condition, Reasoning.brings(outlook, answer)));
            }
        });
        winners.sort(Comparator.comparingDouble(KeptOut::confidence).reversed().thenComparing(KeptOut::model));
        return winners;
    }

    /** The model that the floor of the confidence or the number of recommendations may hold back: scored above the current. */
    Optional<Candidate> favourite() {
        return candidates.stream().findFirst().filter(best -> best.total() > currentScorecard.total());
    }

    Sensitivity sensitivity() {
        List<Outlook> considered = new ArrayList<>();
        considered.add(current);
        candidates.forEach(candidate -> considered.add(candidate.outlook()));
        return Sensitivity.of(considered, weights);
    }
}
