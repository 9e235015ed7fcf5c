package dev.autopack.modelintel.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server that outlived the program which started it, because that was killed. To be called by the holder of the
 * directory's lock alone: nobody else can have a right to the server.
 *
 * @param data the data directory
 * @param postmaster its process
 */
record LeftoverServer(Path data, ProcessHandle postmaster) {

    private static final int STOP_SECONDS = 60;

    /** The server that still runs on a data directory; forgets the note of one that does not. */
    static Optional<LeftoverServer> in(Path data) throws IOException {
        Path note = data.resolve("postmaster.pid");
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(note);
        Optional<LeftoverServer> server = lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                        .filter(process -> isPostmasterOf(data, process.info()))
                        .map(process -> new LeftoverServer(data, process));
        if (server.isEmpty()) {
            // Another process may have got the number since; PostgreSQL would take it for a server and refuse to start.
            Files.delete(note);
        }
        return server;
    }

    /** @throws StoreException if it does not stop within a minute */
    void stop() {
        try {
            // A fast shutdown, which does not wait for the connections that the killed program has left behind.
            new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            postmaster.destroy();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            postmaster.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StoreException(
                    "The PostgreSQL server (process " + postmaster.pid() + ") that a killed program left behind in "
                            + data + " does not stop. Maybe end that process.",
                    e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static boolean isPostmasterOf(Path data, ProcessHandle.Info process) {
        boolean postgres = process.command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
        return postgres
                && process.arguments()
                        .map(arguments -> List.of(arguments).contains(data.toString()))
                        .orElse(true);
    }

    private static StoreException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StoreException("The stop of a server that was left behind was interrupted.", e);
    }
}
