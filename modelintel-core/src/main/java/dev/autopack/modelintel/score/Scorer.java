package dev.autopack.modelintel.score;

import dev.autopack.modelintel.usecase.ScoringWeights;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Turns an {@link Outlook} into the plan's score, w_p · price + w_b · benchmark + w_r · runtime + w_s · sentiment:
 *
 * <ul>
 *   <li>price = max(0, 1 − c/v), where c is the expected cost of a task and v the worth of a success;
 *   <li>benchmark = {@value #SUCCESS_SCALE} · the success rate that benchmarks foresee;
 *   <li>runtime = {@value #SUCCESS_SCALE} · the share of the user's own runs that succeeded;
 *   <li>sentiment = the mean of the others, moved by at most {@value #TONE_REACH} up or down by the tone.
 * </ul>
 *
 * <p>Benchmark and runtime are two views of one thing and share their weights by how much each knows: runtime has the
 * share n / (n + κ), where n is the number of own runs and κ the runs that the benchmarks' view is worth. Under the plan's
 * weights their sum is then the posterior of the success rate, p, and because {@value #SUCCESS_SCALE} is 0.35 / 0.60, a
 * dollar of success counts as much as a dollar of cost: the score is 0.35 (1 + (v p − c) / v) / 0.95 and orders models by
 * their expected value. Other weights tilt it: κ grows with w_b : w_r, and cost counts more with w_p.
 *
 * <p>Beyond c = v no success pays; price stays at 0 and the others count v/c of what they would, so that the score still
 * falls as the cost rises.
 *
 * <p>The weight of an unknown part goes to the known: of benchmark to runtime and the other way round, of price or
 * sentiment to all others in proportion. An unknown sentiment therefore counts as a neutral one. Where nothing is known of
 * a model's quality, benchmark is that of an average model, rests on no evidence and counts as unknown.
 */
public final class Scorer {

    /** The plan's weight of price over its weights of benchmark and runtime. */
    static final double SUCCESS_SCALE = 0.35 / 0.60;

    /** How far the tone of the community moves the sentiment component. */
    static final double TONE_REACH = 0.1;

    /** The plan's weight of benchmark over that of runtime. */
    private static final double USUAL_RATIO = 2;

    private final Outlook outlook;
    private final Map<ComponentName, Estimate> estimates;

    private Scorer(Outlook outlook) {
        this.outlook = outlook;
        this.estimates = estimates(outlook);
    }

    /** What is the same under all weights is worked out once. */
    public static Scorer of(Outlook outlook) {
        return new Scorer(outlook);
    }

    /** The scorecard of a model under the given weights. */
    public static Scorecard score(Outlook outlook, ScoringWeights weights) {
        return of(outlook).under(weights);
    }

    /** The scorecard under the given weights. */
    public Scorecard under(ScoringWeights weights) {
        double runtimeShare = runtimeShare(outlook.success(), weights);
        double quality = weights.benchmark() + weights.runtime();
        ScoringWeights shared = new ScoringWeights(
                weights.price(), quality * (1 - runtimeShare), quality * runtimeShare, weights.sentiment());
        Scorecard others = Scorecard.of(outlook.id(), shared, estimates);
        if (outlook.tone().isEmpty()) {
            return others;
        }
        Map<ComponentName, Estimate> all = new EnumMap<>(estimates);
        all.put(ComponentName.SENTIMENT, sentiment(outlook.tone().get(), others.total()));
        return Scorecard.of(outlook.id(), shared, all);
    }

    private static Map<ComponentName, Estimate> estimates(Outlook outlook) {
        SuccessOutlook success = outlook.success();
        double worth = outlook.valuePerSuccessUsd();
        double pays = outlook.cost().isPresent()
                ? Math.min(1, worth / outlook.cost().get().usd())
                : 1;
        Map<ComponentName, Estimate> estimates = new EnumMap<>(ComponentName.class);
        outlook.cost().ifPresent(cost -> estimates.put(ComponentName.PRICE, price(cost, worth)));
        if (success.benchmarked() || !success.tried()) {
            estimates.put(ComponentName.BENCHMARK, benchmark(success, pays));
        }
        if (success.tried()) {
            estimates.put(ComponentName.RUNTIME, runtime(success, pays));
        }
        return estimates;
    }

    private static double runtimeShare(SuccessOutlook success, ScoringWeights weights) {
        if (!success.tried()) {
            return 0;
        }
        if (!success.benchmarked()) {
            return 1;
        }
        if (weights.runtime() == 0) {
            return 0;
        }
        double worth = success.pseudoRuns() * weights.benchmark() / weights.runtime() / USUAL_RATIO;
        return success.finished() / (success.finished() + worth);
    }

    private static Estimate price(CostOutlook cost, double worth) {
        double usd = cost.usd();
        String detail = Figures.fixed(usd, 4) + " USD a task ("
                + (cost.runs() > 0 ? "measured in " + cost.runs() + " runs" : "foreseen from prices and benchmarks")
                + ") where a success is worth " + Figures.fixed(worth, 2) + " USD";
        return new Estimate(Math.max(0, 1 - usd / worth), Math.sqrt(cost.variance()) / worth, cost.priceRows(), detail);
    }

    private static Estimate benchmark(SuccessOutlook success, double pays) {
        double spread = Math.sqrt(success.foreseen() * (1 - success.foreseen()) / (success.pseudoRuns() + 1));
        String detail = success.benchmarked()
                ? Figures.fixed(100 * success.foreseen(), 1) + " % success foreseen, worth "
                        + Figures.fixed(success.pseudoRuns(), 1) + " runs"
                : "nothing is known: " + Figures.fixed(100 * success.foreseen(), 1)
                        + " % success as of an average model";
        return scaled(
                success.foreseen(), spread, pays, success.benchmarked() ? success.benchmarkRows() : List.of(), detail);
    }

    /** With benchmarks the observed rate, because they have a part of their own; else the posterior with a weak prior. */
    private static Estimate runtime(SuccessOutlook success, double pays) {
        double observed = (double) success.succeeded() / success.finished();
        double rate = success.benchmarked() ? observed : success.rate();
        double steadied = (success.succeeded() + 0.5) / (success.finished() + 1); // Jeffreys (1946)
        double spread = Math.sqrt(steadied * (1 - steadied) / (success.finished() + 2));
        String detail = success.succeeded() + " of " + success.finished() + " runs succeeded";
        return scaled(rate, spread, pays, success.runtimeRows(), detail);
    }

    private static Estimate scaled(double rate, double spread, double pays, List<Long> rows, String detail) {
        double scale = SUCCESS_SCALE * pays;
        return new Estimate(scale * rate, scale * spread, rows, detail);
    }

    private static Estimate sentiment(Tone tone, double others) {
        double score = Math.max(0, Math.min(1, others + TONE_REACH * tone.value()));
        return new Estimate(
                score,
                TONE_REACH / Math.sqrt(1 + tone.signals()),
                tone.rows(),
                tone.signals() + " signals, tone " + Figures.signed(tone.value(), 2));
    }
}
