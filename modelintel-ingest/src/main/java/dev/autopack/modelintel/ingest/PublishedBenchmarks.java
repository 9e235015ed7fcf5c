package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkSource;
import dev.autopack.modelintel.benchmark.TaskTokens;
import dev.autopack.modelintel.catalog.ModelId;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The figures of a public leaderboard, collected while its file is read. */
final class PublishedBenchmarks {

    private static final String PERCENT = "percent";

    private final Function<String, Optional<ModelId>> models;
    private final String sourceUrl;
    private final List<BenchmarkResult> results = new ArrayList<>();
    private final SortedSet<String> unrecognised = new TreeSet<>();

    /**
     * @param models the model that a raw name means
     * @param sourceUrl where the leaderboard stands
     */
    PublishedBenchmarks(Function<String, Optional<ModelId>> models, String sourceUrl) {
        this.models = models;
        this.sourceUrl = sourceUrl;
    }

    /** Adds a share of solved tasks in percent; of a model that is not recognised it keeps the name. */
    void add(
            Fields record,
            String rawModel,
            String benchmark,
            String taskType,
            BigDecimal percent,
            Optional<String> version,
            Instant retrievedAt,
            Optional<BigDecimal> costPerTaskUsd) {
        add(record, rawModel, "", benchmark, taskType, percent, version, retrievedAt, costPerTaskUsd, Optional.empty());
    }

    /**
     * The same of a model that has several runs under one name.
     *
     * @param run what tells them apart, such as the agent or the day
     */
    void add(
            Fields record,
            String rawModel,
            String run,
            String benchmark,
            String taskType,
            BigDecimal percent,
            Optional<String> version,
            Instant retrievedAt,
            Optional<BigDecimal> costPerTaskUsd,
            Optional<TaskTokens> tokensPerTask) {
        Optional<ModelId> model = models.apply(rawModel);
        if (model.isEmpty()) {
            unrecognised.add(rawModel);
            return;
        }
        results.add(record.made(() -> new BenchmarkResult(
                model.get(),
                benchmark,
                percent.doubleValue(),
                PERCENT,
                taskType,
                version,
                BenchmarkSource.THIRD_PARTY,
                // Runs of one model under several names, agents or efforts are kept apart by the place they are read
                // at.
                sourceUrl + "#" + URLEncoder.encode(rawModel + run, StandardCharsets.UTF_8),
                retrievedAt,
                costPerTaskUsd,
                tokensPerTask)));
    }

    /** Notes a run that says nothing of a single model. */
    void leaveOut(String name) {
        unrecognised.add(name);
    }

    Leaderboard leaderboard() {
        return new Leaderboard(results, unrecognised);
    }
}
