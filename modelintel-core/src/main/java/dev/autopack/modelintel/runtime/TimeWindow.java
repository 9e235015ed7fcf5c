package dev.autopack.modelintel.runtime;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of time.
 *
 * @param start inclusive
 * @param end exclusive, after {@code start}
 */
public record TimeWindow(Instant start, Instant end) {

    /** @throws IllegalArgumentException if the end is not after the start */
    public TimeWindow {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("The window ends at " + end + ", not after its start " + start + ".");
        }
    }

    /**
     * The days before an instant, of 24 hours each.
     *
     * @throws IllegalArgumentException if {@code days} is not positive
     */
    public static TimeWindow ofDaysUntil(int days, Instant end) {
        return new TimeWindow(end.minus(Duration.ofDays(days)), end);
    }
}
