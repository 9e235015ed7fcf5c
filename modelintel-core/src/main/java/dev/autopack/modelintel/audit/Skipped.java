package dev.autopack.modelintel.audit;

/**
 * A file or directory that was not searched.
 *
 * @param path which one
 * @param reason why, as in {@code it may not be read}
 */
public record Skipped(String path, String reason) {}
