package dev.autopack.modelintel.score;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.evidence.UnknownModelException;
import dev.autopack.modelintel.pricing.TokenCounts;
import dev.autopack.modelintel.score.TaskCost.Basis;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import dev.autopack.modelintel.usecase.ScoringWeights;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scores the models of a use case from the evidence, one component for each kind. Each component is in [0, 1],
 * continuous, and moves the right way with its evidence:
 *
 * <ul>
 *   <li>price: v / (v + c), where c is the expected cost of a task and v the value of a success, both in USD. A free
 *       model has 1; one whose task costs what a success is worth has 0.5.
 *   <li>benchmark: the standing among all models, see {@link BenchmarkStandings}.
 *   <li>runtime: the posterior mean of the success rate, see {@link RuntimeRecord}.
 *   <li>sentiment: (1 + sum of polarities) / (2 + signals): the mean tone, drawn towards neutral while there is little.
 * </ul>
 *
 * <p>The tokens of a task are the model's own as measured in the use case's role and complexity, else those measured of
 * the current model, else those that the use case gives.
 */
public final class Scorer {

    /** Relative uncertainty of the cost of a task with measured and with assumed tokens: an assumption. */
    private static final double MEASURED_COST_ERROR = 0.25;

    private static final double ASSUMED_COST_ERROR = 0.5;

    private final UseCase useCase;
    private final ModelEvidence current;
    private final BenchmarkStandings standings;

    /** @throws UnknownModelException if the evidence does not have the current model */
    public Scorer(UseCase useCase, ModelId currentModel, Evidence evidence) {
        this.useCase = useCase;
        this.current = evidence.of(currentModel).orElseThrow(() -> new UnknownModelException(List.of(currentModel)));
        this.standings = BenchmarkStandings.of(useCase.taskTypes(), evidence);
    }

    /** The scorecard of a model under the given weights. */
    public Scorecard score(ModelEvidence model, ScoringWeights weights) {
        Map<ComponentName, Estimate> estimates = new EnumMap<>(ComponentName.class);
        taskCost(model).map(this::priceEstimate).ifPresent(e -> estimates.put(ComponentName.PRICE, e));
        standings.estimate(model.model().id()).ifPresent(e -> estimates.put(ComponentName.BENCHMARK, e));
        RuntimeRecord.of(useCase, model)
                .map(RuntimeRecord::estimate)
                .ifPresent(e -> estimates.put(ComponentName.RUNTIME, e));
        sentimentEstimate(model.sentiment()).ifPresent(e -> estimates.put(ComponentName.SENTIMENT, e));
        return Scorecard.of(model.model().id(), weights, estimates);
    }

    /** What a task is expected to cost with the model; empty where the model is unpriced. */
    public Optional<TaskCost> taskCost(ModelEvidence model) {
        return model.currentPrice().map(price -> {
            Optional<TokenCounts> own = RuntimeRecord.tokensPerTask(useCase, model);
            if (own.isPresent()) {
                return new TaskCost(price, own.get(), Basis.MEASURED);
            }
            return RuntimeRecord.tokensPerTask(useCase, current)
                    .map(tokens -> new TaskCost(price, tokens, Basis.MEASURED_OF_CURRENT))
                    .orElseGet(() -> new TaskCost(price, useCase.tokensPerTask(), Basis.CONFIGURED));
        });
    }

    /** How much higher the model stands than the current one in the benchmarks that both have; empty without any. */
    public OptionalDouble benchmarkAdvantage(ModelEvidence model) {
        return standings.advantage(model.model().id(), current.model().id());
    }

    private Estimate priceEstimate(TaskCost cost) {
        double usd = cost.usd().doubleValue();
        double score = useCase.valuePerSuccessUsd() / (useCase.valuePerSuccessUsd() + usd);
        double costError = cost.basis() == Basis.MEASURED ? MEASURED_COST_ERROR : ASSUMED_COST_ERROR;
        // The derivative of the score by the logarithm of the cost is score times (1 - score).
        return new Estimate(
                score, score * (1 - score) * costError, List.of(cost.price().id()), cost.describe());
    }

    private static Optional<Estimate> sentimentEstimate(List<Row<SentimentSignal>> signals) {
        if (signals.isEmpty()) {
            return Optional.empty();
        }
        double polarity = 0;
        for (Row<SentimentSignal> signal : signals) {
            polarity += signal.fact().sentiment().polarity();
        }
        double mean = (1 + polarity) / (2 + signals.size());
        return Optional.of(new Estimate(
                mean,
                Math.sqrt(mean * (1 - mean) / (3 + signals.size())),
                signals.stream().map(Row::id).toList(),
                String.format(Locale.ROOT, "%d signals, mean tone %.2f", signals.size(), polarity / signals.size())));
    }
}
