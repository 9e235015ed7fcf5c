package dev.autopack.modelintel.recommend;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person did with a recommendation.
 *
 * @param recommendation its number
 * @param to the status it got; it had the {@linkplain RecommendationStatus#previous() previous} one
 * @param by who did it: one line of at most 200 characters
 * @param at when
 * @param note why, in at most 2,000 characters
 */
public record StatusChange(long recommendation, RecommendationStatus to, String by, Instant at, Optional<String> note) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NOTE = 2_000;
    private static final Pattern BREAKING = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]");

    /** @throws IllegalArgumentException if nothing comes before the status, or a text is blank, too long or hides some */
    public StatusChange {
        if (to.previous().isEmpty()) {
            throw new IllegalArgumentException("A recommendation begins as " + to.label() + " and never becomes it.");
        }
        requireText("who decides", by, LONGEST_NAME);
        note.ifPresent(text -> requireText("the note", text, LONGEST_NOTE));
    }

    /** The status it had before. */
    public RecommendationStatus from() {
        return to.previous().orElseThrow();
    }

    private static void requireText(String name, String text, int longest) {
        String fault = text.isBlank()
                ? "is blank. Maybe fill it in."
                : text.length() > longest
                        ? "has " + text.length() + " characters. Maybe shorten it to " + longest + "."
                        : BREAKING.matcher(text).find()
                                ? "has a line break or an invisible character. Maybe write it on one line."
                                : "";
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException(Character.toUpperCase(name.charAt(0)) + name.substring(1) + " " + fault);
        }
    }
}
