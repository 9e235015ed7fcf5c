package dev.autopack.modelintel.pricing;

import java.util.Locale;

/** How fast a request is served, which many providers price apart. */
public enum Service {
    STANDARD,
    /** Answered within hours. */
    BATCH,
    /** Answered when there is capacity. */
    FLEX,
    /** Answered before others. */
    PRIORITY;

    /** Its name in files and options. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
