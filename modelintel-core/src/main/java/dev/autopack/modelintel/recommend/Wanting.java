package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.candidate.CandidateRule;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.recommend.WantedEvidence.Kind;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.score.Figures;
import dev.autopack.modelintel.score.Outlook;
import dev.autopack.modelintel.usecase.UseCase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Looks for the evidence that would change an answer to keep the current model, by asking again with evidence that came out
 * as expected: runs that succeed as often, and cost as much, as the model is expected to. The number of runs is the
 * smallest found by doubling and halving, up to {@value #MOST_RUNS}.
 */
final class Wanting {

    private static final int MOST_RUNS = 512;
    private static final int WINDOW_DAYS = 30;

    /** Of models about which something is missing, only so many are named for each kind. */
    private static final int NAMED = 3;

    private final Recommender recommender;
    private final UseCase useCase;
    private final Evidence evidence;
    private final Comparison comparison;
    private final Outlook current;

    /** @param comparison the one that was answered with to keep the current model */
    Wanting(Recommender recommender, UseCase useCase, Evidence evidence, Comparison comparison) {
        this.recommender = recommender;
        this.useCase = useCase;
        this.evidence = evidence;
        this.comparison = comparison;
        this.current = comparison.current();
    }

    List<WantedEvidence> wanted() {
        List<WantedEvidence> wanted = new ArrayList<>();
        comparison.favourite().ifPresent(favourite -> wanted.addAll(runs(favourite.outlook())));
        aboutCurrent(wanted);
        comparison.favourite().ifPresent(favourite -> corroboration(favourite.outlook(), wanted));
        withoutPrice(wanted);
        withoutFigures(wanted);
        return wanted;
    }

    private List<WantedEvidence> runs(Outlook favourite) {
        OptionalInt alone = fewest(favourite, runs -> with(evidence, favourite, runs));
        if (alone.isPresent()) {
            return List.of(runs(favourite, alone.getAsInt(), "if they turn out as expected, it is recommended"));
        }
        OptionalInt both = fewest(favourite, runs -> with(with(evidence, favourite, runs), current, runs));
        return both.isEmpty()
                ? List.of()
                : List.of(
                        runs(favourite, both.getAsInt(), "with as many of the current model it would be recommended"),
                        runs(current, both.getAsInt(), "with as many of " + favourite.id() + " that one would win"));
    }

    private WantedEvidence runs(Outlook outlook, int runs, String why) {
        return new WantedEvidence(
                Kind.RUNS,
                outlook.id(),
                OptionalInt.of(runs),
                runs + (runs == 1 ? " run of " : " runs of ") + outlook.id() + " as "
                        + useCase.roles().get(0)
                        + useCase.complexity()
                                .map(tier -> " on " + tier.name().toLowerCase(Locale.ROOT) + " complexity")
                                .orElse(""),
                why + " (" + Figures.fixed(100 * outlook.success().rate(), 0) + " % success expected)");
    }

    private OptionalInt fewest(Outlook favourite, IntFunction<Evidence> after) {
        int enough = 1;
        while (!switchesTo(favourite, after.apply(enough))) {
            enough *= 2;
            if (enough > MOST_RUNS) {
                return OptionalInt.empty();
            }
        }
        int tooFew = enough / 2;
        while (enough - tooFew > 1) {
            int middle = (enough + tooFew) / 2;
            if (switchesTo(favourite, after.apply(middle))) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return OptionalInt.of(enough);
    }

    private boolean switchesTo(Outlook favourite, Evidence then) {
        return recommender.recommend(useCase, current.id(), then).recommended().stream()
                .anyMatch(recommendation -> recommendation.recommendedModel().equals(favourite.id()));
    }

    /** The evidence with so many runs more of a model. */
    private Evidence with(Evidence before, Outlook outlook, int runs) {
        ModelEvidence known = before.of(outlook.id()).orElseThrow();
        List<Row<RuntimeStats>> runtime = new ArrayList<>(known.runtime());
        runtime.add(new Row<>(Long.MAX_VALUE, stats(outlook, runs)));
        TreeMap<ModelId, ModelEvidence> models = new TreeMap<>(before.models());
        models.put(
                outlook.id(),
                new ModelEvidence(known.model(), known.prices(), known.benchmarks(), runtime, known.sentiment()));
        return new Evidence(before.asOf(), models);
    }

    private RuntimeStats stats(Outlook outlook, int runs) {
        return RuntimeStats.ofPhases(
                TimeWindow.ofDaysUntil(WINDOW_DAYS, evidence.asOf()),
                outlook.model(),
                useCase.roles().get(0),
                useCase.complexity(),
                runs,
                successes(outlook, runs),
                outlook.cost().map(cost -> BigDecimal.valueOf(cost.usd() * runs)),
                outlook.cost().isPresent() ? 0 : runs);
    }

    /** Rounded against the favourite, so that a few runs do not settle it by the luck of rounding. */
    private long successes(Outlook outlook, int runs) {
        double expected = outlook.success().rate() * runs;
        return (long) (outlook.id().equals(current.id()) ? Math.ceil(expected) : Math.floor(expected));
    }

    private void aboutCurrent(List<WantedEvidence> wanted) {
        if (current.cost().isEmpty()) {
            wanted.add(missing(
                    Kind.PRICE,
                    current,
                    "nothing is known of the cost of the current model, which limits every confidence"));
        }
        if (!current.success().known()) {
            wanted.add(missing(
                    Kind.BENCHMARK,
                    current,
                    "nothing is known of the quality of the current model, which limits every confidence; its own runs"
                            + " would tell more"));
        }
    }

    private void corroboration(Outlook favourite, List<WantedEvidence> wanted) {
        if (!favourite.success().benchmarked()) {
            wanted.add(missing(Kind.BENCHMARK, favourite, "it scores higher, but only its runs speak for it"));
        } else if (!favourite.success().corroborated()) {
            wanted.add(missing(Kind.BENCHMARK, favourite, "it scores higher, but one benchmark alone vouches for it"));
        }
    }

    /** Models that lack nothing but a price, and more likely than not succeed more often than the current one. */
    private void withoutPrice(List<WantedEvidence> wanted) {
        others().filter(outlook -> outlook.cost().isEmpty() && outlook.success().known())
                .filter(outlook -> outlook.probabilitySucceedsMoreThan(current) > 0.5)
                .filter(outlook -> current.cost().isPresent()
                        && fits(new Outlook(
                                outlook.model(),
                                outlook.valuePerSuccessUsd(),
                                outlook.success(),
                                current.cost(),
                                outlook.tone())))
                .sorted(Comparator.<Outlook>comparingDouble(
                                outlook -> -outlook.success().rate())
                        .thenComparing(Outlook::id))
                .limit(NAMED)
                .forEach(outlook -> wanted.add(missing(
                        Kind.PRICE,
                        outlook,
                        "success of " + Figures.fixed(100 * outlook.success().rate(), 0)
                                + " % is expected of it against "
                                + Figures.fixed(100 * current.success().rate(), 0)
                                + " %, but nothing is known of its cost")));
    }

    /** Models of the current one's family that lack nothing but a sign of their quality, the cheapest first. */
    private void withoutFigures(List<WantedEvidence> wanted) {
        others().filter(outlook ->
                        outlook.cost().isPresent() && !outlook.success().known())
                .filter(outlook -> outlook.model().sameFamilyAs(current.model()))
                .filter(outlook -> fits(new Outlook(
                        outlook.model(),
                        outlook.valuePerSuccessUsd(),
                        current.success(),
                        outlook.cost(),
                        outlook.tone())))
                .sorted(Comparator.<Outlook>comparingDouble(
                                outlook -> outlook.cost().orElseThrow().usd())
                        .thenComparing(Outlook::id))
                .limit(NAMED)
                .forEach(outlook -> wanted.add(missing(
                        Kind.BENCHMARK, outlook, "it is of the same family, but nothing is known of its quality")));
    }

    private Stream<Outlook> others() {
        return comparison.outlooks().stream().filter(outlook -> !outlook.id().equals(current.id()));
    }

    private boolean fits(Outlook outlook) {
        return CandidateRule.unfit(useCase.needs(), outlook).isEmpty();
    }

    private WantedEvidence missing(Kind kind, Outlook outlook, String why) {
        String what = kind == Kind.PRICE
                ? "a price of " + outlook.id()
                : "a benchmark figure of " + outlook.id() + " in "
                        + String.join(" or ", useCase.taskTypes().keySet());
        return new WantedEvidence(kind, outlook.id(), OptionalInt.empty(), what, why);
    }
}
