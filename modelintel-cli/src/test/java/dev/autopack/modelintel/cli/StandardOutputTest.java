package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    @Test
    void whatWasWrittenIsNotLost() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        StandardOutput output = new StandardOutput(written);

        print(output);

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("result");
        assertThat(output.loss()).isEmpty();
    }

    @Test
    void aFullDiskIsALoss() {
        StandardOutput output = new StandardOutput(failing("No space left on device"));

        print(output);

        assertThat(output.loss()).contains("No space left on device");
    }

    @Test
    void aReaderThatHasSeenEnoughIsNone() {
        StandardOutput output = new StandardOutput(failing("Broken pipe"));

        print(output);

        assertThat(output.loss()).isEmpty();
    }

    private static void print(OutputStream output) {
        PrintWriter writer = new PrintWriter(output, true, StandardCharsets.UTF_8);
        writer.print("result");
        writer.flush();
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
