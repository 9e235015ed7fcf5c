package dev.autopack.modelintel.usecase;

/** Which models may be considered for a use case. */
public enum Candidates {
    /** Those of the current provider; those of another one only where they are competitive, better and no regression. */
    PLAN,
    /** Every model that meets the needs of the use case. */
    OPEN
}
