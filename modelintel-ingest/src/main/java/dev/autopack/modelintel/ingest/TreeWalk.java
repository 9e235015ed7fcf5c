package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.audit.Audit;
import dev.autopack.modelintel.audit.FileAudit;
import dev.autopack.modelintel.audit.Match;
import dev.autopack.modelintel.audit.Skipped;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One pass over trees. Each directory, and each batch of files of one, is a task of its own. */
final class TreeWalk {

    /** So many files that handing them on costs little, and so few that no thread is left with most of the work. */
    private static final int BATCH = 32;

    private static final String GIT = ".git";
    private static final String NOT_REGULAR = "it is no regular file";

    private final Selection selection;
    private final Function<String, FileAudit> auditOf;
    private final Queue<Match> matches = new ConcurrentLinkedQueue<>();
    private final Queue<Skipped> skipped = new ConcurrentLinkedQueue<>();
    private final LongAdder scanned = new LongAdder();
    private final LongAdder binary = new LongAdder();
    private final LongAdder links = new LongAdder();

    TreeWalk(Selection selection, Function<String, FileAudit> auditOf) {
        this.selection = selection;
        this.auditOf = auditOf;
    }

    Audit of(List<Path> roots) {
        ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
        try {
            pool.invoke(new Task(null, task -> roots.forEach(root -> start(root, task))));
        } finally {
            pool.shutdown();
        }
        return new Audit(scanned.sum(), binary.sum(), links.sum(), List.copyOf(matches), List.copyOf(skipped));
    }

    private void start(Path root, Task task) {
        Path absolute = root.toAbsolutePath().normalize();
        Entry entry = new Entry(root, PathText.of(root), PathText.of(absolute), "");
        attempt(entry, () -> {
            if (Files.isDirectory(root)) {
                enter(entry, IgnoreRules.above(absolute), task);
            } else if (Files.isRegularFile(root)) {
                read(new Entry(root.toRealPath(), entry.shown(), entry.absolute(), ""));
            } else {
                skip(entry, NOT_REGULAR);
            }
        });
    }

    private void enter(Entry directory, IgnoreRules above, Task task) throws IOException {
        Listing listing = list(directory, above);
        IgnoreRules rules = listing.rules();
        for (Entry child : listing.directories()) {
            if (selection.enters(child.relative()) && !rules.ignore(child.absolute(), true)) {
                task.later(next -> attempt(child, () -> enter(child, rules, next)));
            }
        }
        List<Entry> files = listing.files().stream()
                .filter(file -> selection.takes(file.relative()) && !rules.ignore(file.absolute(), false))
                .toList();
        for (int from = 0; from < files.size(); from += BATCH) {
            List<Entry> batch = files.subList(from, Math.min(from + BATCH, files.size()));
            task.later(next -> batch.forEach(file -> attempt(file, () -> read(file))));
        }
    }

    private Listing list(Entry directory, IgnoreRules above) throws IOException {
        List<Entry> directories = new ArrayList<>();
        List<Entry> files = new ArrayList<>();
        List<IgnoreRules> rules = new ArrayList<>(List.of(above));
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory.path())) {
            for (Path path : children) {
                Entry child = directory.child(path);
                attempt(child, () -> {
                    BasicFileAttributes attributes =
                            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                    if (child.name().equals(GIT)) {
                        return;
                    }
                    if (attributes.isSymbolicLink()) {
                        links.increment();
                    } else if (attributes.isDirectory()) {
                        directories.add(child);
                    } else if (attributes.isRegularFile()) {
                        files.add(child);
                        if (child.name().equals(IgnoreRules.FILE)) {
                            rules.set(0, above.with(path, directory.absolute()));
                        }
                    } else {
                        skip(child, NOT_REGULAR); // opening a pipe would wait for its other end
                    }
                });
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return new Listing(directories, files, rules.get(0));
    }

    private void read(Entry file) throws IOException {
        FileAudit audit = auditOf.apply(file.shown());
        if (TextFile.read(file.path(), audit)) {
            scanned.increment();
            matches.addAll(audit.matches());
        } else {
            binary.increment();
        }
    }

    private void attempt(Entry entry, Step step) {
        try {
            step.take();
        } catch (AccessDeniedException e) {
            skip(entry, "it may not be read");
        } catch (NoSuchFileException e) {
            skip(entry, "it vanished during the audit");
        } catch (FileSystemException e) {
            skip(entry, e.getReason() == null ? "it cannot be read" : e.getReason());
        } catch (IOException e) {
            skip(entry, String.valueOf(e.getMessage()));
        }
    }

    private void skip(Entry entry, String reason) {
        skipped.add(new Skipped(entry.shown(), reason));
    }

    private interface Step {
        void take() throws IOException;
    }

    private record Listing(List<Entry> directories, List<Entry> files, IgnoreRules rules) {}

    /**
     * A file or directory.
     *
     * @param shown the path as the user would write it
     * @param absolute the absolute path
     * @param relative the path below the root
     */
    private record Entry(Path path, String shown, String absolute, String relative) {

        Entry child(Path child) {
            String name = PathText.ofName(child.getFileName());
            return new Entry(
                    child,
                    PathText.asPrefix(shown) + name,
                    PathText.asPrefix(absolute) + name,
                    PathText.asPrefix(relative) + name);
        }

        String name() {
            return shown.substring(shown.lastIndexOf('/') + 1);
        }
    }

    /** A part of the walk; the walk ends with its last part. */
    private static final class Task extends CountedCompleter<Void> {

        private static final long serialVersionUID = 1L;

        private final transient Consumer<Task> work;

        Task(@Nullable Task parent, Consumer<Task> work) {
            super(parent);
            this.work = work;
        }

        void later(Consumer<Task> more) {
            addToPendingCount(1);
            new Task(this, more).fork();
        }

        @Override
        public void compute() {
            work.accept(this);
            tryComplete();
        }
    }
}
