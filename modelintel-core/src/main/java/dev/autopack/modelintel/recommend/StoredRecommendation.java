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
 * @param whatIf whether it was only ever recommended to a what-if
 * @param status how far it has come
 * @param policyVersion the version of the scoring rules that made it
 * @param recommendation what was recommended
 * @param rejected the models that were not recommended, and why
 * @param proposedPatch the patch last proposed for it
 * @param history what people did with it, in the order of time
 */
public record StoredRecommendation(
        long id,
        Instant createdAt,
        Instant asOf,
        boolean whatIf,
        RecommendationStatus status,
        String policyVersion,
        Recommendation recommendation,
        List<Rejection> rejected,
        Optional<String> proposedPatch,
        List<StatusChange> history) {

    /** @throws IllegalArgumentException if the history does not end at the status */
    public StoredRecommendation {
        rejected = List.copyOf(rejected);
        history = List.copyOf(history);
        RecommendationStatus reached = history.isEmpty()
                ? RecommendationStatus.PROPOSED
                : history.get(history.size() - 1).to();
        if (reached != status) {
            throw new IllegalArgumentException("Recommendation " + id + " is " + status.label()
                    + ", but its history ends at " + reached.label() + ".");
        }
    }

    /** What was done with it last; empty while it is proposed. */
    public Optional<StatusChange> lastChange() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    /**
     * The same as it was right after a change.
     *
     * @throws IllegalArgumentException if its history does not have the change
     */
    public StoredRecommendation after(StatusChange change) {
        int at = history.indexOf(change);
        if (at < 0) {
            throw new IllegalArgumentException("The history of recommendation " + id + " does not have it become "
                    + change.to().label() + " by " + change.by() + ".");
        }
        return new StoredRecommendation(
                id,
                createdAt,
                asOf,
                whatIf,
                change.to(),
                policyVersion,
                recommendation,
                rejected,
                proposedPatch,
                history.subList(0, at + 1));
    }

    /** Whether both would have the same model replaced by the same one in the same use case. */
    public boolean sameChangeAs(Recommendation other) {
        return recommendation.useCase().equals(other.useCase())
                && recommendation.currentModel().equals(other.currentModel())
                && recommendation.recommendedModel().equals(other.recommendedModel());
    }
}
