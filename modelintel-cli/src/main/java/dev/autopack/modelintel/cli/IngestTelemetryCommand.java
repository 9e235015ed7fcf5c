package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.evidence.RecordedFacts.Changes;
import dev.autopack.modelintel.ingest.UsageLog;
import dev.autopack.modelintel.runtime.UsageEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "ingest-telemetry",
        description = {
            "Reads calls of models that another program has logged into a table of modelintel's own schema.",
            "'compute-runtime-stats --telemetry-schema modelintel' aggregates them. A cost that the log states is kept."
        })
final class IngestTelemetryCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Option(names = "--from", paramLabel = "FILE", required = true, description = "The file, up to 16 MiB.")
    private Path from;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            required = true,
            description =
                    "csv (columns like llm_usage_events, with id and cost_usd), litellm-spend-logs (CSV or JSON), or"
                            + " otel-genai (OTLP JSON lines). See docs/telemetry.md.")
    private UsageLog source;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "imported",
            description = "The role of calls whose log names none. Default: ${DEFAULT-VALUE}.")
    private String role = "imported";

    @Override
    public void run() {
        List<UsageEvent> events = source.read(from, role);
        int added = modelintel.withStore(store -> store.usageEvents().record(events));
        Changes changes = new Changes(added, 0, events.size() - added);
        modelintel.print(Rendering.render(
                Documents.recordedFacts(new RecordedFacts(Map.of("usage_events", changes))),
                format.format(),
                "ingest"));
    }
}
