package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.ingest.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path directory;

    @Test
    void aFileIsReplacedWholeAndNothingElseIsLeft() throws IOException {
        Path file = Files.writeString(directory.resolve("report.html"), "a longer old page");

        OutputFile.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(directory).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileKeepsItsRights() throws IOException {
        Path file = Files.writeString(directory.resolve("report.html"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--rw-"));

        OutputFile.write(file, "new");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--rw-");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNewFileHasTheRightsOfAnyNewFile() throws IOException {
        Path other = Files.createFile(directory.resolve("other"));
        Path file = directory.resolve("report.html");

        OutputFile.write(file, "new");

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkStaysAndWhatItPointsToIsWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("page.html"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link.html"), file);

        OutputFile.write(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileIsTheSameByWhicheverName() throws IOException {
        Path link =
                Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("real")));
        Path file = directory.resolve("real").resolve("out.patch");

        assertThat(same(file, directory.resolve("real/../real/./out.patch"))).isTrue();
        assertThat(same(file, link.resolve("out.patch"))).isTrue();
        assertThat(same(file, directory.resolve("out.patch"))).isFalse();
        Files.createFile(file);
        assertThat(same(file, link.resolve("out.patch"))).isTrue();
        assertThat(same(file, Files.createSymbolicLink(directory.resolve("body.md"), file)))
                .isTrue();
    }

    private static boolean same(Path one, Path other) {
        try (OutputFile first = OutputFile.open(one);
                OutputFile second = OutputFile.open(other)) {
            return first.isSameAs(second);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDeviceStaysADevice() {
        Path device = Path.of("/dev/null");

        OutputFile.write(device, "new");

        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void aDirectoryThatIsNotThereIsNotMade() {
        Path file = directory.resolve("nowhere").resolve("report.html");

        assertThatThrownBy(() -> OutputFile.write(file, "new"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("there is no directory " + file.getParent());
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void whatIsOpenedAndNotWrittenStaysAsItWas() throws IOException {
        Path file = Files.writeString(directory.resolve("change.patch"), "old");

        OutputFile.open(file).close();
        OutputFile.open(directory.resolve("new.patch")).close();

        assertThat(directory.toFile().list()).containsExactly("change.patch");
        assertThat(file).hasContent("old");
    }
}
