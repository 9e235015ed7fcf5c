package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.approval.PastDecisions;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.ConfigDirectory;
import dev.autopack.modelintel.recommend.Answer;
import dev.autopack.modelintel.recommend.Question;
import dev.autopack.modelintel.recommend.Recommender;
import dev.autopack.modelintel.recommend.ScoringPolicy;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.usecase.ScoringWeights;
import dev.autopack.modelintel.usecase.UseCase;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "recommend",
        description = {
            "Compares every model of the catalog with the one that serves a use case now.",
            "Recommendations are stored as proposals; the configuration stays as it is.",
            "Asked for other weights, another floor of the confidence, another instant or another model than the"
                    + " configuration names, it is a what-if: stored and shown as such, and never the newest answer of its"
                    + " use case."
        })
final class RecommendCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @ArgGroup(multiplicity = "1")
    private Scope scope;

    static final class Scope {
        @Option(names = "--use-case", paramLabel = "U", description = "For one use case of use_cases.yaml.")
        private @Nullable UseCaseId useCase;

        @Option(names = "--all", description = "For all use cases.")
        private boolean all;
    }

    @Option(
            names = "--current-model",
            paramLabel = "M",
            description = "The model to compare with. Default: the one that models.yaml names for the use case.")
    private Optional<String> currentModel;

    @Option(names = "--max-candidates", paramLabel = "N", description = "At most N recommendations. Default: 3.")
    private Optional<Integer> maxCandidates;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "From what was known at this instant, such as 2026-08-25T00:00:00Z. Default: now.")
    private Optional<Instant> asOf;

    @Option(
            names = "--weights",
            paramLabel = "price=..,benchmark=..,runtime=..,sentiment=..",
            description = "The scoring weights, together 1, for every use case asked for."
                    + " Default: those of the use case, else 0.35, 0.40, 0.20, 0.05.")
    private Optional<ScoringWeights> weights;

    @Option(
            names = "--min-confidence",
            paramLabel = "X",
            description = "Below this confidence, 0 to 1, nothing is recommended, in every use case asked for."
                    + " Default: confidence_floor of the use case, else 0.60.")
    private Optional<Double> minConfidence;

    @Option(names = "--dry-run", description = "Store nothing.")
    private boolean dryRun;

    @Override
    public void run() {
        Instant now = modelintel.now();
        Instant at = asOf.orElse(now);
        if (at.isAfter(now)) {
            throw new BadInputException(
                    "--as-of is " + at + ", and what will be known then nobody can say. Maybe leave it out for now.");
        }
        ConfigDirectory config = modelintel.config();
        List<UseCase> useCases = useCases(config);
        Recommender recommender = Recommender.of(policy());
        JsonNode document = modelintel.withStore(store -> {
            PastDecisions decisions = PastDecisions.of(store.recommendations().decided());
            Evidence evidence = store.evidence().asOf(at);
            Optional<ModelId> asked = currentModel.map(name -> modelintel.resolve(store, name));
            List<Answer> answers = new ArrayList<>();
            for (UseCase useCase : useCases) {
                ModelId current = asked.orElseGet(() -> config.currentModel(useCase.path()));
                answers.add(decisions.answer(recommender, useCase, current, evidence));
            }
            Set<UseCaseId> whatIfs = answers.stream()
                    .filter(answer -> isWhatIf(answer, config))
                    .map(answer -> answer.question().useCase().id())
                    .collect(Collectors.toSet());
            List<List<StoredRecommendation>> stored = dryRun
                    ? List.of()
                    : store.recommendations()
                            .save(
                                    evidence,
                                    answers,
                                    answer -> whatIfs.contains(
                                            answer.question().useCase().id()));
            Endings endings = new Endings(store.market().ends(at));
            List<ObjectNode> documents = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                Question question = answers.get(i).question();
                ObjectNode answer = Documents.recommendations(
                        answers.get(i).recommendations(),
                        recommender.wanted(question.useCase(), question.currentModel(), evidence),
                        dryRun ? List.of() : stored.get(i));
                documents.add(endings.saidFirst(
                        question.currentModel(),
                        answer.put(
                                "what_if", whatIfs.contains(question.useCase().id()))));
            }
            if (!dryRun && !whatIfs.isEmpty()) {
                modelintel.note("This is a what-if: it is kept, and the newest answer stays the one that it was.");
            }
            return scope.all ? JsonNodeFactory.instance.arrayNode().addAll(documents) : documents.get(0);
        });
        modelintel.print(Rendering.render(document, format.format(), "recommend"));
    }

    private boolean isWhatIf(Answer answer, ConfigDirectory config) {
        return asOf.isPresent()
                || weights.isPresent()
                || minConfidence.isPresent()
                || (currentModel.isPresent()
                        && configured(answer.question().useCase(), config)
                                .filter(model -> !model.equals(answer.question().currentModel()))
                                .isPresent());
    }

    /** Empty where the configuration leaves it to the user to say which model serves. */
    private static Optional<ModelId> configured(UseCase useCase, ConfigDirectory config) {
        try {
            return Optional.of(config.currentModel(useCase.path()));
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    private List<UseCase> useCases(ConfigDirectory config) {
        List<UseCase> known = config.useCases();
        List<UseCase> asked = known.stream()
                .filter(useCase -> scope.all || useCase.id().equals(scope.useCase))
                .map(useCase -> weights.map(useCase::withWeights).orElse(useCase))
                .map(this::withFloor)
                .toList();
        if (asked.isEmpty()) {
            throw new BadInputException("There is no use case " + scope.useCase + ". Maybe one of "
                    + String.join(
                            ", ",
                            known.stream().map(useCase -> useCase.id().value()).toList()) + ".");
        }
        return asked;
    }

    private UseCase withFloor(UseCase useCase) {
        try {
            return minConfidence.map(useCase::withConfidenceFloor).orElse(useCase);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    "--min-confidence is " + minConfidence.orElseThrow() + ". Maybe give 0.6: it is from 0 to 1.", e);
        }
    }

    private ScoringPolicy policy() {
        ScoringPolicy policy = ScoringPolicy.defaults();
        try {
            return maxCandidates.map(policy::withMaxRecommendations).orElse(policy);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
