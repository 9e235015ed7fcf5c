package dev.autopack.modelintel.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps a directory for one program. The operating system releases it when the program ends, however it ends. */
final class DirectoryLock implements AutoCloseable {

    private static final long PAUSE_MILLIS = 50;

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StoreException if another program keeps the directory for longer than {@code wait} */
    static DirectoryLock acquire(Path directory, Duration wait) throws IOException {
        Path file = directory.resolve("modelintel.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + wait.toNanos();
        try {
            while (tryLock(channel) == null) {
                if (System.nanoTime() > deadline) {
                    throw new StoreException("The database in " + directory + " is in use by process "
                            + Files.readString(file).strip() + ". Maybe wait until it has finished, or end it.");
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DirectoryLock(channel);
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new StoreException("The wait for the database in " + directory + " was interrupted.", e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held within this program, by another class loader.
            return null;
        }
    }
}
