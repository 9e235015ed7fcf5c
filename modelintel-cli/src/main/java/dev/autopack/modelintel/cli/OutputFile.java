package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.ingest.BadInputException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Objects;
import java.util.UUID;

/**
 * A file that the user asked for: written whole or not at all, unless it is a device or a pipe. Whoever does what cannot be
 * undone opens it before, so that a file that cannot be written is refused while nothing has happened yet.
 */
final class OutputFile implements AutoCloseable {

    private final Path file;
    private final Path target;

    /** What becomes the file; the file itself where it is a device or a pipe. */
    private final Path draft;

    private OutputFile(Path file, Path target, Path draft) {
        this.file = file;
        this.target = target;
        this.draft = draft;
    }

    /** @throws BadInputException if it cannot be written */
    static OutputFile open(Path file) {
        try {
            // A link stays, and what it points to is written.
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path directory = target.getParent();
            if (directory == null || Files.isDirectory(target)) {
                throw new IOException("it is a directory");
            }
            if (!Files.isDirectory(directory)) {
                throw new IOException("there is no directory " + directory);
            }
            target = directory.toRealPath().resolve(target.getFileName());
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                return new OutputFile(file, target, target);
            }
            Path draft = directory.resolve(".modelintel-" + UUID.randomUUID() + ".tmp");
            return new OutputFile(file, target, Files.createFile(draft));
        } catch (IOException e) {
            throw refused(file, e);
        }
    }

    /** Whether the other becomes the same file, by whichever name. */
    boolean isSameAs(OutputFile other) {
        return target.equals(other.target);
    }

    /** @throws BadInputException if it cannot be written */
    static void write(Path file, String content) {
        try (OutputFile output = open(file)) {
            output.write(content);
        }
    }

    /**
     * Makes the file, once.
     *
     * @throws BadInputException if it cannot be written after all
     */
    void write(String content) {
        try {
            Files.writeString(draft, content, StandardOpenOption.WRITE);
            if (!draft.equals(target)) {
                keepRights();
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw refused(file, e);
        }
    }

    private void keepRights() throws IOException {
        PosixFileAttributeView rights = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        if (rights != null && Files.exists(target)) {
            rights.setPermissions(Files.getPosixFilePermissions(target));
        }
    }

    /** Leaves nothing where nothing was written. */
    @Override
    public void close() {
        if (!draft.equals(target)) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException e) {
                throw refused(file, e);
            }
        }
    }

    private static BadInputException refused(Path file, IOException e) {
        // Of a file that cannot be made Java says only its name, here that of the draft.
        String reason = e instanceof FileSystemException refusal
                ? Objects.requireNonNullElse(refusal.getReason(), "no file can be made there")
                : String.valueOf(e.getMessage());
        return new BadInputException("Cannot write " + file + ": " + reason + ". Maybe name another file.", e);
    }
}
