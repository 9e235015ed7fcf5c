package dev.autopack.modelintel.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.util.QuotedString;

/** The difference of two contents of a file, as {@code git apply} takes it. */
final class UnifiedDiff {

    private UnifiedDiff() {}

    static String of(Path file, byte[] before, byte[] after) {
        String path = pathInWorkTree(file);
        String from = QuotedString.GIT_PATH.quote("a/" + path);
        String to = QuotedString.GIT_PATH.quote("b/" + path);
        RawText old = new RawText(before);
        RawText changed = new RawText(after);
        ByteArrayOutputStream hunks = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(hunks)) {
            formatter.format(new HistogramDiff().diff(RawTextComparator.DEFAULT, old, changed), old, changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return "diff --git " + from + " " + to + "\n--- " + from + "\n+++ " + to + "\n"
                + hunks.toString(StandardCharsets.UTF_8);
    }

    /** Relative to the root of the git work tree that holds the file, with slashes; else just its name. */
    private static String pathInWorkTree(Path file) {
        Path real;
        try {
            real = file.toRealPath();
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read. Maybe it was removed just now.", e);
        }
        return Stream.iterate(real.getParent(), directory -> directory != null, Path::getParent)
                .filter(directory -> Files.exists(directory.resolve(".git")))
                .findFirst()
                .map(root -> root.relativize(real)
                        .toString()
                        .replace(real.getFileSystem().getSeparator(), "/"))
                .orElseGet(() -> String.valueOf(real.getFileName()));
    }
}
