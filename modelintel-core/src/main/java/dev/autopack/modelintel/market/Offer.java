package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.Resolution.Match;
import java.util.List;
import java.util.Optional;

/**
 * Which offering a raw name was found to mean, and how.
 *
 * @param match how it was decided
 * @param model the model behind it; empty if unknown or ambiguous
 * @param keys the offering's keys in all sources; empty where the model is known but not what is offered
 * @param rule which rule decided, in words
 */
record Offer(Match match, Optional<ModelId> model, List<Offering.Key> keys, String rule) {

    static Offer unknown(String rule) {
        return new Offer(Match.UNKNOWN, Optional.empty(), List.of(), rule);
    }
}
