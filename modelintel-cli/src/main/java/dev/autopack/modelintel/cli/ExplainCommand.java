package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "explain",
        description =
                "Shows the whole scorecard of a recommendation: components, weights, evidence, and why others lost.")
final class ExplainCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Option(names = "--recommendation-id", paramLabel = "N", required = true, description = "Its number.")
    private long id;

    @Override
    public void run() {
        modelintel.withStore(store -> {
            RecommendationRepository repository = store.recommendations();
            StoredRecommendation stored = modelintel.recommendation(repository, id);
            modelintel.print(Rendering.render(Documents.explanation(stored, repository), format.format(), "explain"));
        });
    }
}
