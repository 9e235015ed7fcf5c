package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.candidate.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A recommendation on record.
 *
 * @param id its number
 * @param createdAt when it was first made
 * @param asOf the instant of the evidence it rests on
 * @param status how far it has come
 * @param policyVersion the version of the scoring rules that made it
 * @param recommendation what was recommended
 * @param rejected the models that were not recommended, and why
 * @param proposedPatch the patch last proposed for it
 */
public record StoredRecommendation(
        long id,
        Instant createdAt,
        Instant asOf,
        RecommendationStatus status,
        String policyVersion,
        Recommendation recommendation,
        List<Rejection> rejected,
        Optional<String> proposedPatch) {

    public StoredRecommendation {
        rejected = List.copyOf(rejected);
    }
}
