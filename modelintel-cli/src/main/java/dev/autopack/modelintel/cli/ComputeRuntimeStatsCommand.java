package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.runtime.RuntimeSummary;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.runtime.TokenMix;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "compute-runtime-stats",
        description = {
            "Aggregates the telemetry of a window into runtime statistics.",
            "Reads llm_usage_events, and phases and phase_outcome_events where present; writes nothing to them. A call"
                    + " without a token split is priced by the typical task of its role in use_cases.yaml, and counted apart."
        })
final class ComputeRuntimeStatsCommand implements Runnable {

    /** A hundred years, in days. */
    private static final int LONGEST_WINDOW = 36_500;

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Option(names = "--window-days", paramLabel = "N", required = true, description = "How many days, at least 1.")
    private int windowDays;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            description = "The end of the window, such as 2026-08-25T00:00:00Z or 2026-08-25 (UTC). Default: now.")
    private Optional<Instant> until;

    @Mixin
    private TelemetryOptions telemetry;

    @Override
    public void run() {
        TimeWindow window = window();
        List<TokenMix> mixes = modelintel.config().tokenMixes();
        RuntimeSummary summary = modelintel.withStore(
                store -> telemetry.telemetry(modelintel, store).aggregate(window, mixes));
        modelintel.print(Rendering.render(Documents.runtimeSummary(summary), format.format(), "runtime-stats"));
    }

    private TimeWindow window() {
        requireWindow(windowDays);
        return TimeWindow.ofDaysUntil(windowDays, until.orElseGet(modelintel::now));
    }

    /** @throws BadInputException if a window cannot have so many days */
    static void requireWindow(int windowDays) {
        if (windowDays < 1 || windowDays > LONGEST_WINDOW) {
            throw new BadInputException(
                    "--window-days is " + windowDays + ". Maybe give 30: it must be 1 to " + LONGEST_WINDOW + ".");
        }
    }
}
