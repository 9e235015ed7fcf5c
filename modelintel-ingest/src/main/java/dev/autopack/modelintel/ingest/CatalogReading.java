package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.evidence.Facts;
import java.util.List;

/**
 * What a configuration states, and what of it was not taken.
 *
 * @param facts the models, aliases and prices
 * @param notes what was not taken and why, one printable line each, in the order of the files
 */
public record CatalogReading(Facts facts, List<String> notes) {

    public CatalogReading {
        notes = notes.stream().map(Printable::line).toList();
    }
}
