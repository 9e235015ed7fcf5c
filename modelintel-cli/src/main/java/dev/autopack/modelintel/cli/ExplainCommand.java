package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.StoredAnswer;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "explain",
        description = {
            "Shows the whole scorecard of a recommendation: components, weights, evidence, and why others lost.",
            "Then how the answer hangs on the weights, and which models nobody beats in both cost and success."
        })
final class ExplainCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @ArgGroup(multiplicity = "1")
    private Subject subject;

    @Option(
            names = "--compare-to",
            paramLabel = "N",
            description = "Say instead how the scorecards of this recommendation differ from those of the other.")
    private @Nullable Long other;

    @Override
    public void run() {
        if (other != null && subject.recommendation().isEmpty()) {
            throw new BadInputException("--compare-to goes with a recommendation. Maybe give --recommendation-id.");
        }
        modelintel.withStore(store -> {
            RecommendationRepository repository = store.recommendations();
            if (other != null) {
                modelintel.print(Rendering.render(
                        new ScorecardComparison(repository)
                                .document(recommendation(repository), modelintel.recommendation(repository, other)),
                        format.format(),
                        "compare"));
            } else if (subject.recommendation().isPresent()) {
                modelintel.print(Rendering.render(explanation(repository), format.format(), "explain"));
            } else {
                KeptAnswers answers = new KeptAnswers(repository);
                StoredAnswer stored = subject.answer(modelintel, repository);
                ObjectNode document = answers.withRecommendations(answers.document(stored), stored);
                modelintel.print(Rendering.render(document, format.format(), "answer"));
            }
        });
    }

    private StoredRecommendation recommendation(RecommendationRepository repository) {
        return modelintel.recommendation(repository, subject.recommendation().orElseThrow());
    }

    private ObjectNode explanation(RecommendationRepository repository) {
        StoredRecommendation stored = recommendation(repository);
        ObjectNode document = Documents.explanation(
                stored, repository.references(stored.recommendation().evidence()));
        Optional<StoredAnswer> answer = repository.answerOf(stored.id());
        answer.ifPresentOrElse(
                known -> {
                    document.put("answer_id", known.id());
                    new KeptAnswers(repository).addConsequences(document, known);
                },
                () -> document.putNull("answer_id").putNull("sensitivity").putArray("wanted"));
        return document;
    }
}
