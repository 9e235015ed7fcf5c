package dev.autopack.modelintel.market;

import java.time.Instant;
import java.util.Optional;

/**
 * When and where a source was read last.
 *
 * @param url where; empty for a file
 * @param validators which version of the document that was
 * @param fingerprint tells its content from another
 * @param readAt when what it states was last new
 */
public record FeedReading(Optional<String> url, Validators validators, String fingerprint, Instant readAt) {}
