package dev.autopack.modelintel.store;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One use of the private PostgreSQL kept in a directory. Within a program all uses share a server; another program waits
 * until the directory is free. The server listens on loopback alone and asks for a password, which stands in the directory.
 */
final class EmbeddedServer implements AutoCloseable {

    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Map<Path, Running> RUNNING = new HashMap<>();

    private final Path directory;
    private final Running running;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedServer(Path directory, Running running) {
        this.directory = directory;
        this.running = running;
    }

    /** @throws StoreException if the directory cannot be used, or another program uses it for too long */
    static EmbeddedServer start(Path directory) {
        synchronized (RUNNING) {
            try {
                Path real = Files.createDirectories(directory).toRealPath();
                Running running = RUNNING.get(real);
                if (running == null) {
                    running = launch(real);
                    RUNNING.put(real, running);
                }
                running.uses++;
                return new EmbeddedServer(real, running);
            } catch (IOException e) {
                throw unusable(directory, e.toString(), e);
            }
        }
    }

    DatabaseUrl urlOf(DatabaseUrl url) {
        return url.servedAt(running.postgres.getPort(), running.password);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        synchronized (RUNNING) {
            running.uses--;
            if (running.uses > 0) {
                return;
            }
            RUNNING.remove(directory);
            try {
                running.postgres.close();
                running.lock.close();
            } catch (IOException e) {
                throw unusable(directory, e.toString(), e);
            }
        }
    }

    private static Running launch(Path directory) throws IOException {
        DirectoryLock lock = DirectoryLock.acquire(directory, WAIT);
        try {
            Path data = directory.resolve("pgdata");
            Path unfinished = directory.resolve("pgdata.unfinished");
            LeftoverServer.in(data).ifPresent(LeftoverServer::stop);
            if (Files.exists(unfinished)) {
                // Nobody has been let in yet: the mark goes only after the first start.
                delete(data);
            }
            Path version = data.resolve("PG_VERSION");
            if (Files.exists(version)) {
                requireSameMajor(directory, Files.readString(version).strip());
            } else {
                if (Files.exists(data) && !isEmpty(data)) {
                    throw unusable(directory, "its pgdata is not a PostgreSQL data directory", null);
                }
                Files.writeString(unfinished, "");
                writePassword(directory.resolve("password"));
            }
            String password = Files.readString(directory.resolve("password")).strip();
            EmbeddedPostgres postgres = postgres(directory, data, password);
            Files.deleteIfExists(unfinished);
            return new Running(lock, postgres, password);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedPostgres postgres(Path directory, Path data, String password) throws IOException {
        Path log = directory.resolve("postgresql.log");
        Files.deleteIfExists(log);
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    // Unpacked here and not in a shared temporary directory, where somebody else could put a program.
                    .setOverrideWorkingDirectory(directory.resolve("pgserver").toFile())
                    .setPgBinaryResolver(
                            (system, machine) -> DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine))
                    // Whoever may connect as the superuser may run programs as the owner of the server.
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("auth-local", "scram-sha-256")
                    .setLocaleConfig("pwfile", directory.resolve("password").toString())
                    .setLocaleConfig("locale", "C")
                    .setConnectConfig("password", password)
                    .setServerConfig("listen_addresses", "localhost")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "50")
                    // The library starts a server for tests, which may forget.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setPGStartupWait(START)
                    .start();
        } catch (IOException | RuntimeException e) {
            throw unusable(directory, "PostgreSQL does not start there: " + lastComplaint(log, e), e);
        }
    }

    private static void requireSameMajor(Path directory, String major) throws IOException {
        Properties build = new Properties();
        build.load(new StringReader(Resources.text("embedded.properties")));
        String ours = build.getProperty("postgresql.version");
        if (!ours.startsWith(major + ".")) {
            throw new StoreException("The database in " + directory + " was made by PostgreSQL " + major
                    + ", and this modelintel brings " + ours
                    + ". Maybe copy it with pg_dump of version " + major + ", or begin with an empty directory.");
        }
    }

    private static void writePassword(Path file) throws IOException {
        Files.deleteIfExists(file);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.writeString(file, HexFormat.of().formatHex(random));
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findAny().isEmpty();
        }
    }

    private static String lastComplaint(Path log, Exception e) {
        try {
            List<String> complaints = Files.readAllLines(log).stream()
                    .filter(line -> line.contains("FATAL") || line.contains("error:") || line.contains("ERROR"))
                    .toList();
            return complaints.isEmpty() ? e.toString() : complaints.get(complaints.size() - 1);
        } catch (IOException | UncheckedIOException unreadable) {
            return e.toString();
        }
    }

    private static StoreException unusable(Path directory, String why, @Nullable Exception cause) {
        return new StoreException(
                "The directory " + directory + " cannot hold the database: "
                        + why.strip().lines().findFirst().orElse(why)
                        + ". Maybe name a directory that you may write to, or see its postgresql.log.",
                cause);
    }

    /** A server and how many use it; guarded by {@link #RUNNING}. */
    private static final class Running {

        private final DirectoryLock lock;
        private final EmbeddedPostgres postgres;
        private final String password;
        private int uses;

        Running(DirectoryLock lock, EmbeddedPostgres postgres, String password) {
            this.lock = lock;
            this.postgres = postgres;
            this.password = password;
        }
    }
}
