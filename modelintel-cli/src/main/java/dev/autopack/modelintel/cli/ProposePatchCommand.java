package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.cli.FormatOption.Format;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.ConfigDirectory;
import dev.autopack.modelintel.ingest.ConfigPatch;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.store.Store;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "propose-patch",
        description = {
            "Prints the change of models.yaml that recommendations ask for, as a unified diff.",
            "It is never applied: review it, then use 'git apply'. With --branch it becomes a commit on a new branch,"
                    + " which is never pushed, and the description of a pull request is printed."
        })
final class ProposePatchCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @ArgGroup(multiplicity = "1")
    private Chosen chosen;

    static final class Chosen {
        @Option(
                names = "--recommendation-id",
                paramLabel = "N",
                description = "Its number. Several may be given; they become one patch.")
        private List<Long> ids = List.of();

        @Option(
                names = "--all-accepted",
                description = "All that are accepted and that the configuration does not follow yet.")
        private boolean allAccepted;
    }

    @Option(names = "--output", paramLabel = "FILE", description = "Write the diff to a file instead of printing it.")
    private Optional<Path> output;

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description =
                    "Make a new branch at HEAD with one commit in the configuration's git repository. Work tree and"
                            + " index stay as they are.")
    private Optional<String> branch;

    @Option(
            names = "--pr-body",
            paramLabel = "FILE",
            description = "Write the description of a pull request, in Markdown, to a file.")
    private Optional<Path> pullRequestBody;

    @Override
    public void run() {
        // What cannot be written is refused before there is a branch, which would stand in the way of another try.
        try (OutputFile diff = output.map(OutputFile::open).orElse(null);
                OutputFile body = pullRequestBody.map(OutputFile::open).orElse(null)) {
            if (diff != null && body != null && diff.isSameAs(body)) {
                throw new BadInputException("--output and --pr-body are one file, " + output.orElseThrow()
                        + ". Maybe name another for one of the two.");
            }
            print(modelintel.withStore(this::proposed), diff, body);
        }
    }

    /** Makes the branch and keeps the patch. */
    private ObjectNode proposed(Store store) {
        ConfigDirectory config = modelintel.config();
        RecommendationRepository repository = store.recommendations();
        List<ProposedChange> changes =
                new ChangeSelection(modelintel, config, repository).choose(chosen.ids, chosen.allAccepted);
        ConfigPatch patch =
                config.patch(changes.stream().map(ProposedChange::edit).toList());
        patch.notes().forEach(modelintel::note);
        Optional<String> commit =
                branch.map(name -> patch.commitTo(name, PatchDocuments.commitMessage(changes), modelintel.now()));
        Map<UseCaseId, ModelId> replaced = new LinkedHashMap<>();
        changes.forEach(change -> replaced.put(
                change.stored().recommendation().useCase(),
                change.stored().recommendation().currentModel()));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("endings", new Endings(store.market().ends(modelintel.now())).document(replaced));
        document.setAll(PatchDocuments.patch(changes, patch, branch, commit, repository));
        repository.keepPatch(
                changes.stream().map(change -> change.stored().id()).toList(), patch.diff());
        return document;
    }

    private void print(ObjectNode document, @Nullable OutputFile diff, @Nullable OutputFile pullRequest) {
        String body = Rendering.render(document, Format.MARKDOWN, "pull-request");
        document.put("pull_request_body", body);
        String patch = document.required("patch").asText();
        if (diff != null) {
            diff.write(patch);
            modelintel.note("Wrote " + output.orElseThrow() + ". Maybe check it with 'git apply --check'.");
        }
        if (pullRequest != null) {
            pullRequest.write(body);
            modelintel.note("Wrote " + pullRequestBody.orElseThrow() + ". It describes the pull request.");
        }
        branch.ifPresent(name ->
                modelintel.note("Made the branch " + name + ". Maybe push it with 'git push origin " + name + "'."));
        if (format.format() != Format.TEXT) {
            modelintel.print(Rendering.render(document, format.format(), "patch"));
        } else if (branch.isPresent() && pullRequestBody.isEmpty()) {
            modelintel.print(body);
        } else if (branch.isEmpty() && output.isEmpty()) {
            modelintel.print(patch);
        }
    }
}
