package dev.autopack.modelintel.ingest;

import java.util.Locale;
import java.util.Set;

/** What the figures of published benchmarks count, and what kind of work they measure, by their wording. */
final class PublishedUnit {

    private static final Set<String> SHARES =
            Set.of("percent correct", "resolved", "resolve rate", "success rate", "average pass@1", "pass@1", "score");

    private PublishedUnit() {}

    /** {@code percent} for every share of solved tasks, else the metric as it is called. */
    static String of(String metric) {
        return SHARES.contains(metric.toLowerCase(Locale.ROOT)) ? "percent" : metric;
    }

    /** The kind of work that a benchmark measures; {@code general} where its name does not tell. */
    static String taskType(String benchmark) {
        String name = benchmark.toLowerCase(Locale.ROOT);
        if (contains(name, "swe", "code", "coding", "aider", "scicode", "commit")) {
            return "code";
        }
        if (contains(name, "terminal", "agent", "banking", "tau", "gaia")) {
            return "agentic";
        }
        if (contains(name, "math", "aime")) {
            return "math";
        }
        return contains(name, "gpqa", "exam", "reasoning") ? "reasoning" : "general";
    }

    private static boolean contains(String name, String... words) {
        for (String word : words) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
