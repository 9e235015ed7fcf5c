package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Submissions to tau2-bench: for each domain the share of tasks solved at the first attempt, and what a task cost. */
final class Tau2Table {

    private static final String URL = "https://github.com/sierra-research/tau2-bench";

    private Tau2Table() {}

    static Leaderboard read(FeedContent content, Function<String, Optional<ModelId>> models, Instant now) {
        PublishedBenchmarks published = new PublishedBenchmarks(models, URL);
        for (Fields row : Records.read(content.text(), "submissions")) {
            Optional<Instant> date = row.optionalInstant("date");
            row.optionalNumber("p1")
                    .ifPresent(percent -> published.add(
                            row,
                            row.text("model"),
                            "@" + row.optionalText("date").orElse("")
                                    + row.optionalText("type")
                                            .map(type -> " " + type)
                                            .orElse(""),
                            "tau2-bench " + row.text("domain"),
                            "agentic",
                            percent,
                            Optional.empty(),
                            date.orElse(now),
                            row.optionalNumber("cost").filter(usd -> usd.signum() > 0),
                            Optional.empty()));
        }
        return published.leaderboard();
    }
}
