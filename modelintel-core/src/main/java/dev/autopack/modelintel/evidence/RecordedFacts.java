package dev.autopack.modelintel.evidence;

import java.util.Map;

/**
 * What recording facts changed, by kind of fact: {@code models}, {@code aliases}, {@code prices}, {@code benchmarks},
 * {@code sentiment}.
 *
 * @param byKind the changes of each kind that the facts had
 */
public record RecordedFacts(Map<String, Changes> byKind) {

    public RecordedFacts {
        byKind = Map.copyOf(byKind);
    }

    /**
     * Numbers of rows.
     *
     * @param added new rows
     * @param updated rows whose content changed
     * @param unchanged facts that were recorded already
     */
    public record Changes(int added, int updated, int unchanged) {}
}
