package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Outlook;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.score.Scorer;
import dev.autopack.modelintel.usecase.ScoringWeights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * How an answer hangs on what it was given: the weights, and the trade of cost against success.
 *
 * @param winner the model of highest score, the current one included
 * @param paretoFront the models that no other beats in both cost and success, cheapest first
 * @param dominated the other models whose cost is known, cheapest first
 * @param ranges how far each weight can move before another model wins, all else in proportion
 * @param stability the share of weights around the given ones under which the winner stays first, in [0, 1]
 */
public record Sensitivity(
        ModelId winner,
        List<ParetoPoint> paretoFront,
        List<Dominated> dominated,
        Map<ComponentName, WeightRange> ranges,
        double stability) {

    /** How many weights are drawn for the stability. */
    public static final int DRAWS = 1000;

    /** The seed they are drawn from. */
    public static final long SEED = 20_261_124;

    /** The draws of a weight w have a standard deviation of √(w (1 − w) / 21): 0.1 for one of 0.35. */
    private static final double CONCENTRATION = 20;

    private static final double STEP = 0.01;

    public Sensitivity {
        paretoFront = List.copyOf(paretoFront);
        dominated = List.copyOf(dominated);
        ranges = Collections.unmodifiableMap(new EnumMap<>(ranges));
    }

    /**
     * A model that no other beats in both.
     *
     * @param model the model
     * @param usdPerTask expected cost of a task in USD
     * @param successRate expected success rate, in [0, 1]
     */
    public record ParetoPoint(ModelId model, double usdPerTask, double successRate) {}

    /**
     * A model that another one beats.
     *
     * @param point the model
     * @param by the most successful model that is no dearer
     */
    public record Dominated(ParetoPoint point, ModelId by) {}

    /**
     * The weights of a component, to the nearest {@value Sensitivity#STEP}, between which the winner does not change.
     *
     * @param lowest in [0, 1]
     * @param highest in [0, 1]
     */
    public record WeightRange(double lowest, double highest) {}

    /** @param considered the models that may be considered and the current one, at least one */
    static Sensitivity of(List<Outlook> considered, ScoringWeights weights) {
        List<Scorer> scorers = considered.stream().map(Scorer::of).toList();
        ModelId winner = winner(scorers, weights);
        Map<ComponentName, WeightRange> ranges = new EnumMap<>(ComponentName.class);
        for (ComponentName name : ComponentName.values()) {
            double given = name.weightIn(weights);
            ranges.put(
                    name,
                    new WeightRange(
                            reach(scorers, weights, name, winner, given, -STEP),
                            reach(scorers, weights, name, winner, given, STEP)));
        }
        List<ParetoPoint> front = new ArrayList<>();
        List<Dominated> dominated = new ArrayList<>();
        for (ParetoPoint point : byCost(considered)) {
            if (front.isEmpty() || point.successRate() > last(front).successRate()) {
                front.add(point);
            } else {
                dominated.add(new Dominated(point, last(front).model()));
            }
        }
        return new Sensitivity(winner, front, dominated, ranges, stability(scorers, weights, winner));
    }

    private static ModelId winner(List<Scorer> considered, ScoringWeights weights) {
        return considered.stream()
                .map(scorer -> scorer.under(weights))
                .min(Comparator.<Scorecard>comparingDouble(card -> -card.total())
                        .thenComparing(Scorecard::model))
                .map(Scorecard::model)
                .orElseThrow();
    }

    /** Of models of the same cost the most successful first. */
    private static List<ParetoPoint> byCost(List<Outlook> considered) {
        List<ParetoPoint> points = new ArrayList<>();
        for (Outlook outlook : considered) {
            outlook.cost()
                    .ifPresent(cost -> points.add(new ParetoPoint(
                            outlook.id(), cost.usd(), outlook.success().rate())));
        }
        points.sort(Comparator.comparingDouble(ParetoPoint::usdPerTask)
                .thenComparing(
                        Comparator.comparingDouble(ParetoPoint::successRate).reversed())
                .thenComparing(ParetoPoint::model));
        return points;
    }

    private static ParetoPoint last(List<ParetoPoint> points) {
        return points.get(points.size() - 1);
    }

    private static double reach(
            List<Scorer> considered,
            ScoringWeights weights,
            ComponentName name,
            ModelId winner,
            double given,
            double step) {
        double highest = name == ComponentName.SENTIMENT ? ScoringWeights.SENTIMENT_CAP : 1 - weights.sentiment();
        double reached = given;
        for (int i = 1; ; i++) {
            double weight = Math.max(0, Math.min(highest, given + i * step));
            if (weight == reached
                    || !winner(considered, moved(weights, name, weight)).equals(winner)) {
                return reached;
            }
            reached = weight;
        }
    }

    /** The weights with one of them set; price, benchmark and runtime give or take what it needs, in proportion. */
    private static ScoringWeights moved(ScoringWeights weights, ComponentName name, double weight) {
        Map<ComponentName, Double> moved = new EnumMap<>(ComponentName.class);
        moved.put(ComponentName.SENTIMENT, weights.sentiment());
        moved.put(name, weight);
        double rest =
                1 - moved.values().stream().mapToDouble(Double::doubleValue).sum();
        Set<ComponentName> others = EnumSet.complementOf(EnumSet.of(name, ComponentName.SENTIMENT));
        double sum =
                others.stream().mapToDouble(other -> other.weightIn(weights)).sum();
        for (ComponentName other : others) {
            moved.put(other, sum == 0 ? rest / others.size() : other.weightIn(weights) / sum * rest);
        }
        return ComponentName.weights(moved);
    }

    /** Weights from the Dirichlet distribution around the given ones, sentiment kept below its cap. */
    private static double stability(List<Scorer> considered, ScoringWeights weights, ModelId winner) {
        RandomGenerator random = new Well19937c(SEED);
        List<GammaDistribution> gammas = new ArrayList<>();
        for (ComponentName name : ComponentName.values()) {
            double shape = Math.max(CONCENTRATION * name.weightIn(weights), 1e-3);
            gammas.add(new GammaDistribution(random, shape, 1));
        }
        int stays = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] drawn =
                    gammas.stream().mapToDouble(GammaDistribution::sample).toArray();
            double rest = drawn[0] + drawn[1] + drawn[2];
            double sentiment = Math.min(ScoringWeights.SENTIMENT_CAP, drawn[3] / (rest + drawn[3]));
            double scale = (1 - sentiment) / rest;
            ScoringWeights around = new ScoringWeights(drawn[0] * scale, drawn[1] * scale, drawn[2] * scale, sentiment);
            stays += winner(considered, around).equals(winner) ? 1 : 0;
        }
        return (double) stays / DRAWS;
    }
}
