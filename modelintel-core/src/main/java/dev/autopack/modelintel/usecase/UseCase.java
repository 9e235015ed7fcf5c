package dev.autopack.modelintel.usecase;

import dev.autopack.modelintel.pricing.TokenCounts;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.runtime.TokenMix;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A job that a model is chosen for.
 *
 * @param id its name
 * @param path where the configuration names its current model
 * @param roles the roles its calls have in the telemetry
 * @param complexity the complexity of its phases; empty where it serves all
 * @param taskTypes how much each kind of benchmark matters, by task type; not negative, together 1
 * @param valuePerSuccessUsd what one success is worth in USD, positive
 * @param tokensPerTask the tokens of a typical task, for when the telemetry does not tell
 * @param needs what a model must be able to do
 * @param weights its own scoring weights; empty for the policy's
 * @param candidates which models may be considered
 * @param confidenceFloor below it nothing is recommended, in [0, 1]; empty for the policy's
 */
public record UseCase(
        UseCaseId id,
        ConfigPath path,
        List<String> roles,
        Optional<Complexity> complexity,
        SortedMap<String, Double> taskTypes,
        double valuePerSuccessUsd,
        TokenCounts tokensPerTask,
        Needs needs,
        Optional<ScoringWeights> weights,
        Candidates candidates,
        OptionalDouble confidenceFloor) {

    /** @throws IllegalArgumentException if a value is outside its range; the message names the field */
    public UseCase {
        roles = List.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException(id + ": roles is empty; name at least one role of the telemetry.");
        }
        taskTypes = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Double>) taskTypes));
        double sum = 0;
        for (Map.Entry<String, Double> taskType : taskTypes.entrySet()) {
            if (!(taskType.getValue() >= 0)) {
                throw new IllegalArgumentException(
                        id + ": task_types." + taskType.getKey() + " is " + taskType.getValue() + ", below 0.");
            }
            sum += taskType.getValue();
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException(id + ": task_types add up to " + sum + ". They must add up to 1.");
        }
        if (!(valuePerSuccessUsd > 0 && valuePerSuccessUsd < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    id + ": value_per_success_usd is " + valuePerSuccessUsd + "; it must be a positive amount.");
        }
        if (tokensPerTask.prompt() + tokensPerTask.completion() == 0) {
            throw new IllegalArgumentException(id + ": tokens_per_task is 0; a typical task takes some tokens.");
        }
        confidenceFloor.ifPresent(floor -> {
            if (!(floor >= 0 && floor <= 1)) {
                throw new IllegalArgumentException(id + ": confidence_floor is " + floor + ", not in [0, 1].");
            }
        });
    }

    /** How the tokens of its calls divide where the telemetry does not tell: as those of a typical task. */
    public List<TokenMix> tokenMixes() {
        return roles.stream()
                .map(role -> new TokenMix(
                        role,
                        complexity,
                        BigDecimal.valueOf(tokensPerTask.prompt()),
                        BigDecimal.valueOf(tokensPerTask.completion())))
                .toList();
    }

    /** The same use case under other scoring weights. */
    public UseCase withWeights(ScoringWeights other) {
        return with(valuePerSuccessUsd, Optional.of(other), candidates, confidenceFloor);
    }

    /** The same use case under another rule of candidates. */
    public UseCase withCandidates(Candidates other) {
        return with(valuePerSuccessUsd, weights, other, confidenceFloor);
    }

    /** The same use case with another floor of the confidence. */
    public UseCase withConfidenceFloor(double other) {
        return with(valuePerSuccessUsd, weights, candidates, OptionalDouble.of(other));
    }

    /** The same use case where a success is worth something else, in USD. */
    public UseCase withValuePerSuccess(double usd) {
        return with(usd, weights, candidates, confidenceFloor);
    }

    private UseCase with(
            double value, Optional<ScoringWeights> itsWeights, Candidates itsCandidates, OptionalDouble itsFloor) {
        return new UseCase(
                id,
                path,
                roles,
                complexity,
                taskTypes,
                value,
                tokensPerTask,
                needs,
                itsWeights,
                itsCandidates,
                itsFloor);
    }
}
