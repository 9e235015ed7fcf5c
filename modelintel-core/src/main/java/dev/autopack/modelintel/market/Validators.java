package dev.autopack.modelintel.market;

import java.util.Optional;

/**
 * By what a web server recognises the version of a document that it gave out (RFC 9110, section 8.8).
 *
 * @param etag the entity tag with its quotes, as the server wrote it
 * @param lastModified the date of its last change, as the server wrote it
 */
public record Validators(Optional<String> etag, Optional<String> lastModified) {

    /** Of a document that did not come from the web, or whose server names no version. */
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());
}
