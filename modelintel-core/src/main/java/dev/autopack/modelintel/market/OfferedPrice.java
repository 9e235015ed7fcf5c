package dev.autopack.modelintel.market;

import dev.autopack.modelintel.pricing.Tariff;
import java.time.Instant;
import java.util.Optional;

/**
 * What one source states that an offering costs.
 *
 * @param offering the offering
 * @param tariff all of its prices
 * @param effectiveAt from when they hold, as the source says; empty where it gives no date
 * @param observedAt when the source itself saw them; empty where it was when the source was read
 * @param reference where within the source, such as a commit
 */
public record OfferedPrice(
        Offering.Key offering,
        Tariff tariff,
        Optional<Instant> effectiveAt,
        Optional<Instant> observedAt,
        Optional<String> reference) {}
