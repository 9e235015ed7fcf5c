package dev.autopack.modelintel.pricing;

/**
 * Tokens by kind. Fractions occur in means.
 *
 * @param prompt tokens sent, finite and not negative
 * @param completion tokens received, finite and not negative
 */
public record TokenCounts(double prompt, double completion) {

    /** @throws IllegalArgumentException if a count is negative or not finite */
    public TokenCounts {
        requireCount("prompt", prompt);
        requireCount("completion", completion);
    }

    private static void requireCount(String name, double count) {
        if (!(count >= 0 && count < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " tokens are " + count + "; they must be a number from 0.");
        }
    }
}
