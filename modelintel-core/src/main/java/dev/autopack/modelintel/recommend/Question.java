package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.List;

/**
 * A question as it was asked. Together with the evidence it has exactly one answer.
 *
 * @param useCase the use case, with the weights and the floor that were asked for
 * @param currentModel the model to compare with
 * @param policy what the engine went by
 * @param policyVersion the version of its scoring rules, see {@link ScoringPolicy#VERSION}
 * @param decisions what people had decided last on the same place, which the answer heeds
 */
public record Question(
        UseCase useCase,
        ModelId currentModel,
        ScoringPolicy policy,
        String policyVersion,
        List<StatusChange> decisions) {

    public Question {
        decisions = List.copyOf(decisions);
    }
}
