package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "accept",
        description = {
            "Accepts a proposed recommendation, which then waits to be implemented.",
            "It changes no configuration: see propose-patch and mark-implemented."
        })
final class AcceptCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Mixin
    private DecisionOptions decision;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why, in one line.")
    private Optional<String> note;

    @Override
    public void run() {
        ObjectNode decided =
                modelintel.withStore(store -> decision.decide(modelintel, store, RecommendationStatus.ACCEPTED, note));
        modelintel.print(Rendering.render(decided, format.format(), "decision"));
    }
}
