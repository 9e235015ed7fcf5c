package dev.autopack.modelintel.catalog;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The canonical name of a model, such as {@code claude-sonnet-4-5} or {@code glm-4.7}.
 *
 * @param value 1 to 200 printable characters without white space
 */
public record ModelId(String value) implements Comparable<ModelId> {

    private static final int MAX_LENGTH = 200;

    /**
     * @throws IllegalArgumentException if {@code value} is empty, longer than 200 characters, or has white space,
     *     control characters or invisible ones
     */
    public ModelId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A model name has 1 to " + MAX_LENGTH + " characters, this one has "
                    + value.length() + (value.isEmpty() ? "." : ": '" + value.substring(0, 40) + "...'."));
        }
        if (value.chars().anyMatch(ModelId::isInvisible)) {
            throw new IllegalArgumentException("The model name '" + value.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?")
                    + "' has white space or control characters. Maybe it is a display name: use the API's name.");
        }
    }

    /** The same as the constructor; reads better in streams. */
    public static ModelId of(String value) {
        return new ModelId(value);
    }

    /**
     * The family by naming convention: the parts between hyphens that do not begin with a digit.
     * {@code claude-sonnet-4-5} and {@code claude-3-sonnet-20240229} are both {@code claude-sonnet};
     * {@code glm-4.7} is {@code glm}. Used where nobody has defined the family.
     */
    public String family() {
        String family = Arrays.stream(value.split("-"))
                .filter(part -> !part.isEmpty() && !Character.isDigit(part.charAt(0)))
                .collect(Collectors.joining("-"));
        return family.isEmpty() ? value : family;
    }

    private static boolean isInvisible(int c) {
        return Character.isWhitespace(c) || Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }

    @Override
    public int compareTo(ModelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
