package dev.autopack.modelintel.market;

import dev.autopack.modelintel.market.Feed.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When and where a source was read last.
 *
 * @param url where; empty for a file
 * @param validators which version of the document that was
 * @param fingerprint tells its content from another
 * @param readAt when what it states was last new
 * @param refused what of it was not taken then
 */
public record FeedReading(
        Optional<String> url, Validators validators, String fingerprint, Instant readAt, List<Refused> refused) {

    public FeedReading {
        refused = List.copyOf(refused);
    }
}
