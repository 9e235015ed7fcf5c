package dev.autopack.modelintel.sentiment;

import dev.autopack.modelintel.catalog.ModelId;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What somebody in the community said of a model.
 *
 * @param model the model
 * @param source where it was said
 * @param sourceUrl the http(s) address of what was said
 * @param title its title
 * @param snippet what was said, in a sentence
 * @param sentiment its tone
 * @param tags free labels
 * @param retrievedAt when it was read
 */
public record SentimentSignal(
        ModelId model,
        SentimentSource source,
        URI sourceUrl,
        Optional<String> title,
        String snippet,
        Sentiment sentiment,
        SortedMap<String, String> tags,
        Instant retrievedAt) {

    /** @throws IllegalArgumentException if the snippet is blank or the URL is not an http(s) address, or holds a password */
    public SentimentSignal {
        if (snippet.isBlank()) {
            throw new IllegalArgumentException("A signal about " + model + " has a blank snippet.");
        }
        if (sourceUrl.getUserInfo() != null) {
            throw new IllegalArgumentException("The address of a signal about " + model
                    + " holds a user or password. Maybe leave out what stands before the @.");
        }
        String scheme = sourceUrl.getScheme();
        if (sourceUrl.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "'" + sourceUrl + "' is no http(s) address: a signal about " + model + " needs one as its source.");
        }
        tags = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) tags));
    }
}
