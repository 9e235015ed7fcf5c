package dev.autopack.modelintel.ingest;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/** Which files of a tree to look at, by patterns in the language of {@code .gitignore}. */
final class Selection {

    private final List<FastIgnoreRule> included = new ArrayList<>();
    private final List<FastIgnoreRule> excluded = new ArrayList<>();

    /**
     * @param globs files to look at, all where there is none; one that begins with {@code !} leaves files out
     * @param excludes files and directories to leave out
     */
    Selection(List<String> globs, List<String> excludes) {
        for (String glob : globs) {
            if (glob.startsWith("!")) {
                excluded.add(new FastIgnoreRule(glob.substring(1)));
            } else {
                included.add(new FastIgnoreRule(glob));
            }
        }
        excludes.forEach(exclude -> excluded.add(new FastIgnoreRule(exclude)));
    }

    /** @param path relative to the root of the tree */
    boolean enters(String path) {
        return none(excluded, path, true);
    }

    /** @param path relative to the root of the tree */
    boolean takes(String path) {
        return none(excluded, path, false) && (included.isEmpty() || !none(included, path, false));
    }

    private static boolean none(List<FastIgnoreRule> rules, String path, boolean isDirectory) {
        for (FastIgnoreRule rule : rules) {
            if (rule.isMatch(path, isDirectory, false)) {
                return false;
            }
        }
        return true;
    }
}
