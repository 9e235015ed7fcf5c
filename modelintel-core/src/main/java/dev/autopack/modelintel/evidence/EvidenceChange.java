package dev.autopack.modelintel.evidence;

import dev.autopack.modelintel.catalog.ModelId;
import java.util.List;
import java.util.Optional;

/**
 * A row that is not in two states of the evidence alike.
 *
 * @param table the table of the row, such as {@code model_benchmarks}
 * @param id the row's key in it
 * @param model the model that the row is about, as the later state that has it says
 * @param kind what happened to it
 * @param fields the values that differ: all of them for a row that only one state has
 */
public record EvidenceChange(String table, String id, ModelId model, Kind kind, List<Field> fields) {

    public EvidenceChange {
        fields = List.copyOf(fields);
    }

    /** What happened to a row from the earlier state to the later. */
    public enum Kind {
        CHANGED,
        APPEARED,
        VANISHED
    }

    /**
     * A value of a row.
     *
     * @param name its name in the domain, such as {@code score}
     * @param before what it was; empty where it was not there
     * @param after what it is; empty where it is not there
     */
    public record Field(String name, Optional<String> before, Optional<String> after) {}
}
