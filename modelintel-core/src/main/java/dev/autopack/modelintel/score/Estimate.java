package dev.autopack.modelintel.score;

import java.util.List;

/**
 * What the evidence of one kind says of a model.
 *
 * @param score how good, in [0, 1]
 * @param standardError how uncertain the score is, in the unit of the score, not negative
 * @param evidence ids of the rows that the score was computed from, sorted
 * @param detail the computation in words
 */
public record Estimate(double score, double standardError, List<Long> evidence, String detail) {

    /** @throws IllegalArgumentException if the score is outside [0, 1] or the standard error negative or not finite */
    public Estimate {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("A score is in [0, 1], not " + score + " (" + detail + ").");
        }
        if (!(standardError >= 0 && standardError < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A standard error of " + standardError + " (" + detail + ").");
        }
        evidence = isAscending(evidence)
                ? List.copyOf(evidence)
                : evidence.stream().sorted().distinct().toList();
    }

    /** Rows come sorted as a rule, and every model of a question has estimates. */
    private static boolean isAscending(List<Long> ids) {
        for (int i = 1; i < ids.size(); i++) {
            if (ids.get(i - 1) >= ids.get(i)) {
                return false;
            }
        }
        return true;
    }
}
