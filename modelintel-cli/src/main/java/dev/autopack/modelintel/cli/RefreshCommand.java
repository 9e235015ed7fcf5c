package dev.autopack.modelintel.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "refresh",
        description = {
            "Runs ingest-catalog, compute-runtime-stats, recommend --all and report, in that order.",
            "The first that fails ends it with its exit code. Standard output has the report alone, standard error the rest."
        })
final class RefreshCommand implements Callable<Integer> {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Option(
            names = "--window-days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How many days of telemetry, at least 1. Default: ${DEFAULT-VALUE}.")
    private int windowDays = 30;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            description = "The end of these days, such as 2026-08-25T00:00:00Z or 2026-08-25 (UTC). Default: now.")
    private Optional<Instant> until;

    @Mixin
    private TelemetryOptions telemetry;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report as a page (FILE.html) or a document (FILE.md) instead of printing it.")
    private Optional<Path> output;

    @Override
    public Integer call() {
        // What a later step would refuse is refused before the first.
        ComputeRuntimeStatsCommand.requireWindow(windowDays);
        output.ifPresent(ReportCommand::requireWritable);
        return modelintel.withStore(store -> {
            Modelintel shared = modelintel.sharing(store);
            for (List<String> step : List.of(List.of("ingest-catalog"), statistics(), List.of("recommend", "--all"))) {
                modelintel.note("\n$ modelintel " + telemetry.shown(modelintel, step));
                int exitCode = modelintel.runForNotes(shared, modelintel.step(step));
                if (exitCode != ExitCode.DONE) {
                    return exitCode;
                }
            }
            return modelintel.run(shared, modelintel.step(report()));
        });
    }

    private List<String> statistics() {
        List<String> step =
                new ArrayList<>(List.of("compute-runtime-stats", "--window-days", String.valueOf(windowDays)));
        step.addAll(telemetry.asGiven());
        until.ifPresent(end -> step.addAll(List.of("--until", end.toString())));
        return step;
    }

    private List<String> report() {
        List<String> step = new ArrayList<>(
                List.of("report", "--latest", "--format", format.format().name()));
        step.addAll(telemetry.asGiven());
        output.ifPresent(file -> step.addAll(List.of("--output", file.toString())));
        return step;
    }
}
