package dev.autopack.modelintel.benchmark;

/**
 * The tokens that a task of a benchmark took on average, over all of its calls.
 *
 * @param prompt tokens sent, not negative
 * @param completion tokens received, not negative
 */
public record TaskTokens(double prompt, double completion) {

    /** @throws IllegalArgumentException if a number is negative or not finite */
    public TaskTokens {
        if (!isCount(prompt) || !isCount(completion)) {
            throw new IllegalArgumentException("The tokens of a task are " + prompt + " prompt and " + completion
                    + " completion tokens; both must be numbers from 0.");
        }
    }

    private static boolean isCount(double number) {
        return number >= 0 && number < Double.POSITIVE_INFINITY;
    }
}
