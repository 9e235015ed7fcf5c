package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.audit.Audit;
import dev.autopack.modelintel.audit.FileAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The text files of a code base.
 *
 * <p>Hidden files belong to it; what git ignores, the {@code .git} directory, binary files and whatever is no regular
 * file do not. Symbolic links are followed only where the user names them. A file that is named is looked at, whatever
 * the rules say.
 */
public final class SourceTree {

    private final List<Path> roots;
    private final Selection selection;

    private SourceTree(List<Path> roots, Selection selection) {
        this.roots = roots;
        this.selection = selection;
    }

    /**
     * @param roots files and directories; one within another counts once
     * @param globs of the files to look at, in the language of {@code .gitignore}; all where there is none; one that
     *     begins with {@code !} leaves files out
     * @param excludes files and directories to leave out, in the same language
     * @throws BadInputException if a root does not exist
     */
    public static SourceTree of(List<Path> roots, List<String> globs, List<String> excludes) {
        List<Path> real = new ArrayList<>();
        for (Path root : roots) {
            real.add(realPath(root));
        }
        List<Path> distinct = new ArrayList<>();
        for (int i = 0; i < real.size(); i++) {
            if (!liesInAnother(i, real)) {
                distinct.add(roots.get(i));
            }
        }
        return new SourceTree(distinct, new Selection(globs, excludes));
    }

    /**
     * Audits every file, on all processors. What cannot be read is in the result as skipped.
     *
     * @param auditOf begins the audit of a file, whose path is given as the user would write it; called from several
     *     threads
     */
    public Audit audit(Function<String, FileAudit> auditOf) {
        return new TreeWalk(selection, auditOf).of(roots);
    }

    private static boolean liesInAnother(int index, List<Path> paths) {
        for (int i = 0; i < paths.size(); i++) {
            boolean same = paths.get(i).equals(paths.get(index));
            if (i != index && paths.get(index).startsWith(paths.get(i)) && (!same || i < index)) {
                return true;
            }
        }
        return false;
    }

    private static Path realPath(Path root) {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadInputException(root + " does not exist. Maybe the path is mistyped.");
        }
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw new BadInputException(root + " leads nowhere. Maybe it is a broken link.", e);
        }
    }
}
