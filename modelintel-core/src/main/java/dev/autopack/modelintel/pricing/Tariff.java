package dev.autopack.modelintel.pricing;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * All that a provider charges for an offering over one stretch of time.
 *
 * @param cards by service; {@link Service#STANDARD} is always there
 * @param windows other prices of the standard service at some hours; of those that contain an instant the last counts
 */
public record Tariff(SortedMap<Service, RateCard> cards, List<Timed> windows) {

    /**
     * Prices at some hours.
     *
     * @param window the hours
     * @param card the prices
     */
    public record Timed(WeeklyWindow window, RateCard card) {}

    /** @throws IllegalArgumentException if the standard service has no prices */
    public Tariff {
        if (!cards.containsKey(Service.STANDARD)) {
            throw new IllegalArgumentException("There are no prices of the standard service.");
        }
        cards = Collections.unmodifiableSortedMap(new TreeMap<>(cards));
        windows = List.copyOf(windows);
    }

    public static Tariff of(RateCard standard) {
        return new Tariff(new TreeMap<>(Map.of(Service.STANDARD, standard)), List.of());
    }

    /** The prices of the standard service outside of every window. */
    public RateCard standard() {
        return Objects.requireNonNull(cards.get(Service.STANDARD)); // the constructor saw to it
    }

    /**
     * What the tokens cost at an instant.
     *
     * @return the cost; empty if a kind of token that was used, or the service, has no price
     * @throws InconsistentUsageException if the tokens contradict each other
     */
    public Optional<Cost> cost(Usage usage, Instant at) {
        return card(usage.service(), at).flatMap(card -> card.cost(usage));
    }

    private Optional<RateCard> card(Service service, Instant at) {
        Optional<RateCard> timed = service == Service.STANDARD
                ? windows.stream()
                        .filter(window -> window.window().contains(at))
                        .reduce((earlier, later) -> later)
                        .map(Timed::card)
                : Optional.empty();
        return timed.or(() -> Optional.ofNullable(cards.get(service)));
    }

    /** Whether both charge the same, whatever the number of digits they were written with. */
    public boolean sameAs(Tariff other) {
        return cards.keySet().equals(other.cards.keySet())
                && cards.entrySet().stream()
                        .allMatch(entry -> Optional.ofNullable(other.cards.get(entry.getKey()))
                                .filter(card -> card.sameAs(entry.getValue()))
                                .isPresent())
                && windows.size() == other.windows.size()
                && IntStream.range(0, windows.size())
                        .allMatch(i -> windows.get(i)
                                        .window()
                                        .equals(other.windows.get(i).window())
                                && windows.get(i)
                                        .card()
                                        .sameAs(other.windows.get(i).card()));
    }
}
