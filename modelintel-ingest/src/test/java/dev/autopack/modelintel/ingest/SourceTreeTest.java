package dev.autopack.modelintel.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autopack.modelintel.audit.Audit;
import dev.autopack.modelintel.audit.AuditCatalog;
import dev.autopack.modelintel.audit.CatalogEntry;
import dev.autopack.modelintel.audit.FileAudit;
import dev.autopack.modelintel.audit.Match;
import dev.autopack.modelintel.audit.NameSearch;
import dev.autopack.modelintel.audit.Skipped;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SourceTreeTest {

    private static final AuditCatalog CATALOG = AuditCatalog.of(List.of(new CatalogEntry(
            Model.named(ModelId.of("glm-4.6"), "zhipu"), new TreeSet<>(), Optional.empty(), Optional.empty())));
    private static final NameSearch SEARCH = NameSearch.of(CATALOG, List.of());

    @TempDir
    private Path root;

    @Test
    void everyTextFileIsSearchedHiddenOnesToo() throws IOException {
        write("a.py", "glm-4.6");
        write("b/c/d.txt", "nothing");
        write(".github/workflows/ci.yml", "model: glm-4.6");
        write(".git/config", "glm-4.6");
        Audit audit = audit();
        assertThat(found(audit)).containsExactly(".github/workflows/ci.yml", "a.py");
        assertThat(audit.filesScanned()).isEqualTo(3);
    }

    @Test
    void whatGitIgnoresIsLeftOut() throws IOException {
        write(".gitignore", "build/\n*.log\n!keep.log\n/top.txt\n");
        write("build/a.py", "glm-4.6");
        write("a.log", "glm-4.6");
        write("keep.log", "glm-4.6");
        write("top.txt", "glm-4.6");
        write("sub/top.txt", "glm-4.6");
        write("sub/.gitignore", "*.md\n!a.log\n");
        write("sub/x.md", "glm-4.6");
        write("sub/a.log", "glm-4.6");
        assertThat(found(audit())).containsExactly("keep.log", "sub/a.log", "sub/top.txt");
    }

    @Test
    void theRulesOfTheRepositoryHoldInItsDirectories() throws IOException {
        write(".git/info/exclude", "*.secret\n");
        write(".gitignore", "/a/b/out/\n");
        write("a/.gitignore", "*.log\n");
        write("a/b/out/x", "glm-4.6");
        write("a/b/x.log", "glm-4.6");
        write("a/b/x.secret", "glm-4.6");
        write("a/b/x", "glm-4.6");
        assertThat(audit(List.of(root.resolve("a/b")), List.of(), List.of()).matches())
                .hasSize(1);
    }

    @Test
    void globsChooseFilesAndExcludesLeaveSomeOut() throws IOException {
        for (String path : List.of("a.py", "src/b.py", "src/gen/c.py", "src/d.md", "lib/e.py")) {
            write(path, "glm-4.6");
        }
        assertThat(found(audit(List.of(root), List.of("*.py"), List.of("gen"))))
                .containsExactly("a.py", "lib/e.py", "src/b.py");
        assertThat(found(audit(List.of(root), List.of("src/**"), List.of())))
                .containsExactly("src/b.py", "src/d.md", "src/gen/c.py");
        assertThat(found(audit(List.of(root), List.of("!*.py"), List.of()))).containsExactly("src/d.md");
        assertThat(found(audit(List.of(root), List.of(), List.of("src/gen/", "lib"))))
                .containsExactly("a.py", "src/b.py", "src/d.md");
    }

    @Test
    void aFileThatIsNamedIsSearchedWhateverTheRulesSay() throws IOException {
        write(".gitignore", "a.log\n");
        write("a.log", "glm-4.6");
        assertThat(audit(List.of(root.resolve("a.log")), List.of("*.py"), List.of())
                        .matches())
                .hasSize(1);
    }

    @Test
    void aRootWithinAnotherCountsOnce() throws IOException {
        write("sub/a.py", "glm-4.6");
        Audit audit = audit(List.of(root.resolve("sub"), root, root), List.of(), List.of());
        assertThat(audit.filesScanned()).isEqualTo(1);
        assertThat(audit.matches()).hasSize(1);
    }

    @Test
    void aRootThatDoesNotExistIsBadInput() {
        assertThatThrownBy(() -> audit(List.of(root.resolve("none")), List.of(), List.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none does not exist. Maybe the path is mistyped.");
    }

    @Test
    void binaryFilesAreCounted() throws IOException {
        write("a.bin", "glm-4.6\0");
        write("b.txt", "glm-4.6");
        Audit audit = audit();
        assertThat(found(audit)).containsExactly("b.txt");
        assertThat(audit.binaryFiles()).isEqualTo(1);
    }

    @Test
    void textOfWindowsIsRead() throws IOException {
        byte[] text = "\uFEFFmodel: glm-4.6\r\n".getBytes(UTF_16LE);
        Files.write(root.resolve("a.ps1"), text);
        assertThat(audit().matches()).extracting(Match::column).hasSize(1);
    }

    @Test
    void invalidUtf8IsSearched() throws IOException {
        Files.write(root.resolve("a.txt"), "\u00ff\u00e9 glm-4.6 \u00c3".getBytes(ISO_8859_1));
        assertThat(audit().matches()).extracting(Match::column).containsExactly(4);
    }

    @Test
    void aNameIsFoundOnTheBorderOfTwoWindows() throws IOException {
        String filler = "x".repeat((4 << 20) - 1000) + "\n";
        // a window decides about all but the last 802 of its 4 MiB
        int[] shifts = IntStream.concat(IntStream.range(188, 208), IntStream.range(984, 1002))
                .toArray();
        for (int shift : shifts) {
            write("a.txt", filler + "y".repeat(shift) + " glm-4.6\nglm-4.6\n" + filler);
            assertThat(audit().matches())
                    .as("%s bytes later", shift)
                    .extracting(Match::line)
                    .containsExactly(2, 3);
        }
    }

    @Test
    void aSparseFileOfTwoGigabytesIsNotHeldInMemory() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(root.resolve("huge").toFile(), "rw")) {
            file.write(("glm-4.6\n" + "text\n".repeat(2000)).getBytes(ISO_8859_1));
            file.seek((2L << 30) - 9);
            file.write("\nglm-4.6\n".getBytes(ISO_8859_1));
        }
        assertThat(audit().matches()).hasSize(2);
    }

    @Test
    void linksAreNotFollowedAndCounted() throws IOException {
        write("a/b.py", "glm-4.6");
        Files.createSymbolicLink(root.resolve("a/loop"), root);
        Files.createSymbolicLink(root.resolve("c.py"), root.resolve("a/b.py"));
        Files.createSymbolicLink(root.resolve("broken"), root.resolve("nowhere"));
        Audit audit = audit();
        assertThat(found(audit)).containsExactly("a/b.py");
        assertThat(audit.symbolicLinks()).isEqualTo(3);
        assertThat(audit(List.of(root.resolve("c.py")), List.of(), List.of()).matches())
                .hasSize(1);
    }

    @Test
    void aPipeIsNeverOpened() throws Exception {
        Path pipe = root.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        write("a.py", "glm-4.6");
        Audit audit = audit();
        assertThat(audit.matches()).hasSize(1);
        assertThat(audit.skipped()).containsExactly(new Skipped(pipe.toString(), "it is no regular file"));
    }

    @Test
    void namesOfFilesMayHaveAnyCharacter() throws IOException {
        write("a\nb.py", "glm-4.6");
        write("ü %41+.py", "glm-4.6");
        assertThat(found(audit())).containsExactly("a\nb.py", "ü %41+.py");
    }

    @Test
    void aFileThatVanishesIsSaid() throws IOException {
        write("a.py", "glm-4.6");
        write("b.py", "glm-4.6");
        Audit audit = SourceTree.of(List.of(root), List.of(), List.of()).audit(path -> {
            deleteTheOther(path);
            return fileAudit(path);
        });
        assertThat(audit.matches()).hasSize(1);
        assertThat(audit.skipped())
                .hasSize(1)
                .first()
                .extracting(Skipped::reason)
                .isEqualTo("it vanished during the audit");
    }

    @Test
    void whatMayNotBeReadIsSaid() throws IOException {
        write("open/a.py", "glm-4.6");
        write("closed/b.py", "glm-4.6");
        write("c.py", "glm-4.6");
        Files.setPosixFilePermissions(root.resolve("c.py"), PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(root.resolve("closed"), PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(root.resolve("c.py")), "the superuser may read everything");
        Audit audit = audit();
        Files.setPosixFilePermissions(root.resolve("closed"), PosixFilePermissions.fromString("rwx------"));
        assertThat(found(audit)).containsExactly("open/a.py");
        assertThat(audit.skipped())
                .containsExactly(
                        new Skipped(root + "/c.py", "it may not be read"),
                        new Skipped(root + "/closed", "it may not be read"));
    }

    @Test
    void anErrorOfTheDiskIsSaid() {
        Path broken = Path.of("/proc/self/mem"); // nothing can be read at its beginning
        assumeTrue(Files.isRegularFile(broken));
        Audit audit = audit(List.of(broken), List.of(), List.of());
        assertThat(audit.filesScanned()).isZero();
        assertThat(audit.skipped()).hasSize(1);
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void deleteTheOther(String path) {
        try {
            Files.delete(Path.of(path.endsWith("a.py") ? path.replace("a.py", "b.py") : path.replace("b.py", "a.py")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Audit audit() {
        return audit(List.of(root), List.of(), List.of());
    }

    private static Audit audit(List<Path> roots, List<String> globs, List<String> excludes) {
        return SourceTree.of(roots, globs, excludes).audit(SourceTreeTest::fileAudit);
    }

    private static FileAudit fileAudit(String path) {
        return new FileAudit(SEARCH, CATALOG, LocalDate.of(2026, 11, 24), path);
    }

    private List<String> found(Audit audit) {
        return audit.matches().stream()
                .map(match -> match.path().substring(root.toString().length() + 1))
                .toList();
    }
}
