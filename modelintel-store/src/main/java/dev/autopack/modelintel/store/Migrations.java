package dev.autopack.modelintel.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The migrations that come with this program. */
final class Migrations {

    static final String DIRECTORY = "dev/autopack/modelintel/store/migration";

    private static final Pattern NAME = Pattern.compile("V([0-9]+)__.+\\.sql");

    private Migrations() {}

    /** The highest version among them. */
    static String newest() {
        try {
            Path home = Path.of(Migrations.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(home)) {
                return newest(home.resolve(DIRECTORY));
            }
            try (FileSystem jar = FileSystems.newFileSystem(home)) {
                return newest(jar.getPath(DIRECTORY));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The classes of the store lie in no file.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newest(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return String.valueOf(
                    files.map(file -> NAME.matcher(file.getFileName().toString()))
                            .filter(Matcher::matches)
                            .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                            .max()
                            .orElseThrow());
        }
    }
}
