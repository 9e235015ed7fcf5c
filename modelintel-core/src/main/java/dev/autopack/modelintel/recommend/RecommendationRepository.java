package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.usecase.UseCaseId;
import java.util.List;
import java.util.Optional;

/** Keeps recommendations. */
public interface RecommendationRepository {

    /**
     * Keeps the recommended models of an answer in one transaction. The same recommendation from the same evidence is
     * kept once: saving it again gives back the one on record.
     *
     * @return the kept recommendations in the order of their rank
     */
    List<StoredRecommendation> save(Recommendations recommendations, String policyVersion);

    Optional<StoredRecommendation> find(long id);

    /** The recommendations that match, newest first, of one use case and instant by rank. */
    List<StoredRecommendation> list(Query query);

    /**
     * Keeps the patch that was proposed for a recommendation.
     *
     * @throws IllegalArgumentException if there is no such recommendation
     */
    void keepPatch(long id, String patch);

    /** The rows that a recommendation rests on, for a person to follow up. */
    List<Reference> references(EvidenceIds evidence);

    /**
     * Which recommendations to list.
     *
     * @param useCase only of this use case
     * @param status only of this status
     * @param latest of each use case only those made last
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
