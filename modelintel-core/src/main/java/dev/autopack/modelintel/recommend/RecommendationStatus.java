package dev.autopack.modelintel.recommend;

import java.util.Locale;
import java.util.Optional;

/**
 * How far a recommendation has come. A person takes it from {@code PROPOSED} to {@code ACCEPTED} or {@code REJECTED},
 * and from {@code ACCEPTED} to {@code IMPLEMENTED}. No other way leads from one to the next, and none back.
 */
public enum RecommendationStatus {
    /** Waits for a decision. */
    PROPOSED,
    /** Waits to be implemented. */
    ACCEPTED,
    REJECTED,
    /** The configuration names the recommended model. */
    IMPLEMENTED;

    /** The one status that comes before this; empty for a new recommendation's. */
    public Optional<RecommendationStatus> previous() {
        return switch (this) {
            case PROPOSED -> Optional.empty();
            case ACCEPTED, REJECTED -> Optional.of(PROPOSED);
            case IMPLEMENTED -> Optional.of(ACCEPTED);
        };
    }

    /** The name in words and in JSON, such as {@code accepted}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
