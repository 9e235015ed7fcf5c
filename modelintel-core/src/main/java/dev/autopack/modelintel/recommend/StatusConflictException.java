package dev.autopack.modelintel.recommend;

import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A recommendation does not have the status that a change starts from: somebody was quicker, or a step was left out. */
public class StatusConflictException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param wanted the change that was refused
     * @param found the status that the recommendation has
     * @param last what was done with it last; empty if nothing
     */
    public StatusConflictException(StatusChange wanted, RecommendationStatus found, Optional<StatusChange> last) {
        super("Recommendation " + wanted.recommendation() + " is " + found.label()
                + last.map(change ->
                                " (by " + change.by() + " at " + change.at().truncatedTo(ChronoUnit.SECONDS) + ")")
                        .orElse("")
                + " and cannot become " + wanted.to().label() + ": only what is "
                + wanted.from().label() + " can. " + advice(wanted, found));
    }

    private static String advice(StatusChange wanted, RecommendationStatus found) {
        return found == RecommendationStatus.PROPOSED
                ? "Maybe accept it first."
                : "Maybe look it up with 'modelintel explain --recommendation-id " + wanted.recommendation() + "'.";
    }
}
