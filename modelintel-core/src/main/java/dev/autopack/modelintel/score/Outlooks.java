package dev.autopack.modelintel.score;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.score.OwnRuns.Tally;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;

/**
 * Derives the outlook of every model from the evidence of all. Two small hierarchical models, one for success and one for
 * cost, of the same form: what several sources say of a model is summed up in one number ({@link LatentFactor}), the
 * models with runs in the use case tell where the use case lies on that scale ({@link Level}), and a model's own runs
 * then move its own estimate.
 *
 * <p>Success, on the {@link Arcsine} scale: f<sub>i</sub> = level + {@value #SLOPE} θ<sub>i</sub> + ε. The mean of f
 * gives the rate that is foreseen, its variance how many runs that is worth; own runs are added as in the Beta-Binomial
 * model.
 *
 * <p>Cost, on the logarithmic scale: log c<sub>i</sub> = level + θ<sub>i</sub> + ε, with the costs that benchmarks
 * published and the list price of a typical task as the sources; own costs are added by inverse variance.
 *
 * <p>How well the sources foresee the costs of a use case is learned from its tried models. The other constants are fixed, so that the estimates keep the laws that people expect (a better figure
 * never lowers a score): learning them from a handful of tried models gained nothing in trials. docs/quality.md says what
 * they rest on.
 */
public final class Outlooks {

    /** By how much one unit of θ moves success, on the arcsine scale (0.3 is 20 to 47 % around a rate of one third). */
    private static final double SLOPE = 0.3;

    /** The part of a use case's success that no benchmark foresees: a standard deviation on the arcsine scale. */
    private static final double SUCCESS_OWN = 0.1;

    /** The standard deviation of log cost between models, and of the part that no other source foresees. */
    private static final double COST_SPREAD = 0.7;

    private static final double COST_OWN = 0.3;

    /** Mean costs of tasks vary about as much as they are high: the coefficient of variation of one task's cost. */
    private static final double COST_VARIATION = 1.0;

    /** Without telemetry an average model is taken to succeed half the time, more or less: from 31 to 69 %. */
    private static final double SUCCESS_LEVEL_SPREAD = 0.2;

    /** Without telemetry a task is taken to need the tokens that the use case gives, to within a factor of two. */
    private static final double COST_LEVEL_SPREAD = 0.7;

    /** A cost of zero has no logarithm: a thousandth of a cent is as good as free. */
    private static final double LEAST_USD = 1e-5;

    private final UseCase useCase;
    private final List<ModelEvidence> models;
    private final List<OwnRuns> runs = new ArrayList<>();
    private final Sources sources;
    private final LatentFactor standing;
    private final LatentFactor thrift;
    private final Level success;
    private final Level cost;

    private Outlooks(UseCase useCase, Collection<ModelEvidence> evidence) {
        this.useCase = useCase;
        this.models = List.copyOf(evidence);
        models.forEach(model -> runs.add(OwnRuns.of(useCase, model)));
        this.sources = new Sources(useCase, models, runs);
        this.standing = LatentFactor.of(models.size(), sources.standings(), Sources.STANDING_VARIANCE);
        this.thrift =
                LatentFactor.of(models.size(), sources.costs(COST_SPREAD * COST_SPREAD), COST_SPREAD * COST_SPREAD);
        this.success =
                successLevel(LatentFactor.of(models.size(), sources.standingsInFixedUnit(), Sources.STANDING_VARIANCE));
        this.cost = costLevel();
    }

    /** The outlook of every model of the evidence. */
    public static SortedMap<ModelId, Outlook> of(UseCase useCase, Evidence evidence) {
        Outlooks outlooks = new Outlooks(useCase, evidence.models().values());
        SortedMap<ModelId, Outlook> byModel = new TreeMap<>();
        for (int i = 0; i < outlooks.models.size(); i++) {
            Outlook outlook = outlooks.outlook(i);
            byModel.put(outlook.id(), outlook);
        }
        return byModel;
    }

    /** A figure of one model changes the unit of its benchmark for all, but not by way of the level: there units are fixed. */
    private Level successLevel(LatentFactor inFixedUnit) {
        Level.Model[] tried = new Level.Model[models.size()];
        for (int i = 0; i < models.size(); i++) {
            Tally here = runs.get(i).here();
            tried[i] = here.finished() == 0
                    ? Level.Model.untried(usualSuccessVariance(i))
                    : new Level.Model(
                            Arcsine.of(here.succeeded(), here.finished()) - SLOPE * inFixedUnit.mean(i),
                            usualSuccessVariance(i),
                            Arcsine.variance(here.finished()));
        }
        return Level.ofUsualDispersion(tried, Arcsine.EVEN, SUCCESS_LEVEL_SPREAD * SUCCESS_LEVEL_SPREAD);
    }

    private Level costLevel() {
        Level.Model[] tried = new Level.Model[models.size()];
        for (int i = 0; i < models.size(); i++) {
            Tally here = runs.get(i).here();
            tried[i] = here.costed() == 0
                    ? Level.Model.untried(usualCostVariance(i))
                    : new Level.Model(
                            logCost(here.usdPerTask()) - thrift.mean(i),
                            usualCostVariance(i),
                            COST_VARIATION * COST_VARIATION / here.costed());
        }
        return Level.ofLearnedDispersion(tried, sources.typicalLogCost(useCase), COST_LEVEL_SPREAD * COST_LEVEL_SPREAD);
    }

    /** How far a model usually departs from what the sources foresee: their own uncertainty and what is the model's own. */
    private double usualSuccessVariance(int i) {
        return SLOPE * SLOPE * standing.variance(i) + SUCCESS_OWN * SUCCESS_OWN;
    }

    private double usualCostVariance(int i) {
        return thrift.variance(i) + COST_OWN * COST_OWN;
    }

    static double logCost(double usd) {
        return FastMath.log(FastMath.max(usd, LEAST_USD));
    }

    private Outlook outlook(int i) {
        ModelEvidence model = models.get(i);
        return new Outlook(
                model.model(),
                useCase.valuePerSuccessUsd(),
                successOutlook(i),
                costOutlook(i),
                Tone.of(model.sentiment()));
    }

    private SuccessOutlook successOutlook(int i) {
        Level.Place level = success.without(i);
        double mean = level.mean() + SLOPE * standing.mean(i);
        double variance = level.variance() + level.dispersion() * usualSuccessVariance(i);
        Tally here = runs.get(i).here();
        return new SuccessOutlook(
                Arcsine.meanRate(mean, variance),
                Arcsine.pseudoRuns(variance),
                sources.tellStanding(i),
                standing.mean(i),
                standing.variance(i),
                FastMath.sqrt(success.variance()),
                here.succeeded(),
                here.finished(),
                sources.benchmarkRows(i),
                runs.get(i).rows());
    }

    private Optional<CostOutlook> costOutlook(int i) {
        Tally here = runs.get(i).here();
        if (here.costed() == 0 && !sources.tellCost(i)) {
            return Optional.empty();
        }
        Level.Place level = cost.without(i);
        double mean = level.mean() + thrift.mean(i);
        double variance = level.variance() + level.dispersion() * usualCostVariance(i);
        double shared = FastMath.sqrt(FastMath.min(cost.variance(), variance));
        if (here.costed() > 0) {
            double sampling = COST_VARIATION * COST_VARIATION / here.costed();
            double trust = variance / (variance + sampling);
            mean = trust * logCost(here.usdPerTask()) + (1 - trust) * mean;
            variance = (1 - trust) * variance;
            shared = (1 - trust) * shared;
        }
        List<Long> priceRows =
                models.get(i).currentPrice().map(Row::id).map(List::of).orElse(List.of());
        return Optional.of(new CostOutlook(mean, variance, shared, here.costed(), priceRows));
    }

    /** What a typical task of the use case costs at list price in USD. */
    static double listCost(UseCase useCase, Price price) {
        return price.costOf(useCase.tokensPerTask()).doubleValue();
    }
}
