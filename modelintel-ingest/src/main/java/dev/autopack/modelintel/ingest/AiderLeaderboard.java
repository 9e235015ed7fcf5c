package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.benchmark.TaskTokens;
import dev.autopack.modelintel.catalog.ModelId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A leaderboard of Aider: pass rates after two attempts, and what the whole run took of money and tokens. */
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
                    perCase(row, "total_cost"),
                    tokensPerTask(row)));
        }
        return published.leaderboard();
    }

    private static Optional<TaskTokens> tokensPerTask(Fields row) {
        return perCase(row, "prompt_tokens")
                .flatMap(prompt -> perCase(row, "completion_tokens")
                        .map(completion ->
                                row.made(() -> new TaskTokens(prompt.doubleValue(), completion.doubleValue()))));
    }

    /** A total of 0 means that nobody noted it. */
    private static Optional<BigDecimal> perCase(Fields row, String total) {
        Optional<BigDecimal> noted = row.optionalNumber(total).filter(sum -> sum.signum() != 0);
        return row.optionalNumber("test_cases")
                .filter(cases -> cases.signum() > 0)
                .flatMap(cases -> noted.map(sum -> sum.divide(cases, MathContext.DECIMAL64)));
    }
}
