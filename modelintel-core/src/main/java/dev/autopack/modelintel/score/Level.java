package dev.autopack.modelintel.score;

/**
 * Where a use case lies on a scale, learned from the models that have runs in it: the mean of what each of them did beyond
 * its θ, weighted by its say, with an assumed value for when there are none.
 *
 * <p>The level for a model leaves out the model's own runs: they enter its estimate later, once. So one success more
 * never lowers its own estimate, and a better benchmark never does by way of the level.
 */
final class Level {

    private final double[] say;
    private final double[] beyond;
    private final double unitVariance;
    private double sum;
    private double total;

    /**
     * @param say how much each model counts; 0 for one without runs
     * @param beyond what each model did beyond its θ; only read where it has a say
     * @param assumed the value without any runs
     * @param assumedSay how much it counts
     * @param unitVariance the variance of one model with a say of 1, and of the assumed value where there is less to go by
     */
    Level(double[] say, double[] beyond, double assumed, double assumedSay, double unitVariance) {
        this.say = say;
        this.beyond = beyond;
        this.unitVariance = unitVariance;
        this.sum = assumedSay * assumed;
        this.total = assumedSay;
        for (int i = 0; i < say.length; i++) {
            if (say[i] > 0) {
                sum += say[i] * beyond[i];
                total += say[i];
            }
        }
    }

    double mean(int model) {
        return say[model] > 0 ? (sum - say[model] * beyond[model]) / (total - say[model]) : sum / total;
    }

    double variance(int model) {
        return unitVariance / Math.max(total - say[model], 1);
    }
}
