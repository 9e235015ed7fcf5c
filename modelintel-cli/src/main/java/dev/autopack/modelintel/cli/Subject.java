package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.StoredAnswer;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be explained or given again: a recommendation, or the newest answer of a use case, whatever it was. */
final class Subject {

    @Option(names = "--recommendation-id", paramLabel = "N", description = "The number of a recommendation.")
    private @Nullable Long id;

    @Option(
            names = "--use-case",
            paramLabel = "U",
            description = "The newest answer for a use case, which may be to keep the current model.")
    private @Nullable UseCaseId useCase;

    /** Empty where a use case is named. */
    OptionalLong recommendation() {
        return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }

    /**
     * The answer that the recommendation was first made in, or the newest one of the use case.
     *
     * @throws BadInputException if there is none on record
     */
    StoredAnswer answer(Modelintel modelintel, RecommendationRepository repository) {
        if (id != null) {
            return repository
                    .answerOf(modelintel.recommendation(repository, id).id())
                    .orElseThrow(() -> new BadInputException("Recommendation " + id
                            + " is older than the record of questions and evidence. Maybe run recommend again: what it makes"
                            + " anew can be given again."));
        }
        return newest(repository)
                .orElseThrow(() -> new BadInputException(
                        "There is no answer for " + useCase + " on record. Maybe run recommend for it first."));
    }

    private Optional<StoredAnswer> newest(RecommendationRepository repository) {
        return repository.newestAnswers().stream()
                .filter(stored -> stored.useCase().equals(useCase))
                .findFirst();
    }
}
