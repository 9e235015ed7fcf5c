package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.recommend.Comparison.Candidate;
import dev.autopack.modelintel.score.Figures;
import dev.autopack.modelintel.score.Outlook;
import dev.autopack.modelintel.score.SuccessOutlook;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which model to try where none is to be switched to: the one of highest score whose probability to be better is at least
 * {@value #PROMISING} and that has fewer runs than would settle it.
 *
 * <p>It is settled when the standard error of its success rate is half of what the benchmarks leave open. The posterior
 * variance is p(1 − p)/(κ + n + 1), so that takes n = 3 (κ + 1) runs, κ being what the benchmarks are worth in runs: the
 * less they tell, the sooner runs do.
 */
final class Trials {

    /** Where two models are as good as each other, one is better with probability one half: a third is not far off. */
    private static final double PROMISING = 1.0 / 3;

    private static final int FEWEST = 5;

    private Trials() {}

    /** @param candidates best first */
    static Optional<Trial> propose(UseCase useCase, Outlook current, List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.confidence().value() >= PROMISING)
                .filter(candidate -> runsLeft(candidate.outlook().success()) > 0)
                .max(Comparator.comparingDouble(candidate -> candidate.total()))
                .map(candidate -> trial(useCase, current, candidate));
    }

    private static Trial trial(UseCase useCase, Outlook current, Candidate candidate) {
        int runs = runsLeft(candidate.outlook().success());
        return new Trial(
                candidate.id(),
                runs,
                useCase.roles().get(0),
                useCase.complexity(),
                "it is better than " + current.id() + " with probability "
                        + Figures.fixed(candidate.confidence().value(), 2) + ", too little to switch; " + runs
                        + " runs halve what is uncertain of its success rate");
    }

    private static int runsLeft(SuccessOutlook success) {
        int settled = Math.max(FEWEST, (int) Math.ceil(3 * (success.pseudoRuns() + 1)));
        return (int) Math.max(0, settled - success.finished());
    }
}
