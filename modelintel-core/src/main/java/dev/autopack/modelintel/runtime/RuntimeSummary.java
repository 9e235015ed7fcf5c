package dev.autopack.modelintel.runtime;

import dev.autopack.modelintel.catalog.Resolution;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an aggregation came to.
 *
 * @param window the window
 * @param statistics what was kept, by provider, model, role and complexity
 * @param unpricedModels how many calls of which model have no cost, for want of a price, or of a token split and a mix
 * @param unresolvedModels raw model names that mean no model of the catalog or several, sorted
 */
public record RuntimeSummary(
        TimeWindow window,
        List<RuntimeStats> statistics,
        SortedMap<String, Long> unpricedModels,
        List<Resolution> unresolvedModels) {

    public RuntimeSummary {
        statistics = List.copyOf(statistics);
        unpricedModels = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Long>) unpricedModels));
        unresolvedModels = List.copyOf(unresolvedModels);
    }

    /** How many statistics were kept. */
    public int groups() {
        return statistics.size();
    }

    /** How many calls they cover. */
    public long events() {
        return statistics.stream().mapToLong(RuntimeStats::calls).sum();
    }

    /** How many of these calls have no cost. */
    public long unpricedEvents() {
        return statistics.stream().mapToLong(RuntimeStats::unpricedCalls).sum();
    }

    /** How many of these calls report only the sum of their tokens and were priced by a mix. */
    public long estimatedEvents() {
        return statistics.stream().mapToLong(RuntimeStats::estimatedCalls).sum();
    }
}
