package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.ingest.BenchmarkFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "ingest-benchmarks", description = "Reads published benchmark figures into the catalog.")
final class IngestBenchmarksCommand implements Runnable {

    /** The formats that can be read. */
    enum Source {
        MODELINTEL
    }

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "The file. Default: benchmarks.yaml of the configuration directory.")
    private Optional<Path> from;

    @Option(
            names = "--source",
            paramLabel = "modelintel",
            defaultValue = "modelintel",
            description = "The format of the file: modelintel, which docs/configuration.md describes.")
    private Source source = Source.MODELINTEL;

    @Override
    public void run() {
        Path file = from.orElseGet(() -> modelintel.configFile("benchmarks.yaml"));
        Facts facts = switch (source) {
            case MODELINTEL -> BenchmarkFile.read(file, modelintel.now());
        };
        modelintel.withStore(store -> modelintel.print(
                Rendering.render(Documents.recordedFacts(store.evidence().record(facts)), format.format(), "ingest")));
    }
}
