package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.UnknownModelException;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.List;

/**
 * The engine: a pure function from use case and evidence to explained recommendations. It does no input or output, is
 * thread-safe, and gives the same answer to the same question on any machine.
 *
 * <pre>{@code
 * Recommender recommender = Recommender.of(ScoringPolicy.defaults());
 * Recommendations result = recommender.recommend(useCase, currentModel, evidence);
 * }</pre>
 */
public final class Recommender {

    private final ScoringPolicy policy;

    private Recommender(ScoringPolicy policy) {
        this.policy = policy;
    }

    public static Recommender of(ScoringPolicy policy) {
        return new Recommender(policy);
    }

    public ScoringPolicy policy() {
        return policy;
    }

    /**
     * Compares every model of the evidence with the current one.
     *
     * @throws UnknownModelException if the evidence does not have the current model
     */
    public Recommendations recommend(UseCase useCase, ModelId currentModel, Evidence evidence) {
        return comparison(useCase, currentModel, evidence).answer();
    }

    /**
     * Which evidence would change the answer to keep the current model; nothing where it is to switch.
     *
     * @throws UnknownModelException if the evidence does not have the current model
     */
    public List<WantedEvidence> wanted(UseCase useCase, ModelId currentModel, Evidence evidence) {
        Comparison comparison = comparison(useCase, currentModel, evidence);
        return comparison.answer().decision() == Decision.SWITCH
                ? List.of()
                : new Wanting(this, useCase, evidence, comparison).wanted();
    }

    /**
     * How the answer hangs on the weights, and which models nobody beats in both cost and success.
     *
     * @throws UnknownModelException if the evidence does not have the current model
     */
    public Sensitivity sensitivity(UseCase useCase, ModelId currentModel, Evidence evidence) {
        return comparison(useCase, currentModel, evidence).sensitivity();
    }

    Comparison comparison(UseCase useCase, ModelId currentModel, Evidence evidence) {
        return new Comparison(policy.heeding(useCase), useCase, currentModel, evidence);
    }
}
