package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.ingest.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/** A file that the user asked for: written whole or not at all, unless it is a device or a pipe. */
final class OutputFile {

    private OutputFile() {}

    /** @throws BadInputException if it cannot be written */
    static void write(Path file, String content) {
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
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                Files.writeString(target, content, StandardOpenOption.WRITE);
                return;
            }
            replace(target, directory.resolve(".modelintel-" + UUID.randomUUID() + ".tmp"), content);
        } catch (IOException e) {
            throw new BadInputException(
                    "Cannot write " + file + ": " + e.getMessage() + ". Maybe name another file.", e);
        }
    }

    private static void replace(Path target, Path draft, String content) throws IOException {
        try {
            Files.writeString(draft, content, StandardOpenOption.CREATE_NEW);
            keepRights(target, draft);
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void keepRights(Path target, Path draft) throws IOException {
        PosixFileAttributeView rights = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        if (rights != null && Files.exists(target)) {
            rights.setPermissions(Files.getPosixFilePermissions(target));
        }
    }
}
