package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.cli.FormatOption.Format;
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

    /** Keeps the decision and prints it. */
    void decide(Modelintel modelintel, Store store, RecommendationStatus to, Optional<String> note, Format format) {
        RecommendationRepository repository = store.recommendations();
        StoredRecommendation stored = modelintel.recommendation(repository, id);
        StatusChange change = change(modelintel, to, note);
        repository.change(change);
        modelintel.print(
                Rendering.render(TrailDocuments.decision(stored.recommendation(), change), format, "decision"));
    }

    private StatusChange change(Modelintel modelintel, RecommendationStatus to, Optional<String> note) {
        try {
            return new StatusChange(id, to, by, modelintel.now(), note);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
