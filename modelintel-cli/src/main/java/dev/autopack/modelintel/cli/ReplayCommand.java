package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.StatusChange;
import dev.autopack.modelintel.recommend.StoredAnswer;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.replay.Replay;
import dev.autopack.modelintel.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "replay",
        description = {
            "Asks the question of a recommendation again, from what the database now says was known at its instant.",
            "Says that the answer is identical, bit for bit, or which rows of evidence and which digits are not; then it"
                    + " exits with 1."
        })
final class ReplayCommand implements Callable<Integer> {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @ArgGroup(multiplicity = "1")
    private Subject subject;

    @Override
    public Integer call() {
        Replay replay =
                modelintel.withStore(store -> replay(store, subject.answer(modelintel, store.recommendations())));
        modelintel.print(
                Rendering.render(ReplayDocuments.replay(replay, subject.recommendation()), format.format(), "replay"));
        return replay.identical() ? ExitCode.DONE : ExitCode.FOUND;
    }

    private static Replay replay(Store store, StoredAnswer stored) {
        RecommendationRepository repository = store.recommendations();
        List<StoredRecommendation> decided = stored.answer().question().decisions().stream()
                .map(StatusChange::recommendation)
                .distinct()
                .map(repository::find)
                .flatMap(Optional::stream)
                .toList();
        return Replay.of(
                stored,
                decided,
                repository.evidenceOf(stored),
                store.evidence().asOf(stored.recommendations().asOf()));
    }
}
