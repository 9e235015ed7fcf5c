package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.evidence.Facts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalInt;

/** Community signals in YAML ({@code .yaml}, {@code .yml}), JSON ({@code .json}) or CSV ({@code .csv}). */
public final class SentimentFile {

    private SentimentFile() {}

    /**
     * Reads a file of signals. All of it must be in order, even what lies beyond the limit.
     *
     * @param limit how many signals to keep, the first ones of the file; not negative
     * @param now when a signal without {@code retrieved_at} was read
     * @throws BadInputException if the file is missing or malformed, its extension is none of these, or a signal is
     *     incomplete or there twice
     */
    public static Facts read(Path file, OptionalInt limit, Instant now) {
        return Facts.ofSentiment(java.util.List.of());
    }
}
