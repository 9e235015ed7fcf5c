package dev.autopack.modelintel.runtime;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * In which proportion the tokens of a job are prompt and completion. Serves to price calls that report only their sum.
 *
 * @param role the role in the telemetry
 * @param complexity of the phases; empty where the mix holds for all
 * @param prompt prompt tokens of a typical task, not negative
 * @param completion completion tokens of a typical task, not negative; not both are 0
 */
public record TokenMix(String role, Optional<Complexity> complexity, BigDecimal prompt, BigDecimal completion) {

    /** @throws IllegalArgumentException if a number is negative or both are 0 */
    public TokenMix {
        if (prompt.signum() < 0 || completion.signum() < 0 || prompt.signum() + completion.signum() == 0) {
            throw new IllegalArgumentException("The token mix of " + role + " is " + prompt.toPlainString() + " to "
                    + completion.toPlainString() + ". Maybe give the tokens of a typical task: a positive sum.");
        }
    }
}
