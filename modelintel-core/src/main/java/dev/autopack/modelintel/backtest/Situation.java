package dev.autopack.modelintel.backtest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.recommend.Decision;
import dev.autopack.modelintel.recommend.Recommendations;
import dev.autopack.modelintel.recommend.Recommender;
import dev.autopack.modelintel.recommend.ScoringPolicy;
import dev.autopack.modelintel.usecase.Candidates;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What is known when a choice is made, and what each strategy makes of it. */
final class Situation {

    private final Market market;
    private final Evidence evidence;
    private final Map<ModelId, TaskRuns.Tally> telemetry;
    private final ModelId current;
    private final PublicScores publicScores;
    private final Recommendations answer;

    /** What the engine states of its challenger: whether it is of more value than the current model, and how sure it is. */
    record Claim(ModelId challenger, Decision decision, double confidence) {}

    Situation(Market market, Evidence evidence, Map<ModelId, TaskRuns.Tally> telemetry, ModelId current) {
        this.market = market;
        this.evidence = evidence;
        this.telemetry = telemetry;
        this.current = current;
        this.publicScores = new PublicScores(market.useCase(), evidence);
        this.answer = answer(Candidates.OPEN);
    }

    ModelId current() {
        return current;
    }

    private Recommendations answer(Candidates candidates) {
        return Recommender.of(ScoringPolicy.defaults()).recommend(market.valued(candidates), current, evidence);
    }

    Optional<Claim> claim() {
        return answer.challenger()
                .flatMap(challenger -> answer.confidence().stream()
                        .mapToObj(confidence -> new Claim(challenger, answer.decision(), confidence))
                        .findFirst());
    }

    ModelId pick(Strategy strategy) {
        return switch (strategy) {
            case ENGINE -> picked(answer);
            case ENGINE_PLAN_RULE -> picked(answer(Candidates.PLAN));
            case KEEP_CURRENT -> current;
            case CHEAPEST_PRICE -> best(evidence.models().keySet(), model -> -publicScores.price(model));
            case BEST_BENCHMARK -> best(evidence.models().keySet(), publicScores::benchmark);
            case MOST_SUCCESSFUL_TRIED -> best(telemetry.keySet(), this::rate);
            case BEST_POSTERIOR_TRIED -> best(telemetry.keySet(), this::posteriorValue);
            case PLAN_FORMULA ->
                best(
                        evidence.models().keySet(),
                        model -> PlanFormula.score(
                                publicScores, model, current, Optional.ofNullable(telemetry.get(model))));
            case ORACLE_TRIED -> best(telemetry.keySet(), this::trueValue);
            case ORACLE_ALL -> best(evidence.models().keySet(), this::trueValue);
        };
    }

    private ModelId picked(Recommendations recommendations) {
        return recommendations.decision() == Decision.KEEP
                ? current
                : recommendations.recommended().get(0).recommendedModel();
    }

    private static ModelId best(Collection<ModelId> models, ToDoubleFunction<ModelId> score) {
        return models.stream()
                .max(Comparator.comparingDouble(score).thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private TaskRuns.Tally record(ModelId model) {
        return Optional.ofNullable(telemetry.get(model)).orElseThrow();
    }

    private double rate(ModelId model) {
        TaskRuns.Tally record = record(model);
        return (double) record.succeeded() / Math.max(1, record.finished());
    }

    private double posteriorValue(ModelId model) {
        TaskRuns.Tally record = record(model);
        double rate = (record.succeeded() + 0.5) / (record.finished() + 1);
        return record.costed() == 0
                ? Double.NEGATIVE_INFINITY
                : market.valuePerSuccessUsd() * rate - record.usd() / record.costed();
    }

    private double trueValue(ModelId model) {
        return Optional.ofNullable(market.trueValues().get(model)).orElseThrow();
    }
}
