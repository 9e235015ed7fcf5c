package dev.autopack.modelintel.recommend;

/** How far a recommendation has come. */
public enum RecommendationStatus {
    PROPOSED,
    ACCEPTED,
    REJECTED,
    IMPLEMENTED
}
