package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Rate;
import dev.autopack.modelintel.pricing.Tariff;
import java.math.BigDecimal;
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
 * @param effectiveUntil when they end; empty where another price ends them
 * @param statedAt the date that the source gives for them; empty where it gives none
 * @param observedAt when the source saw them
 * @param retrievedAt when the source was read
 * @param confirmedAt when a reading of the source last had them
 * @param sourceUrl where the source was read
 * @param reference where within the source, such as a commit
 * @param onlyAt the one provider at which they hold; empty where the offering or the model says that
 * @param note why they were stated, for people
 * @param quarantine why they do not count until somebody confirms them; empty if they count
 */
public record MarketPrice(
        long id,
        ModelId model,
        Optional<Offering.Key> offering,
        String source,
        Tariff tariff,
        Instant effectiveAt,
        Optional<Instant> effectiveUntil,
        Optional<Instant> statedAt,
        Instant observedAt,
        Instant retrievedAt,
        Instant confirmedAt,
        Optional<String> sourceUrl,
        Optional<String> reference,
        Optional<String> onlyAt,
        Optional<String> note,
        Optional<String> quarantine) {

    /** Whether the user states it. */
    public boolean isOwn() {
        return source.equals(OwnPrice.SOURCE);
    }

    boolean isInEffect(Instant at) {
        return !effectiveAt.isAfter(at)
                && effectiveUntil.filter(end -> !end.isAfter(at)).isEmpty();
    }

    PriceMove.Step step() {
        return new PriceMove.Step(base(Meter.INPUT), base(Meter.OUTPUT), effectiveAt, statedAt, observedAt);
    }

    /** A kind of token without a price is like one that costs nothing: only differences matter to a move. */
    private BigDecimal base(Meter meter) {
        return tariff.standard().rate(meter).map(Rate::base).orElse(BigDecimal.ZERO);
    }

    public boolean counts() {
        return quarantine.isEmpty();
    }
}
