package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.runtime.Complexity;
import java.util.Optional;

/**
 * A promising model to try before anybody switches to it.
 *
 * @param model the model
 * @param runs how many runs would settle it, positive
 * @param role the role of the runs in the telemetry
 * @param complexity the complexity of the runs; empty for any
 * @param why why it is worth it, in a sentence
 */
public record Trial(ModelId model, int runs, String role, Optional<Complexity> complexity, String why) {

    /** @throws IllegalArgumentException if the number of runs is not positive */
    public Trial {
        if (runs < 1) {
            throw new IllegalArgumentException("A trial of " + model + " takes at least one run, not " + runs + ".");
        }
    }
}
