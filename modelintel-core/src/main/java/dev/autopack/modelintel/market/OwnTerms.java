package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.ModelAlias;
import java.util.List;

/**
 * What a user says of the market himself.
 *
 * @param aliases raw names and the models that they mean
 * @param prices prices that go before those of every source
 * @param discounts what was negotiated off list prices
 * @param trust which source wins
 */
public record OwnTerms(List<ModelAlias> aliases, List<OwnPrice> prices, List<Discount> discounts, Trust trust) {

    public OwnTerms {
        aliases = List.copyOf(aliases);
        prices = List.copyOf(prices);
        discounts = List.copyOf(discounts);
    }
}
