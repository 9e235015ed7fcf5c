package dev.autopack.modelintel.benchmark;

/**
 * The tokens that a task of a benchmark took on average, over all of its calls.
 *
 * @param prompt tokens sent, from 0 to 1e12
 * @param completion tokens received, from 0 to 1e12
 */
public record TaskTokens(double prompt, double completion) {

    private static final double MOST = 1e12;

    /** @throws IllegalArgumentException if a number is out of its range */
    public TaskTokens {
        if (!isCount(prompt) || !isCount(completion)) {
            throw new IllegalArgumentException("The tokens of a task are " + prompt + " prompt and " + completion
                    + " completion tokens; both must be from 0 to 1e12.");
        }
    }

    private static boolean isCount(double number) {
        return number >= 0 && number <= MOST;
    }
}
