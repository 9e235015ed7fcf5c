package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.recommend.Comparison.Candidate;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.score.Figures;
import dev.autopack.modelintel.score.Outlook;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.usecase.ScoringWeights;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The answer in sentences for a person. */
final class Reasoning {

    private final UseCase useCase;
    private final ScoringWeights weights;
    private final Outlook current;
    private final Scorecard currentScorecard;

    Reasoning(UseCase useCase, ScoringWeights weights, Outlook current, Scorecard currentScorecard) {
        this.useCase = useCase;
        this.weights = weights;
        this.current = current;
        this.currentScorecard = currentScorecard;
    }

    String recommend(Candidate candidate, OptionalDouble costDelta) {
        Outlook outlook = candidate.outlook();
        StringBuilder text = new StringBuilder(256)
                .append(outlook.id() + " (" + kinship(outlook) + ") scores ")
                .append(Figures.fixed(candidate.total(), 3))
                .append(", the current " + current.id() + " ")
                .append(Figures.fixed(currentScorecard.total(), 3))
                .append("; confidence ")
                .append(Figures.fixed(candidate.confidence().value(), 2))
                .append('.');
        costDelta.ifPresent(percent -> text.append(" A task is expected to cost ")
                .append(Figures.signed(percent, 0))
                .append(" %."));
        text.append(" Expected success " + percent(outlook) + " against " + percent(current) + ".");
        String missing = missing(candidate.scorecard());
        if (!missing.isEmpty()) {
            text.append(" Not known: ").append(missing).append('.');
        }
        Confidence confidence = candidate.confidence();
        if (!confidence.limits().isEmpty()) {
            text.append(" The confidence is " + Figures.fixed(confidence.atMost(), 2) + " at most: ")
                    .append(String.join("; ", confidence.limits()))
                    .append('.');
        }
        if (!outlook.success().tried()) {
            text.append(" No runs of it in this job yet: try it before you switch for good.");
        }
        if (useCase.needs().contextWindowTokens() > 0
                && outlook.model().contextWindowTokens().isEmpty()) {
            text.append(" Its context window is not known: check that it holds ")
                    .append(useCase.needs().contextWindowTokens())
                    .append(" tokens.");
        }
        if (useCase.needs().toolUse() && outlook.model().toolUse().isEmpty()) {
            text.append(" Whether it can call tools is not known: check that it can.");
        }
        return text.toString();
    }

    String keep(int candidates) {
        return "Keep " + current.id() + ": "
                + (candidates == 0
                        ? "no other model may be considered."
                        : "none of the " + candidates
                                + " models that may be considered is better with enough confidence.")
                + (current.model().deprecated() ? " It is deprecated: look for a successor." : "");
    }

    private static String percent(Outlook outlook) {
        return Figures.fixed(100 * outlook.success().rate(), 0) + " %";
    }

    private String kinship(Outlook candidate) {
        if (candidate.model().sameFamilyAs(current.model())) {
            return "same family";
        }
        return candidate.model().sameProviderAs(current.model())
                ? "same provider"
                : "of " + candidate.model().provider();
    }

    /** What is not known of both models; empty where all is known. */
    private String missing(Scorecard scorecard) {
        List<String> missing = new ArrayList<>();
        for (ComponentName name : ComponentName.values()) {
            boolean ours = scorecard.component(name).known();
            boolean theirs = currentScorecard.component(name).known();
            if (name.weightIn(weights) > 0 && !(ours && theirs)) {
                missing.add(name.label() + (ours ? " of the current model" : theirs ? " of it" : " of both models"));
            }
        }
        return String.join(", ", missing);
    }

    /** Which evidence would tell the two models apart. */
    static String whatWouldTell(Outlook candidate, Outlook current) {
        if (!candidate.success().tried()) {
            return "runs of it would tell";
        }
        return current.success().tried() ? "more runs of both would tell" : "runs of the current model would tell";
    }

    /** What one model would bring beside another. */
    static String brings(Outlook outlook, Outlook other) {
        String cost = outlook.cost().isPresent() && other.cost().isPresent()
                ? Figures.fixed(outlook.cost().get().usd(), 4) + " USD a task against "
                        + Figures.fixed(other.cost().get().usd(), 4) + ", "
                : "";
        return cost + "success " + percent(outlook) + " against " + percent(other) + " of " + other.id();
    }
}
