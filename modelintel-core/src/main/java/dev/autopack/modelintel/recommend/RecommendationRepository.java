package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps recommendations. */
public interface RecommendationRepository {

    /**
     * Keeps all answers, those to keep the current model too, with the evidence that they were given from, in one
     * transaction. The same answer to the same question on the same evidence is not kept again.
     *
     * <p>Their recommended models are kept as recommendations. While a recommendation is proposed, the same from the same
     * evidence is not kept again, and while it is accepted and not implemented yet, none of the same models for the same
     * use case is: saving gives back the one on record.
     *
     * @param evidence what the answers were given from
     * @param whatIf which answers are to a what-if, such as for other weights: they are kept like the others, and what they
     *     recommend may be accepted, but none of them is the newest of its use case where another was given
     * @return for each answer, in the given order, the kept recommendations in the order of their rank
     */
    List<List<StoredRecommendation>> save(Evidence evidence, List<Answer> answers, Predicate<Answer> whatIf);

    /** Keeps answers of which none is to a what-if. */
    default List<List<StoredRecommendation>> save(Evidence evidence, List<Answer> answers) {
        return save(evidence, answers, answer -> false);
    }

    /**
     * The newest answer of each use case, whatever it was, in the order of the use cases' names; an answer to a what-if only
     * where there is no other.
     */
    List<StoredAnswer> newestAnswers();

    /**
     * The answer that a recommendation was first made in; empty where there is no such recommendation, or it is older
     * than the record of answers.
     */
    Optional<StoredAnswer> answerOf(long recommendation);

    /** What an answer was first given from, as it was then. */
    Evidence evidenceOf(StoredAnswer answer);

    Optional<StoredRecommendation> find(long id);

    /** The recommendations that match, newest first, of one use case and instant by rank. */
    List<StoredRecommendation> list(Query query);

    /** The recommendations on which a person has decided, in the order of the last decision. */
    List<StoredRecommendation> decided();

    /** What waits for a person, longest first. */
    List<Waiting> waiting();

    /**
     * Keeps what a person did with a recommendation and gives it its new status, both or neither. Of several at once
     * exactly one succeeds.
     *
     * @throws StatusConflictException if the recommendation does not have the status that the change starts from
     * @throws IllegalArgumentException if there is no such recommendation
     */
    void change(StatusChange change);

    /**
     * Keeps the patch that was proposed for recommendations, in one transaction.
     *
     * @throws IllegalArgumentException if there is no recommendation of one of the numbers
     */
    void keepPatch(Collection<Long> ids, String patch);

    /** The rows that a recommendation rests on, for a person to follow up. */
    default List<Reference> references(EvidenceIds evidence) {
        return references(List.of(evidence)).get(0);
    }

    /** The same of several recommendations, in their order. */
    List<List<Reference>> references(List<EvidenceIds> evidence);

    /**
     * Which recommendations to list.
     *
     * @param useCase only of this use case
     * @param status only of this status
     * @param latest of each use case only those of its newest answer: none where it was to keep the current model
     * @param limit at most that many, positive
     */
    record Query(Optional<UseCaseId> useCase, Optional<RecommendationStatus> status, boolean latest, int limit) {

        /** @throws IllegalArgumentException if the limit is not positive */
        public Query {
            if (limit < 1) {
                throw new IllegalArgumentException("The limit is " + limit + "; it must be at least 1.");
            }
        }
    }

    /**
     * A recommendation that waits.
     *
     * @param recommendation one that is accepted, or that is proposed and of the newest answer of its use case
     * @param since when it was accepted, or when, after the last decision on the same change, it was first proposed from
     *     whatever evidence
     */
    record Waiting(StoredRecommendation recommendation, Instant since) {}

    /**
     * A row of evidence as a person would cite it.
     *
     * @param kind {@code pricing}, {@code benchmarks}, {@code runtime_stats} or {@code sentiment}
     * @param id the row's id
     * @param text what it says
     * @param source who says it
     * @param url where it was read
     * @param date the day it took effect or was read, as ISO date
     */
    record Reference(String kind, long id, String text, String source, Optional<String> url, String date) {}
}
