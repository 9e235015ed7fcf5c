package dev.autopack.modelintel.catalog;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * Whether a model is on its way out. That its maker advises against it, and that it stops working, are two things.
 *
 * @param deprecated whether the source calls it deprecated, with or without a date
 * @param deprecatedAt from when its maker advises against starting to use it
 * @param retiresAt from when it no longer answers
 * @param replacement what its maker names in its place, as a raw name
 */
public record Lifecycle(
        boolean deprecated,
        Optional<LocalDate> deprecatedAt,
        Optional<LocalDate> retiresAt,
        Optional<String> replacement) {

    /** Nothing is known of its end. */
    public static final Lifecycle CURRENT = new Lifecycle(false, Optional.empty(), Optional.empty(), Optional.empty());

    /** Providers announce a retirement at least two months ahead; an end so near is as good as a deprecation. */
    private static final Period NOTICE = Period.ofDays(60);

    /** Whether one should not start to use it on a day: it is called deprecated, or retires within 60 days. */
    public boolean isDeprecatedOn(LocalDate day) {
        return (deprecated && deprecatedAt.filter(day::isBefore).isEmpty())
                || deprecatedAt.filter(date -> !day.isBefore(date)).isPresent()
                || retiresAt.filter(date -> date.isBefore(day.plus(NOTICE))).isPresent();
    }

    /** Whether it no longer answers on a day. */
    public boolean isRetiredOn(LocalDate day) {
        return retiresAt.filter(date -> !day.isBefore(date)).isPresent();
    }
}
