package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.ConfigDirectory;
import dev.autopack.modelintel.ingest.ModelEdit;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.usecase.ConfigPath;
import dev.autopack.modelintel.usecase.UseCase;

/**
 * A recommendation and the place of the configuration that it would change.
 *
 * @param stored the recommendation
 * @param path the place of its use case
 */
record ProposedChange(StoredRecommendation stored, ConfigPath path) {

    /** @throws BadInputException if the configuration does not have the use case any more */
    static ProposedChange of(ConfigDirectory config, StoredRecommendation stored) {
        Recommendation recommendation = stored.recommendation();
        return config.useCases().stream()
                .filter(useCase -> useCase.id().equals(recommendation.useCase()))
                .map(UseCase::path)
                .findFirst()
                .map(path -> new ProposedChange(stored, path))
                .orElseThrow(() -> new BadInputException("The configuration has no use case " + recommendation.useCase()
                        + " any more. Maybe give the --config that the recommendation was made for."));
    }

    ModelEdit edit() {
        return new ModelEdit(
                path,
                stored.recommendation().currentModel(),
                stored.recommendation().recommendedModel());
    }

    /** Whether the configuration still names the model that is to be replaced. */
    boolean pendingIn(ConfigDirectory config) {
        return config.currentModel(path)
                .value()
                .equalsIgnoreCase(stored.recommendation().currentModel().value());
    }
}
