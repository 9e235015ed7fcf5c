package dev.autopack.modelintel.cli;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands, in the order of the help. */
final class Commands {

    private static final ImmutableMap<String, Supplier<Object>> ALL = ImmutableMap.<String, Supplier<Object>>builder()
            .put("demo", DemoCommand::new)
            .put("migrate", MigrateCommand::new)
            .put("ingest-catalog", IngestCatalogCommand::new)
            .put("cost", CostCommand::new)
            .put("prices", PricesCommand::new)
            .put("drift", DriftCommand::new)
            .put("ingest-benchmarks", IngestBenchmarksCommand::new)
            .put("ingest-sentiment", IngestSentimentCommand::new)
            .put("ingest-telemetry", IngestTelemetryCommand::new)
            .put("compute-runtime-stats", ComputeRuntimeStatsCommand::new)
            .put("recommend", RecommendCommand::new)
            .put("report", ReportCommand::new)
            .put("explain", ExplainCommand::new)
            .put("replay", ReplayCommand::new)
            .put("propose-patch", ProposePatchCommand::new)
            .put("accept", AcceptCommand::new)
            .put("reject", RejectCommand::new)
            .put("mark-implemented", MarkImplementedCommand::new)
            .put("refresh", RefreshCommand::new)
            .put("audit", AuditCommand::new)
            .put("models", ModelsCommand::new)
            .put("backtest", BacktestCommand::new)
            .build();

    private Commands() {}

    /**
     * Adds the commands that the arguments may mean: all of them, unless the first argument is one. To set up all takes
     * as long as an audit of thousands of files.
     */
    static void addTo(CommandLine root, String... args) {
        boolean named = args.length > 0 && ALL.containsKey(args[0]);
        ALL.forEach((name, command) -> {
            if (!named || Arrays.asList(args).contains(name)) {
                root.addSubcommand(name, command.get());
            }
        });
    }
}
