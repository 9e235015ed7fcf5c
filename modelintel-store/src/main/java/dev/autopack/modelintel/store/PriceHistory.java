package dev.autopack.modelintel.store;

import dev.autopack.modelintel.market.PriceMove;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.pricing.Tariff;
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

    private static final Comparator<Statement> BY_TIME = Comparator.comparing(Statement::price, Price.BY_TIME);

    private final List<Statement> kept;
    private final int recorded;

    /** @param kept what is on record */
    PriceHistory(List<Statement> kept) {
        this.kept = new ArrayList<>(kept);
        this.recorded = kept.size();
    }

    /** What the statements that were added to the record are to those before them. */
    List<PriceMove> moves() {
        List<PriceMove> all = PriceMove.of(kept.stream().map(Statement::step).toList());
        return all.subList(recorded, all.size());
    }

    /** Keeps a statement. What has to be added to the record for that: nothing if it says nothing new. */
    List<Statement> keep(Statement statement) {
        if (alreadyRead(statement)) {
            return List.of();
        }
        int before = kept.size();
        if (statement.date().isPresent()) {
            keepDated(statement, statement.date().get());
        } else {
            keepUndated(statement);
        }
        return List.copyOf(kept.subList(before, kept.size()));
    }

    private boolean alreadyRead(Statement statement) {
        return kept.stream()
                .anyMatch(other -> other.date().equals(statement.date())
                        && other.price().retrievedAt().equals(statement.price().retrievedAt())
                        && other.sameAmountAs(statement));
    }

    private void keepUndated(Statement statement) {
        Instant read = statement.price().retrievedAt();
        List<Statement> known = kept.stream().sorted(BY_TIME).toList();
        Optional<Statement> inForce = known.stream()
                .filter(other -> !other.price().effectiveAt().isAfter(read))
                .reduce((earlier, later) -> later)
                .or(() -> known.stream().findFirst());
        if (inForce.filter(statement::sameAmountAs).isEmpty()) {
            add(statement, read, Optional.empty());
        }
    }

    private void keepDated(Statement statement, Instant date) {
        List<Statement> ofDate = kept.stream()
                .filter(other -> other.date().equals(Optional.of(date))
                        || other.price().effectiveAt().equals(date))
                .sorted(BY_READING)
                .toList();
        if (ofDate.isEmpty()) {
            add(statement, date, Optional.of(date));
            return;
        }
        Instant read = statement.price().retrievedAt();
        Optional<Statement> readBefore = ofDate.stream()
                .filter(other -> !other.price().retrievedAt().isAfter(read))
                .reduce((earlier, later) -> later);
        Statement first = ofDate.get(0);
        if (readBefore.orElse(first).sameAmountAs(statement)) {
            return;
        }
        Instant from = later(
                read, next(readBefore.map(other -> other.price().effectiveAt()).orElse(date)));
        Price added = add(statement, from, Optional.of(date));
        if (readBefore.isEmpty() && !first.price().effectiveAt().isAfter(added.effectiveAt())) {
            // Read earlier, but recorded later: what was read since holds again from when it was read.
            add(first, later(first.price().retrievedAt(), next(added.effectiveAt())), Optional.of(date));
        }
    }

    private Price add(Statement statement, Instant effectiveAt, Optional<Instant> date) {
        Instant free = effectiveAt;
        while (isTaken(free)) {
            free = next(free);
        }
        Price price = statement.price();
        Price added = new Price(
                price.model(),
                price.inputUsdPerMillion(),
                price.outputUsdPerMillion(),
                free,
                price.source(),
                price.sourceUrl(),
                price.retrievedAt());
        kept.add(new Statement(added, date, statement.terms()));
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
     * @param terms what is known of it beyond the base prices; empty for a price of a configuration
     */
    record Statement(Price price, Optional<Instant> date, Optional<Terms> terms) {

        Statement(Price price, Optional<Instant> date) {
            this(price, date, Optional.empty());
        }

        private PriceMove.Step step() {
            Instant seen = terms.flatMap(Terms::observedAt)
                    .orElse(
                            price.retrievedAt().isBefore(price.effectiveAt())
                                    ? price.retrievedAt()
                                    : price.effectiveAt());
            return new PriceMove.Step(
                    price.inputUsdPerMillion(), price.outputUsdPerMillion(), price.effectiveAt(), date, seen);
        }

        boolean sameAmountAs(Statement other) {
            return price.sameAmountAs(other.price)
                    && terms.isPresent() == other.terms.isPresent()
                    && (terms.isEmpty()
                            || terms.get()
                                    .tariff()
                                    .sameAs(other.terms.orElseThrow().tariff()));
        }
    }

    /**
     * A price of the market.
     *
     * @param offering the row of the offering
     * @param tariff all of its prices
     * @param observedAt when the source saw them; empty where it was when the source was read
     * @param reference where within the source
     */
    record Terms(long offering, Tariff tariff, Optional<Instant> observedAt, Optional<String> reference) {}
}
