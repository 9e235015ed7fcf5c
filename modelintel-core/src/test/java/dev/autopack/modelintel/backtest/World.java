package dev.autopack.modelintel.backtest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.recommend.Known;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.sentiment.Sentiment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * A generated market of thirty models and one kind of work, 120 tasks of low complexity where a success is worth 1 USD. Each
 * model has an ability and a thrift. Three benchmarks show the ability and what their own tasks cost, each with noise; the
 * price shows the thrift poorly; success follows ability and the task's difficulty (a Rasch model), cost the thrift. None of
 * the engine's scales or constants stands in here.
 */
final class World {

    private static final int MODELS = 30;
    private static final int TASKS = 120;
    private static final List<String> BENCHMARKS = List.of("swe", "gaia", "commit");

    private final List<Facts> models = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    private static final class Facts {
        private final String name;
        private final double[] percent = new double[BENCHMARKS.size()];
        private final double[] usd = new double[BENCHMARKS.size()];
        private double price;
        private int praise;
        private double worth;

        Facts(String name) {
            this.name = name;
        }

        ModelEvidence evidence() {
            Known known = Known.model(name, "x").price(price, 4 * price);
            for (int j = 0; j < percent.length; j++) {
                known.benchmark(BENCHMARKS.get(j), percent[j], usd[j]);
            }
            for (int i = 0; i < praise; i++) {
                known.said(Sentiment.POSITIVE);
            }
            return known.evidence();
        }
    }

    World(long seed) {
        Random random = new Random(seed);
        double[] difficulty = random.doubles(TASKS).map(d -> 3 * d - 1.5).toArray();
        for (int i = 0; i < MODELS; i++) {
            Facts facts = new Facts("model-" + i);
            double ability = random.nextGaussian();
            double thrift = 0.8 * random.nextGaussian() - 1.5;
            facts.price = Math.exp(thrift + 0.8 * random.nextGaussian() + 2);
            for (int j = 0; j < BENCHMARKS.size(); j++) {
                facts.percent[j] = 100 * share(ability + 0.6 * random.nextGaussian());
                facts.usd[j] = Math.exp(thrift + 0.5 * random.nextGaussian());
            }
            double own = ability + 0.4 * random.nextGaussian();
            double usd = Math.exp(thrift + 0.4 * random.nextGaussian());
            for (int task = 0; task < TASKS; task++) {
                boolean succeeded = random.nextDouble() < share(own - difficulty[task]);
                double cost = usd * Math.exp(0.6 * random.nextGaussian() - 0.18);
                facts.worth += (succeeded ? 1 : 0) - cost;
                outcomes.add(new Outcome(
                        "task-" + task, Complexity.LOW, ModelId.of(facts.name), succeeded, OptionalDouble.of(cost)));
            }
            models.add(facts);
        }
    }

    private static double share(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    Evidence evidence() {
        return evidence((facts, worst) -> {});
    }

    /** Twenty posts of praise for the worst model. */
    Evidence praised() {
        return evidence(World::praise);
    }

    /** A benchmark figure of the worst model ten times too high, or all that a share can be. */
    Evidence withAFigureTenTimesTooHigh() {
        return evidence(World::raiseAFigure);
    }

    /** The price of the worst model a thousand times too low. */
    Evidence withAPriceAThousandTimesTooLow() {
        return evidence(World::lowerThePrice);
    }

    Evidence poisoned() {
        return evidence((facts, worst) -> {
            praise(facts, worst);
            raiseAFigure(facts, worst);
            lowerThePrice(facts, worst);
        });
    }

    private static void praise(Facts facts, boolean worst) {
        facts.praise = worst ? 20 : 0;
    }

    private static void raiseAFigure(Facts facts, boolean worst) {
        facts.percent[0] = worst ? Math.min(100, 10 * facts.percent[0]) : facts.percent[0];
    }

    private static void lowerThePrice(Facts facts, boolean worst) {
        facts.price = worst ? facts.price / 1000 : facts.price;
    }

    private Evidence evidence(BiConsumer<Facts, Boolean> lie) {
        double least = models.stream().mapToDouble(facts -> facts.worth).min().orElseThrow();
        List<ModelEvidence> known = new ArrayList<>();
        for (Facts truth : models) {
            Facts told = new Facts(truth.name);
            told.price = truth.price;
            System.arraycopy(truth.percent, 0, told.percent, 0, told.percent.length);
            System.arraycopy(truth.usd, 0, told.usd, 0, told.usd.length);
            lie.accept(told, truth.worth == least);
            known.add(told.evidence());
        }
        return Evidence.of(Known.NOW, known);
    }
}
