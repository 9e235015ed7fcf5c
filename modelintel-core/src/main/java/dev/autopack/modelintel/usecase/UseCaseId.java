package dev.autopack.modelintel.usecase;

import java.util.regex.Pattern;

/**
 * The name of a use case, such as {@code builder_default_low}.
 *
 * @param value lower-case letters, digits and underscores, beginning with a letter
 */
public record UseCaseId(String value) implements Comparable<UseCaseId> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,99}");

    /** @throws IllegalArgumentException if {@code value} is not of that form */
    public UseCaseId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value
                    + "' is no name for a use case. Use lower-case letters, digits and underscores, a letter first.");
        }
    }

    @Override
    public int compareTo(UseCaseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
