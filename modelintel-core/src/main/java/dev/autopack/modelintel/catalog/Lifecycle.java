package dev.autopack.modelintel.catalog;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
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

    /** What several sources say, the first that says something first. */
    public static Lifecycle merged(List<Lifecycle> ends) {
        return new Lifecycle(
                ends.stream().anyMatch(Lifecycle::deprecated),
                ends.stream()
                        .map(Lifecycle::deprecatedAt)
                        .flatMap(Optional::stream)
                        .findFirst(),
                ends.stream()
                        .map(Lifecycle::retiresAt)
                        .flatMap(Optional::stream)
                        .findFirst(),
                ends.stream()
                        .map(Lifecycle::replacement)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

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
