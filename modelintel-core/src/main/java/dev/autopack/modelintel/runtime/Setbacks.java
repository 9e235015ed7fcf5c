package dev.autopack.modelintel.runtime;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What went wrong in the finished phases of a model in a role.
 *
 * @param replacedPhases phases that another model ended in the same role; each counts as a failure
 * @param retries further attempts, summed over the phases in which the model had the last word
 * @param escalations escalation levels, summed over the same phases
 * @param reasons how many phases failed for which reason: {@code failed}, {@code timeout}, {@code stuck}, each with
 *     {@code : } and the telemetry's words where it has some, {@code replaced}, and {@code other} for the rare ones
 */
public record Setbacks(long replacedPhases, long retries, long escalations, SortedMap<String, Long> reasons) {

    /** Nothing went wrong. */
    public static final Setbacks NONE = new Setbacks(0, 0, 0, new TreeMap<>());

    /** @throws IllegalArgumentException if a count is negative */
    public Setbacks {
        reasons = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Long>) reasons));
        if (replacedPhases < 0 || retries < 0 || escalations < 0) {
            throw new IllegalArgumentException("Of replaced phases (" + replacedPhases + "), retries (" + retries
                    + ") and escalations (" + escalations + ") none can be negative.");
        }
    }
}
