package dev.autopack.modelintel.pricing;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Hours of some days of the week.
 *
 * @param zone where the clock stands
 * @param days on which it begins, at least one
 * @param from its first moment
 * @param until its end, exclusive; not after {@code from} means on the next day
 */
public record WeeklyWindow(ZoneId zone, SortedSet<DayOfWeek> days, LocalTime from, LocalTime until) {

    /** @throws IllegalArgumentException if there is no day */
    public WeeklyWindow {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("A weekly window has no day. Maybe name some, or all seven.");
        }
        days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    }

    public boolean contains(Instant instant) {
        ZonedDateTime there = instant.atZone(zone);
        LocalTime time = there.toLocalTime();
        if (from.isBefore(until)) {
            return days.contains(there.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(until);
        }
        return !time.isBefore(from)
                ? days.contains(there.getDayOfWeek())
                : time.isBefore(until) && days.contains(there.getDayOfWeek().minus(1));
    }
}
