package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autopack.modelintel.audit.Audit;
import dev.autopack.modelintel.audit.AuditCatalog;
import dev.autopack.modelintel.audit.Baseline;
import dev.autopack.modelintel.audit.FileAudit;
import dev.autopack.modelintel.audit.Match;
import dev.autopack.modelintel.audit.NameSearch;
import dev.autopack.modelintel.cli.FormatOption.Format;
import dev.autopack.modelintel.ingest.BaselineFile;
import dev.autopack.modelintel.ingest.CatalogFile;
import dev.autopack.modelintel.ingest.SourceTree;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "audit",
        description = {
            "Shows where the names of models stand in a code base, and which of them are stale.",
            "Ignores what git ignores, and binary files. A comment 'modelintel:allow' on the line, or alone on the line"
                    + " before, accepts a name.",
            "Exit code 1 if --fail-on or --fail-on-deprecated found a name that nothing accepts."
        })
final class AuditCommand implements Callable<Integer> {

    enum AuditFormat {
        TEXT,
        JSON,
        SARIF
    }

    private static final int SUGGESTIONS = 3;

    @ParentCommand
    private Modelintel modelintel;

    @Parameters(paramLabel = "PATH", description = "Files and directories. Default: the working directory.")
    private List<Path> paths = List.of();

    @Option(
            names = "--glob",
            paramLabel = "G",
            description = "Only files that match, as in .gitignore: *.py, src/**; with a leading ! all but those.")
    private List<String> globs = List.of();

    @Option(names = "--exclude", paramLabel = "D", description = "No files and directories that match, as --glob.")
    private List<String> excludes = List.of();

    @Option(names = "--filter", paramLabel = "S", description = "Only names that have S in them.")
    private Optional<String> filter;

    @Option(
            names = "--fail-on",
            paramLabel = "S",
            description = "Exit code 1 where the model S is named, by this or another of its names.")
    private List<String> failOn = List.of();

    @Option(names = "--fail-on-deprecated", description = "Exit code 1 where a deprecated model is named.")
    private boolean failOnDeprecated;

    @Option(names = "--baseline", paramLabel = "FILE", description = "Accept the names that this file lists.")
    private Optional<Path> baseline;

    @Option(names = "--write-baseline", paramLabel = "FILE", description = "List the names found in this file.")
    private Optional<Path> writeBaseline;

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "Know the models by the output of 'models --format json' and not by a database.")
    private Optional<Path> catalog;

    @Option(
            names = "--format",
            paramLabel = "text|json|sarif",
            defaultValue = "text",
            description = "The form of the result. Default: ${DEFAULT-VALUE}.")
    private AuditFormat format = AuditFormat.TEXT;

    @Override
    public Integer call() {
        Baseline accepted = baseline.map(BaselineFile::read).orElseGet(Baseline::empty);
        SourceTree tree = SourceTree.of(paths.isEmpty() ? List.of(Path.of("")) : paths, globs, excludes);
        AuditCatalog known = catalog.map(CatalogFile::read).orElseGet(modelintel::catalog);
        failOn.stream().filter(name -> known.find(name).isEmpty()).forEach(name -> warn(name, known));
        NameSearch search = NameSearch.of(known, failOn);
        LocalDate today = modelintel.today();
        Audit found = tree.audit(path -> new FileAudit(search, known, today, path));
        writeBaseline.ifPresent(file -> OutputFile.write(file, baseline(found)));
        Audit judged = found.accepting(accepted);
        List<Match> failures = judged.failures(failOn, failOnDeprecated);
        Audit shown = filter.map(judged::filteredBy).orElse(judged);
        shown.skipped()
                .forEach(skip ->
                        modelintel.note(Rendering.oneLine("Skipped " + skip.path() + ": " + skip.reason() + ".")));
        modelintel.print(rendered(shown, failures));
        return failures.isEmpty() ? ExitCode.DONE : ExitCode.FOUND;
    }

    private void warn(String name, AuditCatalog known) {
        modelintel.note("The catalog does not know the " + name + " of --fail-on; only that spelling is looked for. "
                + "Maybe you mean one of " + String.join(", ", known.namesLike(name, SUGGESTIONS)) + ".");
    }

    private static String baseline(Audit found) {
        return Rendering.render(AuditDocuments.baseline(Baseline.of(found.matches())), Format.JSON, "baseline") + "\n";
    }

    private String rendered(Audit audit, List<Match> failures) {
        JsonNode document =
                format == AuditFormat.SARIF ? Sarif.document(audit, failures) : AuditDocuments.audit(audit, failures);
        return Rendering.render(document, format == AuditFormat.TEXT ? Format.TEXT : Format.JSON, "audit");
    }
}
