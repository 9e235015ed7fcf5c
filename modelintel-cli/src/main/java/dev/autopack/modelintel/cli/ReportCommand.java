package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.cli.FormatOption.Format;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationRepository.Query;
import dev.autopack.modelintel.recommend.RecommendationRepository.Waiting;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.StoredAnswer;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.store.Store;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "report",
        description = {
            "Shows the recommendations on record, newest first, with what was decided about them.",
            "Then what waits for a person, and what implemented changes have brought by the telemetry, in all or in"
                    + " --use-case."
        })
final class ReportCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Option(
            names = "--latest",
            description = "Of each use case only the newest answer, which may be to keep the current model.")
    private boolean latest;

    @Option(names = "--use-case", paramLabel = "U", description = "Only of this use case.")
    private Optional<UseCaseId> useCase;

    @Option(
            names = "--status",
            paramLabel = "proposed|accepted|rejected|implemented",
            description = "Only of this status.")
    private Optional<RecommendationStatus> status;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most N recommendations. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write a page (FILE.html) or a document (FILE.md). JSON is printed as well.")
    private Optional<Path> output;

    /** From it is measured what implemented changes have brought. */
    @Mixin
    private TelemetryOptions telemetry;

    @Override
    public void run() {
        if (limit < 1) {
            throw new BadInputException("The limit is " + limit + "; it must be at least 1. Maybe leave it out.");
        }
        output.ifPresent(ReportCommand::requireWritable);
        ObjectNode document = modelintel.withStore(this::document);
        if (output.isEmpty() || format.format() == Format.JSON) {
            modelintel.print(Rendering.render(document, format.format(), "report"));
        }
        if (output.isPresent()) {
            String page = isHtml(output.get())
                    ? Rendering.html(document, "report")
                    : Rendering.render(document, Format.MARKDOWN, "report");
            OutputFile.write(output.get(), page);
            modelintel.note("Wrote " + output.get() + ".");
        }
    }

    private ObjectNode document(Store store) {
        RecommendationRepository repository = store.recommendations();
        List<Waiting> waiting = repository.waiting();
        ObjectNode document = new Endings(store.market().ends(modelintel.now())).document(modelintel.config(), useCase);
        Query oneMore = new Query(useCase, status, latest, (int) Math.min(limit + 1L, Integer.MAX_VALUE));
        List<StoredRecommendation> found = repository.list(oneMore);
        List<StoredRecommendation> shown = found.subList(0, Math.min(limit, found.size()));
        document.setAll(Documents.report(shown, newestAnswers(repository), waiting, repository, modelintel.now()));
        document.put("cut_at", shown.size() < found.size() ? limit : null);
        new TrailReport(repository, telemetry.telemetry(modelintel, store), modelintel.config(), modelintel.now())
                .addTo(document, waiting, useCase);
        return document;
    }

    private List<StoredAnswer> newestAnswers(RecommendationRepository repository) {
        return latest && status.isEmpty()
                ? repository.newestAnswers().stream()
                        .filter(answer -> useCase.isEmpty() || answer.useCase().equals(useCase.get()))
                        .toList()
                : List.of();
    }

    /** @throws BadInputException if a report is not written in such a file, or it cannot be written */
    static void requireWritable(Path file) {
        if (!isHtml(file) && !file.toString().toLowerCase(Locale.ROOT).endsWith(".md")) {
            throw new BadInputException("A report is written as .html or .md, not as " + file.getFileName() + ".");
        }
        OutputFile.open(file).close();
    }

    private static boolean isHtml(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".html");
    }
}
