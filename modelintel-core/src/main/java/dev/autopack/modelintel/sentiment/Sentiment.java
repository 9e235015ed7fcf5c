package dev.autopack.modelintel.sentiment;

/** The tone of a community signal. */
public enum Sentiment {
    POSITIVE(1.0),
    NEUTRAL(0.5),
    NEGATIVE(0.0),
    MIXED(0.5);

    private final double polarity;

    Sentiment(double polarity) {
        this.polarity = polarity;
    }

    /** 1 for praise, 0 for blame, 0.5 for neither or both. */
    public double polarity() {
        return polarity;
    }
}
