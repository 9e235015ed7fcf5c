package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.audit.FileAudit;
import dev.autopack.modelintel.audit.NameSearch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a file of any length through a window of fixed size. */
final class TextFile {

    /** As git has it: a file is binary if a zero byte is among its first 8,000. */
    private static final int TELLING = 8_000;

    private static final int WINDOW = 4 << 20;
    /** How much of the text before a window stays in sight, for comments on the same line. */
    private static final int KEPT = 64 << 10;

    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[WINDOW]);

    private TextFile() {}

    /**
     * Gives the text of a file to an audit.
     *
     * @return whether it was text
     * @throws IOException if it cannot be read
     */
    static boolean read(Path file, FileAudit audit) throws IOException {
        byte[] buffer = BUFFER.get();
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            int length = fill(in, buffer, 0);
            if (isUtf16(buffer, length)) {
                return readUtf16(in, buffer, length, audit);
            }
            if (isBinary(buffer, length)) {
                return false;
            }
            int from = 0;
            while (length == buffer.length) {
                int to = length - NameSearch.LOOKAHEAD;
                audit.add(buffer, from, to, length);
                int kept = length - (to - KEPT);
                System.arraycopy(buffer, to - KEPT, buffer, 0, kept);
                from = KEPT;
                length = fill(in, buffer, kept);
            }
            audit.add(buffer, from, length, length);
            return true;
        }
    }

    private static boolean readUtf16(FileChannel in, byte[] buffer, int length, FileAudit audit) throws IOException {
        if (length == buffer.length && in.size() > length) {
            throw new IOException("it is UTF-16 and longer than " + (WINDOW >> 20) + " MiB");
        }
        byte[] text = new String(buffer, 0, length, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8);
        audit.add(text, 0, text.length, text.length);
        return true;
    }

    /** Fills the buffer from a position on, and gives the end of what it then holds. */
    private static int fill(FileChannel in, byte[] buffer, int from) throws IOException {
        ByteBuffer free = ByteBuffer.wrap(buffer, from, buffer.length - from);
        while (free.hasRemaining() && in.read(free) >= 0) {
            // until the buffer is full or the file at its end
        }
        return free.position();
    }

    private static boolean isUtf16(byte[] buffer, int length) {
        return length >= 2
                && ((buffer[0] == (byte) 0xFE && buffer[1] == (byte) 0xFF)
                        || (buffer[0] == (byte) 0xFF && buffer[1] == (byte) 0xFE));
    }

    private static boolean isBinary(byte[] buffer, int length) {
        for (int at = 0; at < Math.min(length, TELLING); at++) {
            if (buffer[at] == 0) {
                return true;
            }
        }
        return false;
    }
}
