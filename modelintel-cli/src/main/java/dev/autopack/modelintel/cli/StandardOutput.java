package dev.autopack.modelintel.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Standard output, which remembers what a {@link java.io.PrintWriter} would swallow. */
final class StandardOutput extends OutputStream {

    private final OutputStream out;
    private Optional<IOException> failure = Optional.empty();

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /**
     * Why something of the result was lost; empty where all was written, or where the reader had seen enough, as {@code
     * head} does.
     */
    Optional<String> loss() {
        return failure.map(IOException::getMessage).filter(reason -> !reason.contains("Broken pipe"));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }
}
