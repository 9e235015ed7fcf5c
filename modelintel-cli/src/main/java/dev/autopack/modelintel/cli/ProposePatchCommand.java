package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.ConfigDirectory;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.usecase.ConfigPath;
import dev.autopack.modelintel.usecase.UseCase;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "propose-patch",
        description = {
            "Prints the change of models.yaml that a recommendation asks for, as a unified diff.",
            "It is never applied: review it, then use 'git apply'."
        })
final class ProposePatchCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Option(names = "--recommendation-id", paramLabel = "N", required = true, description = "Its number.")
    private long id;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the diff to a file instead of printing it.")
    private Optional<Path> output;

    @Override
    public void run() {
        ConfigDirectory config = modelintel.config();
        modelintel.withStore(store -> {
            RecommendationRepository repository = store.recommendations();
            Recommendation recommendation =
                    modelintel.recommendation(repository, id).recommendation();
            String patch = config.proposePatch(
                    path(config, recommendation), recommendation.currentModel(), recommendation.recommendedModel());
            repository.keepPatch(id, patch);
            output.ifPresent(file -> {
                OutputFile.write(file, patch);
                modelintel.note("Wrote " + file + ". Maybe check it with 'git apply --check'.");
            });
            if (output.isEmpty()) {
                modelintel.print(
                        Rendering.render(Documents.patch(id, recommendation, patch), format.format(), "patch"));
            }
        });
    }

    private static ConfigPath path(ConfigDirectory config, Recommendation recommendation) {
        return config.useCases().stream()
                .filter(useCase -> useCase.id().equals(recommendation.useCase()))
                .map(UseCase::path)
                .findFirst()
                .orElseThrow(() -> new BadInputException("The configuration has no use case " + recommendation.useCase()
                        + " any more. Maybe give the --config that the recommendation was made for."));
    }
}
