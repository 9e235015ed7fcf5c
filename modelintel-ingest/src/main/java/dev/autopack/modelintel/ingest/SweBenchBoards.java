package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The leaderboards of SWE-bench. A row is a run of an agent; the model is the one that its tags name. A run with several
 * models, or with none named, says nothing of a single model and counts as not recognised.
 */
final class SweBenchBoards {

    private static final String URL = "https://www.swebench.com/";
    private static final String MODEL_TAG = "Model: ";

    private SweBenchBoards() {}

    static Leaderboard read(FeedContent content, Function<String, Optional<ModelId>> models, Instant now) {
        PublishedBenchmarks published = new PublishedBenchmarks(models, URL);
        for (Fields row : Records.read(content.text(), "leaderboards")) {
            String name = row.text("name");
            String board = row.text("leaderboard");
            Optional<String> model = model(row, board, name);
            Optional<BigDecimal> resolved = row.optionalNumber("resolved");
            if (model.isEmpty()) {
                published.leaveOut(name);
            } else if (resolved.isPresent()) {
                published.add(
                        row,
                        model.get(),
                        "@" + name,
                        "SWE-bench " + board,
                        "code",
                        resolved.get(),
                        Optional.empty(),
                        row.optionalInstant("date").orElse(now),
                        row.optionalNumber("instance_cost").filter(usd -> usd.signum() > 0),
                        Optional.empty());
            }
        }
        return published.leaderboard();
    }

    /** On the board without agents the row itself is called like the model. */
    private static Optional<String> model(Fields row, String board, String name) {
        List<String> named = row.optional("tags").isEmpty()
                ? List.of()
                : row.texts("tags").stream()
                        .filter(tag -> tag.startsWith(MODEL_TAG))
                        .map(tag -> tag.substring(MODEL_TAG.length()))
                        .toList();
        if (named.size() == 1) {
            return Optional.of(named.get(0));
        }
        return named.isEmpty() && board.equals("bash-only") ? Optional.of(name) : Optional.empty();
    }
}
