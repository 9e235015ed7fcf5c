package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.BenchmarkFile;
import dev.autopack.modelintel.ingest.BenchmarkModels;
import dev.autopack.modelintel.ingest.FeedContent;
import dev.autopack.modelintel.ingest.Leaderboard;
import dev.autopack.modelintel.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "ingest-benchmarks", description = "Reads published benchmark figures into the catalog.")
final class IngestBenchmarksCommand implements Runnable {

    /** The formats that can be read. */
    enum Source {
        MODELINTEL,
        AIDER,
        OPENHANDS,
        LIVEBENCH,
        TAU2,
        SWEBENCH
    }

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<FileOption> files = new ArrayList<>();

    static final class FileOption {
        @Option(
                names = "--from",
                paramLabel = "FILE|URL",
                description = "The file or its http(s) address; may be repeated together with --source. Default:"
                        + " benchmarks.yaml of the configuration directory.")
        private @Nullable String from;

        @Option(
                names = "--source",
                paramLabel = "NAME",
                description = "The format of the file: modelintel, which docs/configuration.md describes, aider,"
                        + " openhands, livebench, tau2 or swebench. Default: modelintel.")
        private Source source = Source.MODELINTEL;
    }

    private record Published(Source source, FeedContent content) {}

    @Override
    public void run() {
        List<Published> published = (files.isEmpty() ? List.of(new FileOption()) : files)
                .stream().map(file -> new Published(file.source, content(file))).toList();
        RecordedFacts recorded = modelintel.withStore(store -> store.atomically(joined -> recorded(published, joined)));
        modelintel.print(Rendering.render(Documents.recordedFacts(recorded), format.format(), "ingest"));
    }

    private FeedContent content(FileOption file) {
        if (file.from != null) {
            return FeedContent.at(file.from);
        }
        if (file.source != Source.MODELINTEL) {
            throw new BadInputException("--source " + file.source.name().toLowerCase(Locale.ROOT)
                    + " is of no file. Maybe name it with --from.");
        }
        return FeedContent.of(modelintel.configFile("benchmarks.yaml"));
    }

    /** Each file is read as if those before it had been recorded already. */
    private RecordedFacts recorded(List<Published> published, Store store) {
        Facts facts = Facts.ofBenchmarks(List.of());
        ModelNames names = store.evidence().names();
        Map<Source, SortedSet<String>> rawNames = new TreeMap<>();
        for (Published file : published) {
            if (file.source() == Source.MODELINTEL) {
                facts = facts.completedBy(BenchmarkFile.read(file.content(), modelintel.now()));
                continue;
            }
            BenchmarkModels models = new BenchmarkModels(names);
            Facts ofFile = models.facts(leaderboard(file, models).results());
            rawNames.computeIfAbsent(file.source(), source -> new TreeSet<>()).addAll(models.rawNames());
            names = names.with(
                    ofFile.mentions().stream().map(model -> model.id()).toList());
            facts = facts.completedBy(ofFile);
        }
        RecordedFacts recorded = store.evidence().record(facts);
        rawNames.forEach((source, raw) ->
                store.market().noteNames(source.name().toLowerCase(Locale.ROOT), raw, modelintel.now()));
        return recorded;
    }

    private Leaderboard leaderboard(Published file, BenchmarkModels models) {
        Leaderboard leaderboard = Leaderboard.read(
                Leaderboard.Format.valueOf(file.source().name()), file.content(), models::find, modelintel.now());
        leaderboard
                .unrecognised()
                .forEach(name -> modelintel.note("'" + name + "' names no single model and was left out."));
        return leaderboard;
    }
}
