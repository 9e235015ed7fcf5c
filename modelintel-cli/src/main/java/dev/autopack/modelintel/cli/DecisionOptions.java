package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.StatusChange;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.store.Store;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who decides about which recommendation. */
final class DecisionOptions {

    @Option(names = "--recommendation-id", paramLabel = "N", required = true, description = "Its number.")
    private long id;

    @Option(names = "--by", paramLabel = "WHO", required = true, description = "Who decides, for the record.")
    private String by = "";

    long id() {
        return id;
    }

    /** Keeps the decision. What it says of itself. */
    ObjectNode decide(Modelintel modelintel, Store store, RecommendationStatus to, Optional<String> note) {
        RecommendationRepository repository = store.recommendations();
        StoredRecommendation stored = modelintel.recommendation(repository, id);
        StatusChange change = change(modelintel, to, note);
        repository.change(change);
        return TrailDocuments.decision(stored.recommendation(), change);
    }

    private StatusChange change(Modelintel modelintel, RecommendationStatus to, Optional<String> note) {
        try {
            return new StatusChange(id, to, by, modelintel.now(), note);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
