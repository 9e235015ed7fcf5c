package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.ModelId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * What a user has negotiated off the list prices of a provider, of a model, or of a model at a provider.
 *
 * @param provider at which provider; empty for every one
 * @param model of which model; empty for all of the provider
 * @param percent how much less than the list price, above 0 and below 100
 * @param from from when it holds
 * @param until when it ends; empty if that is open
 * @param note why, for people
 * @param observedAt when the user said so
 */
public record Discount(
        Optional<String> provider,
        Optional<ModelId> model,
        BigDecimal percent,
        Instant from,
        Optional<Instant> until,
        Optional<String> note,
        Instant observedAt) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final Comparator<Discount> CLOSEST_LAST = Comparator.<Discount, Boolean>comparing(
                    discount -> discount.model().isPresent())
            .thenComparing(discount -> discount.provider().isPresent())
            .thenComparing(Discount::from)
            .thenComparing(Discount::observedAt);

    /**
     * @throws IllegalArgumentException if it is about neither a provider nor a model, is not between 0 and 100 percent, or
     *     ends before it begins
     */
    public Discount {
        if (provider.isEmpty() && model.isEmpty()) {
            throw new IllegalArgumentException("A discount names neither a provider nor a model.");
        }
        if (percent.signum() <= 0 || percent.compareTo(HUNDRED) >= 0) {
            throw new IllegalArgumentException(
                    "A discount is " + percent.toPlainString() + " percent; it must be above 0 and below 100.");
        }
        requireOrder(from, until);
    }

    /**
     * The discount that holds for a model: one of the model before one of all models of a provider, one at a provider
     * before one everywhere, and then the one that began last. They are not added up.
     *
     * @param providers under which names the provider is known
     */
    static Optional<Discount> inForce(
            Collection<Discount> discounts, ModelId model, Set<String> providers, Instant at) {
        return discounts.stream()
                .filter(discount -> !discount.from.isAfter(at)
                        && discount.until.filter(end -> !end.isAfter(at)).isEmpty())
                .filter(discount ->
                        discount.model.filter(other -> !other.equals(model)).isEmpty())
                .filter(discount -> discount.provider
                        .filter(other -> !providers.contains(other))
                        .isEmpty())
                .max(CLOSEST_LAST);
    }

    /** What share of the list price is left to pay, above 0 and below 1. */
    BigDecimal remainder() {
        return HUNDRED.subtract(percent).movePointLeft(2);
    }

    static void requireOrder(Instant from, Optional<Instant> until) {
        if (until.filter(end -> !end.isAfter(from)).isPresent()) {
            throw new IllegalArgumentException("It ends at " + until.get() + ", which is not after " + from + ".");
        }
    }
}
