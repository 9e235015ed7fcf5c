package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.ingest.BundledConfig;
import dev.autopack.modelintel.recommend.RecommendationRepository.Query;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.store.SampleTelemetry;
import dev.autopack.modelintel.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "demo",
        description = {
            "Runs the whole pipeline on bundled sample evidence and telemetry, in a private PostgreSQL.",
            "Needs no database and no configuration; everything it makes lies in one directory."
        })
final class DemoCommand implements Callable<Integer> {

    /** The sample telemetry lies in June 2026. */
    private static final String WINDOW_END = "2026-07-01";

    @ParentCommand
    private Modelintel modelintel;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "modelintel-demo",
            description = "Where everything goes. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("modelintel-demo");

    @Override
    public Integer call() {
        Path config = output.resolve("config");
        BundledConfig.copyTo(config);
        try (Store store = modelintel.openStore(databaseUrl())) {
            Modelintel shared = modelintel.sharing(store, config);
            String signals = config.resolve("sentiment.yaml").toString();
            int exitCode = runAll(
                    shared,
                    List.of(
                            List.of("migrate"),
                            List.of("ingest-catalog"),
                            List.of("ingest-benchmarks"),
                            List.of("ingest-sentiment", "--from", signals)));
            if (exitCode != ExitCode.DONE) {
                return exitCode;
            }
            loadTelemetry(store);
            exitCode = runAll(
                    shared,
                    List.of(
                            List.of("compute-runtime-stats", "--window-days", "30", "--until", WINDOW_END),
                            List.of("recommend", "--all"),
                            List.of("report", "--latest"),
                            List.of("report", "--latest", "--output", page().toString())));
            if (exitCode == ExitCode.DONE) {
                exitCode = runAll(shared, proposals(store));
            }
            if (exitCode == ExitCode.DONE) {
                modelintel.print(closingWords());
            }
            return exitCode;
        }
    }

    /** The patch of the first recommendation of each use case, and where else a model that is replaced is named. */
    private List<List<String>> proposals(Store store) {
        Query latest = new Query(Optional.empty(), Optional.of(RecommendationStatus.PROPOSED), true, Integer.MAX_VALUE);
        List<StoredRecommendation> first = store.recommendations().list(latest).stream()
                .filter(stored -> stored.recommendation().rank() == 1)
                .toList();
        List<List<String>> commands = new ArrayList<>();
        for (StoredRecommendation stored : first) {
            commands.add(List.of("propose-patch", "--recommendation-id", String.valueOf(stored.id())));
        }
        first.stream()
                .findFirst()
                .map(stored -> stored.recommendation().currentModel().value())
                .ifPresent(model -> commands.add(List.of(
                        "audit",
                        "--filter",
                        model,
                        "--glob",
                        "models.yaml",
                        output.resolve("config").toString())));
        return commands;
    }

    private int runAll(Modelintel shared, List<List<String>> commands) {
        for (List<String> command : commands) {
            modelintel.print("\n$ modelintel " + String.join(" ", command));
            int exitCode = modelintel.run(shared, modelintel.step(command));
            if (exitCode != ExitCode.DONE) {
                return exitCode;
            }
        }
        return ExitCode.DONE;
    }

    private String closingWords() {
        return """

                Everything lies in %s; the page is %s.
                To look further, say where the database and the configuration are:
                  export DATABASE_URL=%s
                  modelintel explain --recommendation-id 1
                """.formatted(output, page(), databaseUrl());
    }

    private Path page() {
        return output.resolve("report.html");
    }

    private String databaseUrl() {
        return "embedded:" + output.resolve("database");
    }

    private void loadTelemetry(Store store) {
        try (InputStream runs = resource("runs.csv");
                InputStream phases = resource("phases.csv");
                InputStream events = resource("llm_usage_events.csv")) {
            store.loadSampleTelemetry("public", new SampleTelemetry(runs, phases, events));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        @Nullable InputStream in = DemoCommand.class.getResourceAsStream("/demo/" + name);
        if (in == null) {
            throw new IllegalStateException("The bundled " + name + " is missing.");
        }
        return in;
    }
}
