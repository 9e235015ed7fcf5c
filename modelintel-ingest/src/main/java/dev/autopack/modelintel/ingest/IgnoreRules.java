package dev.autopack.modelintel.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * What git would ignore: the rules of the {@code .gitignore} of a directory, of those above it up to the root of the
 * repository, and of {@code .git/info/exclude}. The nearest file that says something of an entry decides. A
 * {@code .gitignore} counts outside a repository too, as in an unpacked archive.
 */
final class IgnoreRules {

    static final String FILE = ".gitignore";

    private static final String REPOSITORY = ".git";

    /** @param directory the absolute path that the rules are relative to, with a slash at its end */
    private record Rules(String directory, IgnoreNode node) {}

    /** The nearest come first. */
    private final List<Rules> rules;

    private IgnoreRules(List<Rules> rules) {
        this.rules = rules;
    }

    /**
     * The rules that files above a directory make for it.
     *
     * @param directory an absolute path without {@code ..}
     * @throws IOException if one of them cannot be read
     */
    static IgnoreRules above(Path directory) throws IOException {
        List<Path> parents = new ArrayList<>();
        for (Path at = directory; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(REPOSITORY))) {
                return ofRepository(at, parents);
            }
            parents.add(0, at);
        }
        return new IgnoreRules(List.of());
    }

    private static IgnoreRules ofRepository(Path top, List<Path> below) throws IOException {
        IgnoreRules above = new IgnoreRules(List.of());
        Path exclude = top.resolve(REPOSITORY).resolve("info/exclude");
        if (Files.isRegularFile(exclude)) {
            above = above.with(exclude, PathText.of(top));
        }
        if (below.isEmpty()) {
            return above;
        }
        List<Path> between = new ArrayList<>(below.subList(0, below.size() - 1));
        between.add(0, top);
        for (Path directory : between) {
            if (Files.isRegularFile(directory.resolve(FILE))) {
                above = above.with(directory.resolve(FILE), PathText.of(directory));
            }
        }
        return above;
    }

    /**
     * The rules of a file, and these where it says nothing.
     *
     * @param directory the absolute path of the directory that the rules are about
     */
    IgnoreRules with(Path file, String directory) throws IOException {
        IgnoreNode node = new IgnoreNode();
        try (InputStream in = Files.newInputStream(file)) {
            node.parse(in);
        }
        List<Rules> all = new ArrayList<>();
        all.add(new Rules(PathText.asPrefix(directory), node));
        all.addAll(rules);
        return new IgnoreRules(all);
    }

    /** @param path an absolute path below the directories of all these rules, without a slash at its end */
    boolean ignore(String path, boolean isDirectory) {
        for (Rules nearest : rules) {
            Boolean verdict = nearest.node()
                    .checkIgnored(path.substring(nearest.directory().length()), isDirectory);
            if (verdict != null) {
                return verdict;
            }
        }
        return false;
    }
}
