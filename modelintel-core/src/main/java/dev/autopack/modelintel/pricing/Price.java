package dev.autopack.modelintel.pricing;

import dev.autopack.modelintel.catalog.ModelId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a model's tokens cost from an instant on, as one source states it.
 *
 * @param model the model
 * @param inputUsdPerMillion USD per million prompt tokens, 0 to 10,000
 * @param outputUsdPerMillion USD per million completion tokens, 0 to 10,000
 * @param effectiveAt from when the price holds
 * @param source who states it, such as {@code autopack_config}
 * @param sourceUrl where it was read
 * @param retrievedAt when it was read
 */
public record Price(
        ModelId model,
        BigDecimal inputUsdPerMillion,
        BigDecimal outputUsdPerMillion,
        Instant effectiveAt,
        String source,
        Optional<String> sourceUrl,
        Instant retrievedAt) {

    /** Later prices last; of two that took effect together, the one read later is last, then by source. */
    public static final Comparator<Price> BY_TIME = Comparator.comparing(Price::effectiveAt)
            .thenComparing(Price::retrievedAt)
            .thenComparing(Price::source);

    private static final BigDecimal HIGHEST = BigDecimal.valueOf(10_000);

    /** Dividing by a million is moving the point by so many places, which is exact and quick. */
    private static final int MILLIONS = 6;

    /** @throws IllegalArgumentException if a price is negative or above 10,000 USD per million tokens */
    public Price {
        requirePrice(model, "input", inputUsdPerMillion);
        requirePrice(model, "output", outputUsdPerMillion);
        if (source.isBlank()) {
            throw new IllegalArgumentException("The price of " + model + " has a blank source.");
        }
    }

    /** Whether both prices are the same amount, whatever the number of digits they were written with. */
    public boolean sameAmountAs(Price other) {
        return inputUsdPerMillion.compareTo(other.inputUsdPerMillion) == 0
                && outputUsdPerMillion.compareTo(other.outputUsdPerMillion) == 0;
    }

    /** The same price as the price of another model, or of the same under another name. */
    public Price of(ModelId other) {
        return new Price(other, inputUsdPerMillion, outputUsdPerMillion, effectiveAt, source, sourceUrl, retrievedAt);
    }

    /** USD for that many tokens, exactly: USD per million tokens times tokens, divided by a million. */
    public BigDecimal costOf(TokenCounts tokens) {
        return inputUsdPerMillion
                .multiply(BigDecimal.valueOf(tokens.prompt()))
                .add(outputUsdPerMillion.multiply(BigDecimal.valueOf(tokens.completion())))
                .movePointLeft(MILLIONS);
    }

    private static void requirePrice(ModelId model, String side, BigDecimal usdPerMillion) {
        if (usdPerMillion.signum() < 0) {
            throw new IllegalArgumentException("The " + side + " price of " + model + " is negative ("
                    + usdPerMillion.toPlainString() + " USD per million tokens).");
        }
        if (usdPerMillion.compareTo(HIGHEST) > 0) {
            throw new IllegalArgumentException("The " + side + " price of " + model + " is "
                    + usdPerMillion.toPlainString()
                    + " USD per million tokens, above 10,000. Maybe its unit is mixed up.");
        }
    }
}
