package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.pricing.Tariff;
import java.time.Instant;
import java.util.Optional;

/**
 * A price that the user states himself, which goes before that of every source.
 *
 * @param provider at which provider; empty for the model's maker
 * @param model the model
 * @param tariff the prices
 * @param from from when they hold
 * @param until when they end; empty if that is open
 * @param note why, for people
 */
public record OwnPrice(
        Optional<String> provider,
        ModelId model,
        Tariff tariff,
        Instant from,
        Optional<Instant> until,
        Optional<String> note) {

    /** Who states such prices, in the database and in orders of trust. */
    public static final String SOURCE = "override";

    /** @throws IllegalArgumentException if it ends before it begins */
    public OwnPrice {
        Discount.requireOrder(from, until);
    }
}
