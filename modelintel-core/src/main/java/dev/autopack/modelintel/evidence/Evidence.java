package dev.autopack.modelintel.evidence;

import dev.autopack.modelintel.catalog.ModelId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that was known at an instant: immutable, complete, a plain value.
 *
 * @param asOf the instant; nothing in here took effect later
 * @param models what is known of each model
 */
public record Evidence(Instant asOf, SortedMap<ModelId, ModelEvidence> models) {

    public Evidence {
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    /** @throws IllegalArgumentException if two entries are about the same model */
    public static Evidence of(Instant asOf, Collection<ModelEvidence> models) {
        TreeMap<ModelId, ModelEvidence> byId = new TreeMap<>();
        for (ModelEvidence model : models) {
            if (byId.put(model.model().id(), model) != null) {
                throw new IllegalArgumentException(
                        "There are two entries for " + model.model().id() + ".");
            }
        }
        return new Evidence(asOf, byId);
    }

    /** What is known of a model; empty where the catalog does not have it. */
    public Optional<ModelEvidence> of(ModelId model) {
        return Optional.ofNullable(models.get(model));
    }
}
