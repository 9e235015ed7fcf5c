package dev.autopack.modelintel.replay;

/**
 * A value of the answer that is not the same.
 *
 * @param what which value, such as {@code glm-4.7: price: score}
 * @param before as it was stored, numbers with all their digits
 * @param after as it is now
 */
public record Difference(String what, String before, String after) {}
