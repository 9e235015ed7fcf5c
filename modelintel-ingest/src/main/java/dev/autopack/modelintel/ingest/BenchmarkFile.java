package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkSource;
import dev.autopack.modelintel.benchmark.TaskTokens;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Benchmark figures in the format of {@code config/benchmarks.yaml}: YAML, or the same records in JSON ({@code .json})
 * or CSV ({@code .csv}).
 */
public final class BenchmarkFile {

    private static final String KEY = "benchmarks";
    private static final String PROMPT_TOKENS = "prompt_tokens_per_task";
    private static final String COMPLETION_TOKENS = "completion_tokens_per_task";

    private BenchmarkFile() {}

    /**
     * Reads a file of benchmark figures; the extension of its name tells the format.
     *
     * @param now when a figure without {@code retrieved_at} was read
     * @throws BadInputException if it is malformed, or a figure is incomplete, impossible or there twice
     */
    public static Facts read(FeedContent content, Instant now) {
        return facts(Records.read(content.text(), KEY), now);
    }

    /** The same of YAML that is no file. */
    static Facts read(SourceText yaml, Instant now) {
        return facts(Records.of(YamlParser.read(yaml), KEY), now);
    }

    private static Facts facts(List<Fields> figures, Instant now) {
        Once once = new Once();
        List<BenchmarkResult> results = new ArrayList<>();
        for (Fields figure : figures) {
            BenchmarkResult result = result(figure, now);
            once.check(
                    figure.at(),
                    result.model() + " in " + result.benchmark() + " of this version and source",
                    List.of(result.model(), result.benchmark(), result.datasetVersion(), result.sourceUrl()));
            results.add(result);
        }
        return Facts.ofBenchmarks(results);
    }

    private static BenchmarkResult result(Fields fields, Instant now) {
        ModelId model = fields.model("model");
        String benchmark = fields.text("benchmark");
        double score = fields.number("score").doubleValue();
        String unit = fields.text("unit");
        String taskType = fields.text("task_type");
        Optional<String> version = fields.optionalText("dataset_version");
        BenchmarkSource source = fields.choice("source", BenchmarkSource.values());
        String url = fields.url("source_url").toString();
        Instant retrievedAt = fields.optionalInstant("retrieved_at").orElse(now);
        Optional<BigDecimal> costPerTask = fields.optionalNumber("cost_per_task_usd");
        Optional<TaskTokens> tokensPerTask = tokensPerTask(fields);
        fields.refuseOthers();
        return fields.made(() -> new BenchmarkResult(
                model,
                benchmark,
                score,
                unit,
                taskType,
                version,
                source,
                url,
                retrievedAt,
                costPerTask,
                tokensPerTask));
    }

    /** Both numbers or none. */
    private static Optional<TaskTokens> tokensPerTask(Fields fields) {
        Optional<BigDecimal> prompt = fields.optionalNumber(PROMPT_TOKENS);
        if (prompt.isEmpty() && fields.optionalNumber(COMPLETION_TOKENS).isEmpty()) {
            return Optional.empty();
        }
        double sent = fields.number(PROMPT_TOKENS).doubleValue();
        double received = fields.number(COMPLETION_TOKENS).doubleValue();
        return Optional.of(fields.made(() -> new TaskTokens(sent, received)));
    }
}
