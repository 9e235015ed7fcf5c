package dev.autopack.modelintel.replay;

import dev.autopack.modelintel.approval.PastDecisions;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.EvidenceChange;
import dev.autopack.modelintel.evidence.EvidenceChanges;
import dev.autopack.modelintel.evidence.UnknownModelException;
import dev.autopack.modelintel.recommend.Question;
import dev.autopack.modelintel.recommend.Recommendations;
import dev.autopack.modelintel.recommend.Recommender;
import dev.autopack.modelintel.recommend.ScoringPolicy;
import dev.autopack.modelintel.recommend.StoredAnswer;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import java.util.List;
import java.util.Optional;

/**
 * A stored answer given again, from what the database now says was known at its instant and by the scoring rules of this
 * version.
 *
 * @param stored the answer on record
 * @param evidenceChanges the rows that are not as they were when it was given
 * @param differences the values of the answer that are not the same; empty where it is identical in every bit
 * @param fromKeptEvidence whether the evidence that was kept with the answer gives it again, in every bit
 */
public record Replay(
        StoredAnswer stored,
        List<EvidenceChange> evidenceChanges,
        List<Difference> differences,
        boolean fromKeptEvidence) {

    public Replay {
        evidenceChanges = List.copyOf(evidenceChanges);
        differences = List.copyOf(differences);
    }

    /**
     * Gives the answer again.
     *
     * @param decided the recommendations that the question's decisions were made on
     * @param kept the evidence that was kept with the answer
     * @param now what is known today of what was known at that instant
     * @throws IllegalArgumentException if a decision of the question is not in the history of a recommendation
     */
    public static Replay of(StoredAnswer stored, List<StoredRecommendation> decided, Evidence kept, Evidence now) {
        Question question = stored.answer().question();
        PastDecisions decisions = PastDecisions.of(question.decisions().stream()
                .map(change -> decided.stream()
                        .filter(past -> past.id() == change.recommendation())
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "There is no recommendation " + change.recommendation() + " any more."))
                        .after(change))
                .toList());
        Recommendations before = stored.recommendations();
        return new Replay(
                stored,
                EvidenceChanges.between(kept, now),
                again(question, decisions, now)
                        .map(after -> Differences.between(before, after))
                        .orElseGet(() -> List.of(new Difference(
                                "current model", question.currentModel().value(), "unknown to the catalog"))),
                again(question, decisions, kept).equals(Optional.of(before)));
    }

    private static Optional<Recommendations> again(Question question, PastDecisions decisions, Evidence evidence) {
        try {
            return Optional.of(decisions.recommend(
                    Recommender.of(question.policy()), question.useCase(), question.currentModel(), evidence));
        } catch (UnknownModelException e) {
            return Optional.empty();
        }
    }

    /** Whether the answer is the same in every bit. */
    public boolean identical() {
        return differences.isEmpty();
    }

    /** Whether other scoring rules than today's gave the answer, so that it may differ on the same evidence. */
    public boolean otherRules() {
        return !stored.answer().question().policyVersion().equals(ScoringPolicy.VERSION);
    }
}
