package dev.autopack.modelintel.recommend;

/** What the engine advises for a use case. */
public enum Decision {
    /** Let the model recommended first serve. */
    SWITCH,
    /** Keep the current model. */
    KEEP
}
