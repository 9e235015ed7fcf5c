package dev.autopack.modelintel.ingest;

import java.nio.file.Path;
import java.util.Optional;

/** The content of a feed and where it comes from. */
public final class FeedContent {

    private final SourceText text;
    private final Optional<String> url;

    FeedContent(SourceText text, Optional<String> url) {
        this.text = text;
        this.url = url;
    }

    /** @throws BadInputException if the file cannot be read */
    public static FeedContent of(Path file) {
        return new FeedContent(SourceText.read(file), Optional.empty());
    }

    SourceText text() {
        return text;
    }

    Optional<String> url() {
        return url;
    }
}
