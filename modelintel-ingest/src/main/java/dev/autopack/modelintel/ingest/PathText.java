package dev.autopack.modelintel.ingest;

import java.io.File;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Paths as text with slashes. */
final class PathText {

    private PathText() {}

    /**
     * The name of a file in UTF-8, even where the locale is not: in the C locale, which is common in CI,
     * {@code Path.toString()} loses whatever is not ASCII. A byte that is not UTF-8 becomes the replacement character.
     */
    static String ofName(Path name) {
        String text = name.toString();
        if (text.chars().allMatch(c -> c <= '~')) {
            return text;
        }
        String encoded = name.toUri().getRawPath(); // of the bytes, not of the text
        String trimmed = encoded.endsWith("/") ? encoded.substring(0, encoded.length() - 1) : encoded;
        String last = trimmed.substring(trimmed.lastIndexOf('/') + 1);
        return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The path as the user would write it, without a leading {@code ./}. */
    static String of(Path path) {
        String text = path.normalize().toString();
        return File.separatorChar == '/' ? text : text.replace(File.separatorChar, '/');
    }

    /** The path with a slash at its end, to put a name behind; nothing for the working directory. */
    static String asPrefix(String directory) {
        return directory.isEmpty() || directory.endsWith("/") ? directory : directory + "/";
    }
}
