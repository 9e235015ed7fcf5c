package dev.autopack.modelintel.score;

/** Numbers in the words of an explanation. Every model of a question is explained, so it has to be quick. */
public final class Figures {

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000};

    private Figures() {}

    /**
     * A number with a fixed count of decimals, such as {@code -0.125}.
     *
     * @param value finite, below 10<sup>12</sup> in size
     * @param decimals 0 to 5
     */
    public static String fixed(double value, int decimals) {
        long power = POWERS[decimals];
        long scaled = Math.round(Math.abs(value) * power);
        StringBuilder text = new StringBuilder(12);
        if (value < 0 && scaled != 0) {
            text.append('-');
        }
        text.append(scaled / power);
        if (decimals > 0) {
            text.append('.').append(Long.toString(power + scaled % power), 1, decimals + 1);
        }
        return text.toString();
    }

    /**
     * How many decimals it takes to read two numbers as different ones.
     *
     * @param least the answer is not below
     * @return at most 5, where they may still read the same
     */
    public static int decimalsApart(double one, double other, int least) {
        int decimals = least;
        while (decimals < POWERS.length - 1 && fixed(one, decimals).equals(fixed(other, decimals))) {
            decimals++;
        }
        return decimals;
    }

    /** The same with a sign before every number. */
    public static String signed(double value, int decimals) {
        String text = fixed(value, decimals);
        return text.startsWith("-") ? text : "+" + text;
    }
}
