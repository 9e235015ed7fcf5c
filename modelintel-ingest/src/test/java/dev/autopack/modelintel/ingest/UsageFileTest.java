package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.pricing.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageFileTest {

    @TempDir
    private Path directory;

    @Test
    void aColumnIsCalledLikeTheOption() throws IOException {
        assertThat(UsageFile.read(file("model,input_tokens,paid_by\nnova-9,5,me\n")))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.usage().of(Meter.INPUT)).isEqualTo(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"model,input_tokens\nnova-9,\n", "model,input\nnova-9,5\n"})
    void aFileWithoutAnyNumberOfTokensAsksForNoCost(String text) throws IOException {
        Path requests = file(text);

        assertThatThrownBy(() -> UsageFile.read(requests))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("requests.csv has no number of tokens. Maybe call its column input_tokens");
    }

    @Test
    void aFileWithoutRowsIsSaidToHaveNone() throws IOException {
        Path requests = file("model,input_tokens\n");

        assertThatThrownBy(() -> UsageFile.read(requests))
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("requests.csv has no rows. Maybe it was cut off: each row is a request.");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("requests.csv"), text);
    }
}
