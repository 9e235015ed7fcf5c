package dev.autopack.modelintel.runtime;

/**
 * Where a share lies, given a sample.
 *
 * @param low lower bound, in [0, 1]
 * @param high upper bound, in [0, 1]
 */
public record ShareInterval(double low, double high) {

    /** The 97.5th percentile of the standard normal distribution, as far as a double goes. */
    private static final double Z = 1.959963984540054;

    /**
     * Wilson's score interval at 95 %: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n) with p the observed share and
     * z = 1.96. Wilson, E. B. (1927), J. Am. Stat. Assoc. 22, 209.
     *
     * @throws IllegalArgumentException if {@code of} is not positive or {@code successes} lies outside of 0 to {@code of}
     */
    public static ShareInterval of(long successes, long of) {
        if (of <= 0 || successes < 0 || successes > of) {
            throw new IllegalArgumentException(successes + " of " + of + " is no share.");
        }
        double p = (double) successes / of;
        double z2 = Z * Z / of;
        double middle = p + z2 / 2;
        double reach = Z * Math.sqrt(p * (1 - p) / of + z2 / (4 * of));
        return new ShareInterval(Math.max(0, (middle - reach) / (1 + z2)), Math.min(1, (middle + reach) / (1 + z2)));
    }
}
