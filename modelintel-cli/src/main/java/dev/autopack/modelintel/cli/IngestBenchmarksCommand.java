package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.ingest.BenchmarkFile;
import dev.autopack.modelintel.ingest.BenchmarkModels;
import dev.autopack.modelintel.ingest.FeedContent;
import dev.autopack.modelintel.ingest.Leaderboard;
import dev.autopack.modelintel.store.Store;
import java.util.Locale;
import java.util.Optional;
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

    @Option(
            names = "--from",
            paramLabel = "FILE|URL",
            description = "The file or its http(s) address. Default: benchmarks.yaml of the configuration directory.")
    private Optional<String> from;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "modelintel",
            description = "The format of the file: modelintel, which docs/configuration.md describes, aider, openhands,"
                    + " livebench, tau2 or swebench. Default: ${DEFAULT-VALUE}.")
    private Source source = Source.MODELINTEL;

    @Override
    public void run() {
        FeedContent file =
                from.map(FeedContent::at).orElseGet(() -> FeedContent.of(modelintel.configFile("benchmarks.yaml")));
        modelintel.withStore(store -> modelintel.print(Rendering.render(
                Documents.recordedFacts(store.evidence().record(facts(file, store))), format.format(), "ingest")));
    }

    private Facts facts(FeedContent file, Store store) {
        if (source == Source.MODELINTEL) {
            return BenchmarkFile.read(file, modelintel.now());
        }
        BenchmarkModels models = new BenchmarkModels(store.evidence().names());
        Leaderboard leaderboard =
                Leaderboard.read(Leaderboard.Format.valueOf(source.name()), file, models::find, modelintel.now());
        leaderboard
                .unrecognised()
                .forEach(name -> modelintel.note("'" + name + "' names no single model and was left" + " out."));
        store.market().noteNames(source.name().toLowerCase(Locale.ROOT), models.rawNames(), modelintel.now());
        return models.facts(leaderboard.results());
    }
}
