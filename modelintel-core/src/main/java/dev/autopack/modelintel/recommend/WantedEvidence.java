package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.catalog.ModelId;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Evidence that nobody has yet and that would change an answer to keep the current model.
 *
 * @param kind the kind of evidence
 * @param model the model that it is about
 * @param runs how many runs, positive; empty for the other kinds
 * @param what what is wanted, in words, such as {@code 12 runs of glm-4.7 as builder on low complexity}
 * @param why why it would change the answer, in a sentence
 */
public record WantedEvidence(Kind kind, ModelId model, OptionalInt runs, String what, String why) {

    /** @throws IllegalArgumentException unless a positive number of runs is given for runs, and none for other kinds */
    public WantedEvidence {
        if (kind == Kind.RUNS ? runs.orElse(0) < 1 : runs.isPresent()) {
            throw new IllegalArgumentException("Wanted of " + model + " is " + kind.label() + ", " + runs + ".");
        }
    }

    /** Kinds of evidence that can be missing. */
    public enum Kind {
        /** The user's own runs in the use case. */
        RUNS,
        /** A published figure of a task type that matters in the use case. */
        BENCHMARK,
        /** What its tokens cost. */
        PRICE;

        /** The name in words and in JSON, such as {@code runs}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
