package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.Resolution.Match;
import dev.autopack.modelintel.pricing.Cost;
import java.util.Optional;

/**
 * What tokens cost by which price, or why that is not known.
 *
 * @param match how the raw name was decided
 * @param model the canonical model; empty if the name is unknown or ambiguous
 * @param rule which rule decided the name
 * @param price the price; empty if there is none
 * @param discount what the user pays less than that price; empty where nothing was negotiated
 * @param cost the cost, after the discount; empty if unpriced, which is never 0
 * @param unpriced why there is no cost; empty if there is one
 */
public record Quote(
        Match match,
        Optional<ModelId> model,
        String rule,
        Optional<MarketPrice> price,
        Optional<Discount> discount,
        Optional<Cost> cost,
        Optional<String> unpriced) {

    /** @throws IllegalArgumentException unless there is either a cost or a reason why there is none */
    public Quote {
        if (cost.isPresent() == unpriced.isPresent()) {
            throw new IllegalArgumentException("A quote has either a cost or a reason why it has none.");
        }
    }
}
