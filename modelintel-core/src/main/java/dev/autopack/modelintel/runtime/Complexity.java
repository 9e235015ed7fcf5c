package dev.autopack.modelintel.runtime;

/** How hard a phase was judged to be before it ran. */
public enum Complexity {
    LOW,
    MEDIUM,
    HIGH
}
