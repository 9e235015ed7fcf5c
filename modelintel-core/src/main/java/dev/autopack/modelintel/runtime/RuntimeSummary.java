package dev.autopack.modelintel.runtime;

import java.util.List;

/**
 * What an aggregation came to.
 *
 * @param window the window
 * @param groups how many statistics were kept
 * @param events how many calls they cover
 * @param unpricedEvents how many of these calls have no cost, for want of a price or of a token split
 * @param unresolvedModels raw model names that the catalog does not know, sorted
 */
public record RuntimeSummary(
        TimeWindow window, int groups, long events, long unpricedEvents, List<String> unresolvedModels) {

    public RuntimeSummary {
        unresolvedModels = List.copyOf(unresolvedModels);
    }
}
