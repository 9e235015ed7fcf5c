package dev.autopack.modelintel.score;

import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.pricing.TokenCounts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * What a typical task of a use case is expected to cost.
 *
 * @param price the price in effect
 * @param tokens the tokens of the task
 * @param basis where the tokens come from
 */
public record TaskCost(Row<Price> price, TokenCounts tokens, Basis basis) {

    /** Where the number of tokens comes from, the better source first. */
    public enum Basis {
        /** The model's own finished phases. */
        MEASURED,
        /** The current model's finished phases, taken over. */
        MEASURED_OF_CURRENT,
        /** The configuration of the use case. */
        CONFIGURED
    }

    /** USD for the task. */
    public BigDecimal usd() {
        return price.fact().costOf(tokens);
    }

    /** The change from another cost to this one, in percent of the other; negative is cheaper. */
    public double percentAbove(TaskCost other) {
        return usd().divide(other.usd(), MathContext.DECIMAL64).doubleValue() * 100 - 100;
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "%.4f USD a task (%.0f prompt and %.0f completion tokens, %s)",
                usd().doubleValue(),
                tokens.prompt(),
                tokens.completion(),
                switch (basis) {
                    case MEASURED -> "measured";
                    case MEASURED_OF_CURRENT -> "measured of the current model";
                    case CONFIGURED -> "configured";
                });
    }
}
