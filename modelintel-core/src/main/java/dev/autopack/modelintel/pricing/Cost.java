package dev.autopack.modelintel.pricing;

import java.math.BigDecimal;

/**
 * What tokens cost, exactly.
 *
 * @param inputUsd USD for all that was sent
 * @param outputUsd USD for all that was received
 */
public record Cost(BigDecimal inputUsd, BigDecimal outputUsd) {

    /** The same share of both. */
    public Cost times(BigDecimal share) {
        return new Cost(inputUsd.multiply(share), outputUsd.multiply(share));
    }

    public BigDecimal totalUsd() {
        return inputUsd.add(outputUsd);
    }
}
