package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A leaderboard of Aider: pass rates after two attempts, and what the whole run cost. */
final class AiderLeaderboard {

    private static final String URL = "https://aider.chat/docs/leaderboards/";

    private AiderLeaderboard() {}

    static Leaderboard read(FeedContent content, Function<String, Optional<ModelId>> models, Instant now) {
        String name = content.fileName().toLowerCase(Locale.ROOT);
        String benchmark = name.contains("edit") ? "Aider edit" : "Aider polyglot";
        PublishedBenchmarks published = new PublishedBenchmarks(models, URL);
        for (Fields row : Records.read(content.text(), "runs")) {
            Optional<BigDecimal> passRate =
                    row.optionalNumber("pass_rate_2").or(() -> row.optionalNumber("pass_rate_1"));
            passRate.ifPresent(percent -> published.add(
                    row,
                    row.text("model"),
                    row.optionalText("dirname").map(run -> "@" + run).orElse(""),
                    benchmark,
                    "code",
                    percent,
                    Optional.empty(),
                    row.optionalInstant("date").orElse(now),
                    costPerTask(row)));
        }
        return published.leaderboard();
    }

    /** A total of 0 means that nobody noted it. */
    private static Optional<BigDecimal> costPerTask(Fields row) {
        Optional<BigDecimal> total = row.optionalNumber("total_cost").filter(usd -> usd.signum() > 0);
        return row.optionalNumber("test_cases")
                .filter(cases -> cases.signum() > 0)
                .flatMap(cases -> total.map(usd -> usd.divide(cases, MathContext.DECIMAL64)));
    }
}
