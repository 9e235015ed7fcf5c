package dev.autopack.modelintel.benchmark;

import dev.autopack.modelintel.catalog.ModelId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One figure that a benchmark published for a model.
 *
 * @param model the model
 * @param benchmark the benchmark's name, such as {@code SWE-bench Verified}
 * @param score the figure, finite and not negative; higher is better
 * @param unit what the figure counts, such as {@code percent}
 * @param taskType what kind of work it measures, such as {@code code}
 * @param datasetVersion which edition of the benchmark
 * @param source who measured
 * @param sourceUrl where it was read
 * @param retrievedAt when it was read
 * @param costPerTaskUsd what a task of the benchmark cost with the model in USD, from 0 to 1e15, where it was
 *     published
 * @param tokensPerTask what it took of tokens, where that was published
 */
public record BenchmarkResult(
        ModelId model,
        String benchmark,
        double score,
        String unit,
        String taskType,
        Optional<String> datasetVersion,
        BenchmarkSource source,
        String sourceUrl,
        Instant retrievedAt,
        Optional<BigDecimal> costPerTaskUsd,
        Optional<TaskTokens> tokensPerTask) {

    private static final BigDecimal MOST_USD = new BigDecimal("1e15");

    /** @throws IllegalArgumentException if the score or cost is out of its range, or a text is blank */
    public BenchmarkResult {
        if (!(score >= 0 && score < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The score of " + model + " in " + benchmark + " is " + score + "; it must be a number from 0.");
        }
        if (benchmark.isBlank() || unit.isBlank() || taskType.isBlank() || sourceUrl.isBlank()) {
            throw new IllegalArgumentException("A benchmark figure of " + model
                    + " lacks its benchmark, unit, task_type or source_url: none of them may be blank.");
        }
        if (isPercentage(unit) && score > 100) {
            throw new IllegalArgumentException(
                    "The score of " + model + " in " + benchmark + " is " + score + " " + unit + ", above 100.");
        }
        costPerTaskUsd
                .filter(usd -> usd.signum() < 0 || usd.compareTo(MOST_USD) > 0)
                .ifPresent(usd -> {
                    throw new IllegalArgumentException("The cost per task of " + model + " in " + benchmark + " is "
                            + usd.toPlainString() + " USD; it must be from 0 to 1e15.");
                });
    }

    /** The same figure of a model under another name. */
    public BenchmarkResult of(ModelId other) {
        return new BenchmarkResult(
                other,
                benchmark,
                score,
                unit,
                taskType,
                datasetVersion,
                source,
                sourceUrl,
                retrievedAt,
                costPerTaskUsd,
                tokensPerTask);
    }

    /** Editions of a benchmark are scales of their own: figures are compared within one edition only. */
    public Scale scale() {
        return new Scale(benchmark, datasetVersion, isPercentage(unit) ? "percent" : unit, taskType);
    }

    private static boolean isPercentage(String unit) {
        return unit.equals("percent") || unit.equals("%") || unit.startsWith("pass@") || unit.startsWith("pass^");
    }

    /**
     * What two figures must have in common to be compared.
     *
     * @param benchmark the benchmark's name
     * @param datasetVersion its edition
     * @param unit {@code percent} for every share of solved tasks, else the unit as published
     * @param taskType the kind of work
     */
    public record Scale(String benchmark, Optional<String> datasetVersion, String unit, String taskType) {
        public boolean isPercentage() {
            return unit.equals("percent");
        }
    }
}
