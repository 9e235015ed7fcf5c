package dev.autopack.modelintel.sentiment;

/** Where a community signal was found. */
public enum SentimentSource {
    REDDIT,
    HN,
    TWITTER,
    BLOG
}
