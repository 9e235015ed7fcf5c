package dev.autopack.modelintel.evidence;

import dev.autopack.modelintel.catalog.ModelId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Somebody named models that the catalog does not have. */
public class UnknownModelException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int NAMED = 5;

    private final transient List<ModelId> models;

    /** @param models the unknown ones, at least one */
    public UnknownModelException(Collection<ModelId> models) {
        super(message(models));
        this.models = List.copyOf(models);
    }

    public List<ModelId> models() {
        return models;
    }

    private static String message(Collection<ModelId> models) {
        String names = models.stream()
                .sorted()
                .distinct()
                .limit(NAMED)
                .map(ModelId::value)
                .collect(Collectors.joining(", "));
        long more = models.stream().distinct().count() - NAMED;
        return "The catalog does not know " + names + (more > 0 ? " and " + more + " more" : "")
                + ". Maybe run ingest-catalog first, or correct the name.";
    }
}
