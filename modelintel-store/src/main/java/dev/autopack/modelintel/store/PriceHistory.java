package dev.autopack.modelintel.store;

import dev.autopack.modelintel.pricing.Price;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The prices that one source has stated for one model. A statement is kept if it says something new, and never replaces
 * another: of two statements for one date, the one read later holds from when it was read.
 */
final class PriceHistory {

    private static final Comparator<Statement> BY_READING = Comparator.<Statement, Instant>comparing(
                    statement -> statement.price().retrievedAt())
            .thenComparing(statement -> statement.price().effectiveAt());

    private final List<Statement> kept;

    PriceHistory(List<Statement> kept) {
        this.kept = new ArrayList<>(kept);
    }

    /** Keeps a statement. What has to be added to the record for that: nothing if it says nothing new. */
    List<Statement> keep(Statement statement) {
        if (alreadyRead(statement)) {
            return List.of();
        }
        int before = kept.size();
        if (statement.date().isPresent()) {
            keepDated(statement.price(), statement.date().get());
        } else {
            keepUndated(statement.price());
        }
        return List.copyOf(kept.subList(before, kept.size()));
    }

    private boolean alreadyRead(Statement statement) {
        return kept.stream()
                .anyMatch(other -> other.date().equals(statement.date())
                        && other.price().retrievedAt().equals(statement.price().retrievedAt())
                        && other.price().sameAmountAs(statement.price()));
    }

    private void keepUndated(Price price) {
        List<Price> known =
                kept.stream().map(Statement::price).sorted(Price.BY_TIME).toList();
        Optional<Price> inForce = known.stream()
                .filter(other -> !other.effectiveAt().isAfter(price.retrievedAt()))
                .reduce((earlier, later) -> later)
                .or(() -> known.stream().findFirst());
        if (inForce.filter(price::sameAmountAs).isEmpty()) {
            add(price, price.retrievedAt(), Optional.empty());
        }
    }

    private void keepDated(Price price, Instant date) {
        List<Statement> ofDate = kept.stream()
                .filter(other -> other.date().equals(Optional.of(date))
                        || other.price().effectiveAt().equals(date))
                .sorted(BY_READING)
                .toList();
        if (ofDate.isEmpty()) {
            add(price, date, Optional.of(date));
            return;
        }
        Optional<Price> readBefore = ofDate.stream()
                .map(Statement::price)
                .filter(other -> !other.retrievedAt().isAfter(price.retrievedAt()))
                .reduce((earlier, later) -> later);
        Price first = ofDate.get(0).price();
        if (readBefore.orElse(first).sameAmountAs(price)) {
            return;
        }
        Instant from = later(
                price.retrievedAt(), next(readBefore.map(Price::effectiveAt).orElse(date)));
        Price added = add(price, from, Optional.of(date));
        if (readBefore.isEmpty() && !first.effectiveAt().isAfter(added.effectiveAt())) {
            // Read earlier, but recorded later: what was read since holds again from when it was read.
            add(first, later(first.retrievedAt(), next(added.effectiveAt())), Optional.of(date));
        }
    }

    private Price add(Price price, Instant effectiveAt, Optional<Instant> date) {
        Instant free = effectiveAt;
        while (isTaken(free)) {
            free = next(free);
        }
        Price added = new Price(
                price.model(),
                price.inputUsdPerMillion(),
                price.outputUsdPerMillion(),
                free,
                price.source(),
                price.sourceUrl(),
                price.retrievedAt());
        kept.add(new Statement(added, date));
        return added;
    }

    private boolean isTaken(Instant effectiveAt) {
        return kept.stream().anyMatch(other -> other.price().effectiveAt().equals(effectiveAt));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The next instant that PostgreSQL can tell apart. */
    private static Instant next(Instant instant) {
        return instant.plus(1, ChronoUnit.MICROS);
    }

    /**
     * A price as a source stated it.
     *
     * @param price the price; its {@code effectiveAt} is from when it holds
     * @param date the date that the source gave for it; empty where it gave none
     */
    record Statement(Price price, Optional<Instant> date) {}
}
