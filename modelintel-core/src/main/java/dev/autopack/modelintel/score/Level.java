package dev.autopack.modelintel.score;

import org.apache.commons.math3.util.FastMath;

/**
 * Where a use case lies on a scale, learned from the models with runs in it: y<sub>i</sub> = level + d<sub>i</sub> +
 * sampling error, where y<sub>i</sub> is what a model did beyond what the other sources foresee, level ~ N(assumed, its
 * variance) and d<sub>i</sub> ~ N(0, k · its usual variance). The dispersion k is 1, or is learned too: then it is below 1
 * for work that the sources foresee better than usual and above where the tried models turned out unlike what was
 * foreseen of them. It has a prior that is log-normal around 1 and is averaged over a few values, each weighted by the
 * prior times the likelihood of how far the tried models lie apart (empirical Bayes with the restricted likelihood of
 * Patterson and Thompson, Biometrika 58, 1971, 545).
 *
 * <p>The level for a model leaves out the model's own runs: they enter its estimate later, once. So one success more
 * never lowers its own estimate, and a better benchmark never does by way of the level.
 */
final class Level {

    /** Departures of the usual size. */
    private static final double[] USUAL = {1};

    /** From a quarter to eight times the usual variance: departures of half to almost three times the usual size. */
    private static final double[] LEARNED = {0.25, 0.5, 1, 2, 4, 8};

    /** The standard deviation of log k: with little to go by, departures are of the usual size within a factor of 1.6. */
    private static final double DISPERSION_SPREAD = 1;

    private final Model[] models;
    private final double assumed;
    private final double assumedVariance;
    private final double[] dispersions;
    private final Sums[] sums;
    private final Place everyone;

    /**
     * A model's part in the level.
     *
     * @param beyond what it did beyond what the sources foresee, y; not read of an untried one
     * @param usualVariance how far models usually depart from what is foreseen of them, as a variance
     * @param sampling the sampling variance of y; infinite of an untried one
     */
    record Model(double beyond, double usualVariance, double sampling) {

        static Model untried(double usualVariance) {
            return new Model(0, usualVariance, Double.POSITIVE_INFINITY);
        }

        boolean tried() {
            return sampling < Double.POSITIVE_INFINITY;
        }
    }

    /**
     * What is known of the use case.
     *
     * @param mean posterior mean of the level
     * @param variance its posterior variance
     * @param dispersion posterior mean of k
     */
    record Place(double mean, double variance, double dispersion) {}

    private Level(Model[] models, double assumed, double assumedVariance, double[] dispersions) {
        this.dispersions = dispersions;
        this.sums = new Sums[dispersions.length];
        this.models = models.clone();
        this.assumed = assumed;
        this.assumedVariance = assumedVariance;
        for (int k = 0; k < dispersions.length; k++) {
            sums[k] = new Sums();
            for (Model model : this.models) {
                if (model.tried()) {
                    sums[k].add(model, dispersions[k], 1);
                }
            }
        }
        this.everyone = place(sums);
    }

    /**
     * A level around which models lie as far apart as usual.
     *
     * @param models all models
     * @param assumed the level without any runs
     * @param assumedVariance how far from there it may be
     */
    static Level ofUsualDispersion(Model[] models, double assumed, double assumedVariance) {
        return new Level(models, assumed, assumedVariance, USUAL);
    }

    /** The same, where the tried models tell how far apart they lie. */
    static Level ofLearnedDispersion(Model[] models, double assumed, double assumedVariance) {
        return new Level(models, assumed, assumedVariance, LEARNED);
    }

    /** The level as all but the model itself tell it. */
    Place without(int model) {
        if (!models[model].tried()) {
            return everyone;
        }
        Sums[] others = new Sums[dispersions.length];
        for (int k = 0; k < dispersions.length; k++) {
            others[k] = new Sums(sums[k]);
            others[k].add(models[model], dispersions[k], -1);
        }
        return place(others);
    }

    /** The variance of the level by the runs of all. */
    double variance() {
        return everyone.variance();
    }

    private Place place(Sums[] of) {
        double[] likelihood = new double[dispersions.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < dispersions.length; k++) {
            double prior = FastMath.log(dispersions[k]) / DISPERSION_SPREAD;
            likelihood[k] = of[k].logLikelihood() - prior * prior / 2;
            highest = FastMath.max(highest, likelihood[k]);
        }
        double total = 0;
        double mean = 0;
        double square = 0;
        double dispersion = 0;
        for (int k = 0; k < dispersions.length; k++) {
            double weight = FastMath.exp(likelihood[k] - highest);
            double distance = of[k].distance();
            total += weight;
            mean += weight * distance;
            square += weight * (1 / of[k].precision() + distance * distance);
            dispersion += weight * dispersions[k];
        }
        mean /= total;
        return new Place(assumed + mean, square / total - mean * mean, dispersion / total);
    }

    /** What the likelihood of one dispersion needs of the tried models, by distance from the assumed level. */
    private final class Sums {

        private double weights;
        private double weighted;
        private double squares;
        private double logs;

        Sums() {}

        Sums(Sums other) {
            this.weights = other.weights;
            this.weighted = other.weighted;
            this.squares = other.squares;
            this.logs = other.logs;
        }

        void add(Model model, double dispersion, int times) {
            double variance = dispersion * model.usualVariance() + model.sampling();
            double distance = model.beyond() - assumed;
            weights += times / variance;
            weighted += times * distance / variance;
            squares += times * distance * distance / variance;
            logs += times * FastMath.log(variance);
        }

        double precision() {
            return 1 / assumedVariance + weights;
        }

        /** Posterior mean of the level as a distance from the assumed one. */
        double distance() {
            return weighted / precision();
        }

        /** The restricted likelihood: where the level lies tells nothing of how far the models lie apart. */
        double logLikelihood() {
            return weights == 0 ? 0 : -(logs + FastMath.log(weights) + squares - weighted * weighted / weights) / 2;
        }
    }
}
