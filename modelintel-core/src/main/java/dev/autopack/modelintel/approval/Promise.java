package dev.autopack.modelintel.approval;

/** Whether an implemented change has brought what was expected of it. */
public enum Promise {
    KEPT,
    NOT_KEPT,
    TOO_EARLY
}
