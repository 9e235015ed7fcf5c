package dev.autopack.modelintel.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * A new branch with one commit that changes one file. It is made from objects alone: blob, tree, commit, and then the
 * reference, so that work tree, index and HEAD are not touched.
 */
final class ConfigBranch {

    private final Path file;
    private final String branch;

    ConfigBranch(Path file, String branch) {
        this.file = file;
        this.branch = branch;
    }

    /**
     * Commits the file as HEAD has it, edited.
     *
     * @return the id of the commit
     * @throws BadInputException if there is no such repository, the file differs from HEAD, or the branch cannot be made
     */
    String commit(String message, Instant when, UnaryOperator<SourceText> edit) {
        try (Repository repository = repository()) {
            String path = repository
                    .getWorkTree()
                    .toPath()
                    .toRealPath()
                    .relativize(file.toRealPath())
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), "/");
            requireFree(repository);
            RevCommit head = head(repository);
            SourceText committed = committed(repository, head, path);
            return commit(repository, head, path, edit.apply(committed), message, when)
                    .name();
        } catch (IOException | GitAPIException e) {
            throw new BadInputException(
                    "The git repository of " + file + " cannot be used: " + e.getMessage()
                            + ". Maybe check it with 'git fsck', or take the patch without a branch.",
                    e);
        }
    }

    private Repository repository() throws IOException {
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().findGitDir(file.toRealPath().toFile());
        if (builder.getGitDir() == null) {
            throw new BadInputException(file + " is in no git repository. Maybe take the patch without a branch.");
        }
        Repository repository = builder.build();
        if (repository.isBare()) {
            repository.close();
            throw new BadInputException(file
                    + " is in a git repository without a work tree. Maybe name the configuration in a clone of it.");
        }
        return repository;
    }

    private void requireFree(Repository repository) throws IOException {
        if (branch.startsWith("-") || !Repository.isValidRefName(ref())) {
            throw new BadInputException(
                    Printable.quote(branch) + " is no name for a branch. Maybe use letters, digits, '-' and '/'.");
        }
        if (repository.exactRef(ref()) != null) {
            throw new BadInputException("There is a branch " + branch + " already. Maybe name another, or delete it.");
        }
        if (repository.getRefDatabase().isNameConflicting(ref())) {
            throw new BadInputException(
                    "The branch " + branch
                            + " cannot be beside the branches there are: one is the beginning of the other. Maybe name another.");
        }
    }

    private RevCommit head(Repository repository) throws IOException {
        @Nullable ObjectId head = repository.resolve(Constants.HEAD + "^{commit}");
        if (head == null) {
            throw new BadInputException(
                    "The git repository of " + file + " has no commit yet. Maybe commit the configuration first.");
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(head);
        }
    }

    /** What the user has changed and not committed would either get lost in the branch or slip into it. */
    private SourceText committed(Repository repository, RevCommit head, String path)
            throws IOException, GitAPIException {
        try (TreeWalk walk = TreeWalk.forPath(repository, path, head.getTree())) {
            if (walk == null) {
                throw new BadInputException(file + " is not in HEAD of its git repository. Maybe commit it first.");
            }
            if (!new Git(repository).status().addPath(path).call().isClean()) {
                throw new BadInputException(
                        file + " has changes that are not committed. Maybe commit them first, or take"
                                + " the patch without a branch.");
            }
            try (InputStream in = repository.open(walk.getObjectId(0)).openStream()) {
                return SourceText.read(file.toString(), in);
            }
        }
    }

    private ObjectId commit(
            Repository repository, RevCommit head, String path, SourceText edited, String message, Instant when)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, edited.bytes());
            PersonIdent user = new PersonIdent(repository);
            PersonIdent author = new PersonIdent(user, when);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(inserter, head, path, blob));
            commit.setParentId(head);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef(ref());
            update.setExpectedOldObjectId(ObjectId.zeroId());
            update.setNewObjectId(id);
            update.setRefLogMessage("branch: Created from HEAD by modelintel propose-patch", false);
            RefUpdate.Result result = update.update();
            if (result != RefUpdate.Result.NEW) {
                throw new BadInputException("The branch " + branch + " cannot be made (" + result
                        + "). Maybe somebody made it just now: name another.");
            }
            return id;
        }
    }

    private static ObjectId tree(ObjectInserter inserter, RevCommit head, String path, ObjectId blob)
            throws IOException {
        DirCache entries = DirCache.newInCore();
        DirCacheBuilder builder = entries.builder();
        builder.addTree(new byte[0], DirCacheEntry.STAGE_0, inserter.newReader(), head.getTree());
        builder.finish();
        DirCacheEditor editor = entries.editor();
        editor.add(new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setObjectId(blob);
            }
        });
        editor.finish();
        return entries.writeTree(inserter);
    }

    private String ref() {
        return Constants.R_HEADS + branch;
    }
}
