package dev.autopack.modelintel.audit;

/** How somebody has said that a name may stay where it is. */
public enum Acceptance {
    /** By a comment beside it, see {@link FileAudit#ALLOW}. */
    INLINE,
    /** By the baseline. */
    BASELINE
}
