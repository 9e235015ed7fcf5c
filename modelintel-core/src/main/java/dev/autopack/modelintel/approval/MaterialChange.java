package dev.autopack.modelintel.approval;

import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Figures;
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
 *   <li>the expected change of quality has risen by {@value #QUALITY} or more;
 *   <li>the doubt, 1 minus the confidence, is at most {@value #DOUBT_RATIO} times what it was.
 * </ul>
 *
 * <p>None of them hangs on the weights, so that other weights alone change nothing. The last two mean the same only under
 * the same scoring rules; after a change of the rules the first two decide. A case that has become weaker is no reason to
 * ask again.
 */
public final class MaterialChange {

    private static final double COST_RATIO = 0.75;
    private static final double QUALITY = 0.05;
    private static final double DOUBT_RATIO = 0.5;

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
        return sameRules ? facts.or(() -> better(then, now)).or(() -> doubt(then, now)) : facts;
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
                ? Optional.of("a task is now expected to cost " + Figures.signed(after.getAsDouble(), 0) + " % and not "
                        + Figures.signed(before.getAsDouble(), 0) + " %")
                : Optional.empty();
    }

    private static Optional<String> better(Recommendation then, Recommendation now) {
        double before = then.expectedQualityDelta();
        double after = now.expectedQualityDelta();
        return after - before >= QUALITY
                ? Optional.of("quality is now expected to change by " + Figures.signed(100 * after, 0)
                        + " points and not " + Figures.signed(100 * before, 0))
                : Optional.empty();
    }

    private static Optional<String> doubt(Recommendation then, Recommendation now) {
        return then.confidence() < 1 && 1 - now.confidence() <= DOUBT_RATIO * (1 - then.confidence())
                ? Optional.of("the confidence has risen from " + Figures.fixed(then.confidence(), 2) + " to "
                        + Figures.fixed(now.confidence(), 2))
                : Optional.empty();
    }

    private static boolean knownOfBoth(Recommendation recommendation, ComponentName name) {
        return recommendation.scorecard().component(name).known()
                && recommendation.currentScorecard().component(name).known();
    }
}
