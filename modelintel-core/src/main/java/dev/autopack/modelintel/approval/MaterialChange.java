package dev.autopack.modelintel.approval;

import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.score.Component;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Estimate;
import dev.autopack.modelintel.score.Scorecard;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the case for a recommendation has become materially stronger since a person turned it down.
 *
 * <p>The ids of the rows do not tell: every window of telemetry has new ones. What counts is what the rows say. The
 * change is material if one of these holds, each of which is an assumption about what makes a person look again:
 *
 * <ul>
 *   <li>a kind of evidence with a weight is now known of both models, and was not;
 *   <li>a task costs at most {@value #COST_RATIO} times as much, relative to the current model, as it was said to then;
 *       measured costs of a task are no more certain than that;
 *   <li>the lead has grown by {@value #LEAD} or more. The lead is the sum, over the components known of both models both
 *       times, of the gap between their scores times the component's weight today, so that other weights alone change
 *       nothing;
 *   <li>the doubt, 1 minus the confidence, is at most {@value #DOUBT_RATIO} times what it was, under the same weights.
 * </ul>
 *
 * <p>The last two compare scores, which only the same scoring rules give the same meaning. After a change of the rules
 * the first two decide. A case that has become weaker is no reason to ask again.
 */
public final class MaterialChange {

    private static final double COST_RATIO = 0.75;
    private static final double LEAD = 0.05;
    private static final double DOUBT_RATIO = 0.5;
    private static final double SAME_WEIGHT = 1e-9;

    private MaterialChange() {}

    /**
     * Why it is worth a new decision, as the end of a sentence; empty if nothing material has changed.
     *
     * @param then what was turned down
     * @param now the same change, recommended from what is known now
     * @param sameRules whether the same version of the scoring rules made both
     */
    public static Optional<String> between(Recommendation then, Recommendation now, boolean sameRules) {
        Optional<String> facts = newlyKnown(then, now).or(() -> cheaper(then, now));
        return sameRules ? facts.or(() -> lead(then, now)).or(() -> doubt(then, now)) : facts;
    }

    private static Optional<String> newlyKnown(Recommendation then, Recommendation now) {
        for (ComponentName name : ComponentName.values()) {
            if (knownOfBoth(now, name)
                    && !knownOfBoth(then, name)
                    && now.scorecard().component(name).weight() > 0) {
                return Optional.of(name.label() + " is now known of both models");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> cheaper(Recommendation then, Recommendation now) {
        OptionalDouble before = then.expectedCostDeltaPct();
        OptionalDouble after = now.expectedCostDeltaPct();
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        double ratioBefore = 1 + before.getAsDouble() / 100;
        double ratioAfter = 1 + after.getAsDouble() / 100;
        return ratioBefore > 0 && ratioAfter <= COST_RATIO * ratioBefore
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "a task is now expected to cost %+.0f %% and not %+.0f %%",
                        after.getAsDouble(),
                        before.getAsDouble()))
                : Optional.empty();
    }

    private static Optional<String> lead(Recommendation then, Recommendation now) {
        double growth = 0;
        for (ComponentName name : ComponentName.values()) {
            if (knownOfBoth(then, name) && knownOfBoth(now, name)) {
                growth += now.scorecard().component(name).weight() * (gap(now, name) - gap(then, name));
            }
        }
        return growth >= LEAD
                ? Optional.of(String.format(Locale.ROOT, "its lead in score has grown by %.3f", growth))
                : Optional.empty();
    }

    private static Optional<String> doubt(Recommendation then, Recommendation now) {
        boolean halved = 1 - now.confidence() <= DOUBT_RATIO * (1 - then.confidence());
        return then.confidence() < 1 && halved && sameWeights(then, now)
                ? Optional.of(String.format(
                        Locale.ROOT, "the confidence has risen from %.2f to %.2f", then.confidence(), now.confidence()))
                : Optional.empty();
    }

    private static boolean sameWeights(Recommendation then, Recommendation now) {
        return sameWeights(then.scorecard(), now.scorecard())
                && sameWeights(then.currentScorecard(), now.currentScorecard());
    }

    private static boolean sameWeights(Scorecard then, Scorecard now) {
        return now.components().stream()
                .allMatch(component -> Math.abs(component.weight()
                                - then.component(component.name()).weight())
                        < SAME_WEIGHT);
    }

    private static boolean knownOfBoth(Recommendation recommendation, ComponentName name) {
        return recommendation.scorecard().component(name).known()
                && recommendation.currentScorecard().component(name).known();
    }

    private static double gap(Recommendation recommendation, ComponentName name) {
        return score(recommendation.scorecard().component(name))
                - score(recommendation.currentScorecard().component(name));
    }

    private static double score(Component known) {
        return known.estimate().map(Estimate::score).orElseThrow();
    }
}
