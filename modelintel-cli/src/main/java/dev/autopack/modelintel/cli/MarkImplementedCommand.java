package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.ConfigDirectory;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "mark-implemented",
        description = {
            "Says that the configuration now follows an accepted recommendation, which it checks.",
            "From this instant on the report measures what the change has brought."
        })
final class MarkImplementedCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Mixin
    private DecisionOptions decision;

    @Override
    public void run() {
        ConfigDirectory config = modelintel.config();
        ObjectNode decided = modelintel.withStore(store -> {
            StoredRecommendation stored = modelintel.recommendation(store.recommendations(), decision.id());
            if (stored.status() == RecommendationStatus.ACCEPTED) {
                requireImplemented(config, stored); // of any other the database says why it cannot be
            }
            return decision.decide(modelintel, store, RecommendationStatus.IMPLEMENTED, Optional.empty());
        });
        modelintel.print(Rendering.render(decided, format.format(), "decision"));
    }

    private static void requireImplemented(ConfigDirectory config, StoredRecommendation stored) {
        ProposedChange change = ProposedChange.of(config, stored);
        ModelId named = config.currentModel(change.path());
        ModelId recommended = stored.recommendation().recommendedModel();
        if (!named.value().equalsIgnoreCase(recommended.value())) {
            throw new BadInputException("The configuration names " + named + " at " + change.path() + " and not "
                    + recommended + ". Maybe apply the patch of 'modelintel propose-patch --recommendation-id "
                    + stored.id() + "' first.");
        }
    }
}
