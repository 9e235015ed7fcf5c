package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.StoredAnswer;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import java.util.Optional;
import java.util.function.Function;
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
        Long with = other;
        if (with != null) {
            print(repository -> comparison(repository, with), "compare");
        } else if (subject.recommendation().isPresent()) {
            print(this::explanation, "explain");
        } else {
            print(this::newestAnswer, "answer");
        }
    }

    private void print(Function<RecommendationRepository, ObjectNode> document, String template) {
        ObjectNode said = modelintel.withStore(store -> document.apply(store.recommendations()));
        modelintel.print(Rendering.render(said, format.format(), template));
    }

    private ObjectNode comparison(RecommendationRepository repository, long with) {
        return new ScorecardComparison(repository)
                .document(recommendation(repository), modelintel.recommendation(repository, with));
    }

    private ObjectNode newestAnswer(RecommendationRepository repository) {
        KeptAnswers answers = new KeptAnswers(repository);
        StoredAnswer stored = subject.answer(modelintel, repository);
        return answers.withRecommendations(answers.document(stored), stored);
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
