package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.ingest.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that the user asked for: written whole or not at all. */
final class OutputFile {

    private OutputFile() {}

    /** @throws BadInputException if it cannot be written */
    static void write(Path file, String content) {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        try {
            if (directory == null || Files.isDirectory(target)) {
                throw new IOException("it is a directory");
            }
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(directory, ".modelintel", ".tmp");
            try {
                Files.writeString(draft, content);
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new BadInputException(
                    "Cannot write " + file + ": " + e.getMessage() + ". Maybe name another file.", e);
        }
    }
}
