package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.catalog.ModelId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a public leaderboard says of the models that are recognised.
 *
 * @param results the figures
 * @param unrecognised raw names of models that are not recognised, sorted
 */
public record Leaderboard(List<BenchmarkResult> results, SortedSet<String> unrecognised) {

    public Leaderboard {
        results = List.copyOf(results);
        unrecognised = new TreeSet<>(unrecognised);
    }

    /** Where leaderboards come from, each with a format of its own. */
    public enum Format {
        /** {@code openhands-index.json}: agent benchmarks with the cost of an instance. */
        OPENHANDS,
        /** {@code polyglot_leaderboard.yml} and {@code edit_leaderboard.yml} of Aider. */
        AIDER,
        /** {@code table_*.csv} of LiveBench, with the {@code categories_*.json} beside it. */
        LIVEBENCH,
        /** A table of submissions to tau2-bench. */
        TAU2,
        /** {@code leaderboards.json} of SWE-bench: every board is a benchmark of its own. */
        SWEBENCH
    }

    /**
     * Reads a leaderboard.
     *
     * @param models the model that a raw name means
     * @param now when a figure without a date was read
     * @throws BadInputException if the file is missing or malformed, states an impossible figure or none at all
     */
    public static Leaderboard read(Format format, Path file, Function<String, Optional<ModelId>> models, Instant now) {
        return read(format, FeedContent.of(file), models, now);
    }

    /** The same of what was read already; the name of the file or address stands for that of the file. */
    public static Leaderboard read(
            Format format, FeedContent file, Function<String, Optional<ModelId>> models, Instant now) {
        Leaderboard leaderboard = switch (format) {
            case OPENHANDS -> OpenHandsIndex.read(file, models, now);
            case AIDER -> AiderLeaderboard.read(file, models, now);
            case LIVEBENCH -> LiveBenchTable.read(file, models, now);
            case TAU2 -> Tau2Table.read(file, models, now);
            case SWEBENCH -> SweBenchBoards.read(file, models, now);
        };
        if (leaderboard.results.isEmpty() && leaderboard.unrecognised.isEmpty()) {
            throw new BadInputException(file.text().name() + " has no figure in the format "
                    + format.name().toLowerCase(Locale.ROOT) + ". Maybe it is another file, or --source another one.");
        }
        return leaderboard;
    }
}
