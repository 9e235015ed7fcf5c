package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "reject",
        description = {
            "Turns down a proposed recommendation.",
            "The same change is not recommended again before the case for it has become materially stronger."
        })
final class RejectCommand implements Runnable {

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
                modelintel.withStore(store -> decision.decide(modelintel, store, RecommendationStatus.REJECTED, note));
        modelintel.print(Rendering.render(decided, format.format(), "decision"));
    }
}
