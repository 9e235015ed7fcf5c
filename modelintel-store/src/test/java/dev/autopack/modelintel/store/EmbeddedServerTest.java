package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {

    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final ModelId GLM = ModelId.of("glm-4.7");

    /** Shared by the tests that can live with a database that is there: the first start takes seconds. */
    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    @Test
    void keepsItsDataAndIsSharedWithinAProgram() throws Exception {
        try (Store store = open(shared);
                Store other = open(shared)) {
            store.migrate();
            store.evidence()
                    .record(Facts.ofCatalog(List.of(Model.named(GLM, "zhipu")), List.of(), List.of(), List.of()));
            closeTwice(store);

            assertThat(other.evidence().asOf(NOW).of(GLM)).isPresent();
        }
        assertThat(shared.resolve("pgdata/postmaster.pid")).doesNotExist();

        CompletableFuture<Store> another = CompletableFuture.supplyAsync(() -> open(shared));
        try (Store store = open(shared);
                Store other = another.join()) {
            assertThat(store.evidence().asOf(NOW).of(GLM)).isPresent();
            assertThat(other.evidence().asOf(NOW).of(GLM)).isPresent();
        }
    }

    @Test
    void asksForThePasswordThatOnlyItsOwnerCanRead() throws Exception {
        try (Store store = open(shared)) {
            assertThat(store).isNotNull();
            String port =
                    Files.readAllLines(shared.resolve("pgdata/postmaster.pid")).get(3);
            DatabaseUrl guess = DatabaseUrl.parse("postgresql://postgres:guess@localhost:" + port + "/postgres");

            assertThatThrownBy(() -> Store.open(guess, "modelintel")).hasMessageContaining("password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void recoversFromAProgramThatWasKilledAndWaitsForOneThatRuns() throws Exception {
        Process holder = program(shared);
        try {
            assertThatThrownBy(() -> DirectoryLock.acquire(shared, Duration.ofMillis(200)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by process " + holder.pid())
                    .hasMessageContaining("Maybe wait");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        long leftBehind = Long.parseLong(
                Files.readAllLines(shared.resolve("pgdata/postmaster.pid")).get(0));
        assertThat(ProcessHandle.of(leftBehind)).isPresent();

        try (Store store = open(shared)) {
            assertThat(store.evidence().asOf(NOW).of(GLM)).isPresent();
            assertThat(ProcessHandle.of(leftBehind).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    @Test
    void forgetsTheNoteOfAServerWhoseNumberAnotherProcessHasNow() throws Exception {
        open(shared).close();
        Files.writeString(
                shared.resolve("pgdata/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + shared.resolve("pgdata") + "\n");

        open(shared).close();
    }

    @Test
    void beginsAgainWhereTheFirstStartWasCutShort() throws Exception {
        Files.createDirectories(directory.resolve("pgdata/base"));
        Files.writeString(directory.resolve("pgdata/PG_VERSION"), "17\n");
        Files.writeString(directory.resolve("pgdata.unfinished"), "");

        open(directory).close();
    }

    @Test
    void leavesForeignFilesAlone() throws Exception {
        Path foreign = Files.createDirectories(directory.resolve("pgdata")).resolve("thesis.txt");
        Files.writeString(foreign, "mine");

        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not a PostgreSQL");
        assertThat(foreign).hasContent("mine");
    }

    @Test
    void saysWhichPostgresMadeTheData() throws Exception {
        Files.createDirectories(directory.resolve("pgdata"));
        Files.writeString(directory.resolve("pgdata/PG_VERSION"), "9.6\n");

        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("made by PostgreSQL 9.6")
                .hasMessageContaining("Maybe");
    }

    @Test
    void saysThatADirectoryCannotBeMade() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        DatabaseUrl url = DatabaseUrl.parse("embedded:" + file.resolve("dir"));

        assertThatThrownBy(() -> Store.open(url, "modelintel"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Maybe");
    }

    private static void closeTwice(AutoCloseable store) throws Exception {
        store.close();
        store.close();
    }

    private static Store open(Path directory) {
        return Store.open(DatabaseUrl.parse("embedded:" + directory), "modelintel");
    }

    /** Another program that uses the directory, has written to it, and runs until it is killed. */
    private static Process program(Path directory) throws IOException, InterruptedException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(program.inputReader().readLine()).isEqualTo("ready");
        assertThat(program.waitFor(0, TimeUnit.SECONDS)).isFalse();
        return program;
    }

    /** The main class of {@link #program}. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws InterruptedException {
            Store store = Store.open(DatabaseUrl.parse("embedded:" + args[0]), "modelintel");
            store.migrate();
            store.evidence()
                    .record(Facts.ofCatalog(List.of(Model.named(GLM, "zhipu")), List.of(), List.of(), List.of()));
            System.out.println("ready");
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
