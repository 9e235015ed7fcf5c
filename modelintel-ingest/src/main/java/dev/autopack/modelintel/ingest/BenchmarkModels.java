package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.catalog.CanonicalName;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.catalog.Resolution;
import dev.autopack.modelintel.catalog.Resolution.Match;
import dev.autopack.modelintel.evidence.Facts;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The models that a leaderboard names. One that the catalog does not know becomes a model of its own under the canonical
 * spelling of its name; a name that is ambiguous, or that joins several models, means none.
 */
public final class BenchmarkModels {

    private static final String UNKNOWN_PROVIDER = "unknown";

    private final ModelNames names;
    private final Providers makers = Providers.byNamingConvention();
    private final Map<ModelId, Model> named = new TreeMap<>();
    private final SortedSet<String> rawNames = new TreeSet<>();

    public BenchmarkModels(ModelNames names) {
        this.names = names;
    }

    /** The model that a raw name means. */
    public Optional<ModelId> find(String rawName) {
        if (rawName.contains(" + ") || rawName.contains(", ")) {
            return Optional.empty();
        }
        Resolution resolution = names.resolution(rawName);
        rawNames.add(rawName);
        return resolution.match() == Match.UNKNOWN ? named(rawName) : resolution.model();
    }

    private Optional<ModelId> named(String rawName) {
        try {
            ModelId model = ModelId.of(CanonicalName.of(rawName));
            named.computeIfAbsent(model, id -> Model.named(id, makers.of(id).orElse(UNKNOWN_PROVIDER)));
            return Optional.of(model);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no name of a model
        }
    }

    /** The raw names of single models that were asked for. */
    public SortedSet<String> rawNames() {
        return Collections.unmodifiableSortedSet(rawNames);
    }

    /** The figures and the models that the catalog gets to know by them. */
    public Facts facts(List<BenchmarkResult> results) {
        return new Facts(List.of(), List.copyOf(named.values()), List.of(), List.of(), results, List.of());
    }
}
