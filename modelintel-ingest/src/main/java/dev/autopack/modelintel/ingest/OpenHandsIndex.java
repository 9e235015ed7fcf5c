package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The OpenHands index: one record for each model and benchmark, with what an instance cost. */
final class OpenHandsIndex {

    private static final String URL = "https://github.com/OpenHands/openhands-index-results";

    private OpenHandsIndex() {}

    static Leaderboard read(FeedContent content, Function<String, Optional<ModelId>> models, Instant now) {
        PublishedBenchmarks published = new PublishedBenchmarks(models, URL);
        for (Fields row : Records.read(content.text(), "results")) {
            String benchmark = row.text("benchmark");
            Optional<BigDecimal> score = row.optionalNumber("score");
            score.ifPresent(percent -> published.add(
                    row,
                    row.text("model"),
                    benchmark,
                    taskType(benchmark),
                    percent,
                    Optional.empty(),
                    row.optionalInstant("submission_time").orElse(now),
                    row.optionalNumber("cost_per_instance")));
        }
        return published.leaderboard();
    }

    /** GAIA asks an assistant, the others a programmer; of a new one it is only known that agents do it. */
    private static String taskType(String benchmark) {
        return benchmark.startsWith("sw") || benchmark.startsWith("commit") ? "code" : "agentic";
    }
}
