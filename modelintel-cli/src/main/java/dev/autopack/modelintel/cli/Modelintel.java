package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.store.DatabaseUrl;
import dev.autopack.modelintel.store.Store;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: the options that all commands share, and what follows from them. */
@Command(
        name = "modelintel",
        description = {
            "Recommends which LLM should serve which job, from prices, benchmarks, your own telemetry and sentiment.",
            "It proposes; a person accepts. Begin with 'modelintel demo'."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Modelintel.Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        subcommands = {
            DemoCommand.class,
            MigrateCommand.class,
            IngestCatalogCommand.class,
            IngestBenchmarksCommand.class,
            IngestSentimentCommand.class,
            ComputeRuntimeStatsCommand.class,
            RecommendCommand.class,
            ReportCommand.class,
            ExplainCommand.class,
            ProposePatchCommand.class
        })
final class Modelintel {

    /** The schema of our own tables. */
    private static final String DEFAULT_SCHEMA = "modelintel";

    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "postgresql://user:password@host:port/db, or embedded:DIR for a private PostgreSQL kept in DIR."
                    + " Default: the environment's DATABASE_URL.")
    private @Nullable String databaseUrl;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            defaultValue = DEFAULT_SCHEMA,
            description = "The schema of modelintel's own tables. Default: ${DEFAULT-VALUE}.")
    private String schema = DEFAULT_SCHEMA;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            defaultValue = "config",
            description = "The directory of models.yaml and pricing.yaml. Default: ${DEFAULT-VALUE}.")
    private Path config = Path.of("config");

    @Option(
            names = "--quiet",
            scope = ScopeType.INHERIT,
            description = "No progress and notes on standard error.")
    private boolean quiet;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "A stack trace with an error, and what the libraries log.")
    private boolean verbose;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours; NO_COLOR does the same.")
    private boolean noColor;

    Modelintel(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Connects to the database.
     *
     * @throws BadInputException if none is named or its URL is malformed
     */
    Store openStore() {
        String url = Optional.ofNullable(databaseUrl)
                .or(() -> Optional.ofNullable(environment.get("DATABASE_URL")))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new BadInputException("No database is named. Maybe give --database-url or set"
                        + " DATABASE_URL, such as postgresql://user@host/db, or embedded:DIR for a private one."));
        try {
            return Store.open(DatabaseUrl.parse(url), schema);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    Path config() {
        return config;
    }

    Instant now() {
        return clock.instant();
    }

    boolean verbose() {
        return verbose;
    }

    /** Where results go. */
    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Tells a person something that is not the result. */
    void note(String format, Object... args) {
        if (!quiet) {
            spec.commandLine().getErr().println(String.format(java.util.Locale.ROOT, format, args));
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Modelintel.class.getPackage().getImplementationVersion();
            return new String[] {"modelintel " + (version == null ? "(not packaged)" : version)};
        }
    }
}
