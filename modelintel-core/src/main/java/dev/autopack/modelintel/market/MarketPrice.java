package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.pricing.Tariff;
import java.time.Instant;
import java.util.Optional;

/**
 * A price on record, in two times: when it holds, and when it was seen.
 *
 * @param id its row
 * @param model the model
 * @param offering the offering; empty for a price of the model itself, as a configuration states it
 * @param source who states it
 * @param tariff the prices
 * @param effectiveAt from when they hold
 * @param observedAt when the source saw them
 * @param retrievedAt when the source was read
 * @param confirmedAt when a reading of the source last had them
 * @param sourceUrl where the source was read
 * @param reference where within the source, such as a commit
 * @param quarantine why they do not count until somebody confirms them; empty if they count
 */
public record MarketPrice(
        long id,
        ModelId model,
        Optional<Offering.Key> offering,
        String source,
        Tariff tariff,
        Instant effectiveAt,
        Instant observedAt,
        Instant retrievedAt,
        Instant confirmedAt,
        Optional<String> sourceUrl,
        Optional<String> reference,
        Optional<String> quarantine) {

    public boolean counts() {
        return quarantine.isEmpty();
    }
}
