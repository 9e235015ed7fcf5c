package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.market.Validators;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** The content of a file or of an address on the web, and where it comes from. */
public final class FeedContent {

    private final SourceText text;
    private final Optional<String> url;
    private final Validators validators;
    private final Function<String, FeedContent> sibling;

    /**
     * @param url the address; empty for a file
     * @param sibling gets what stands beside it under another name
     */
    FeedContent(SourceText text, Optional<String> url, Validators validators, Function<String, FeedContent> sibling) {
        this.text = text;
        this.url = url;
        this.validators = validators;
        this.sibling = sibling;
    }

    /** @throws BadInputException if the file cannot be read */
    public static FeedContent of(Path file) {
        return new FeedContent(
                SourceText.read(file), Optional.empty(), Validators.NONE, name -> of(file.resolveSibling(name)));
    }

    /**
     * Reads a file, or fetches what is at an address of the web.
     *
     * @param place a path, or an address that begins with {@code http://} or {@code https://}
     * @throws BadInputException if it cannot be read or fetched
     */
    public static FeedContent at(String place) {
        return Web.isAddress(place) ? Web.patient().fetch(place) : of(Path.of(place));
    }

    SourceText text() {
        return text;
    }

    Optional<String> url() {
        return url;
    }

    Validators validators() {
        return validators;
    }

    /** The last part of its path. */
    String fileName() {
        String name = text.name().replace('\\', '/');
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** What stands beside it under another name. */
    FeedContent beside(String name) {
        return sibling.apply(name);
    }
}
