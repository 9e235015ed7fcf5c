package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.audit.AuditCatalog;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.Resolution;
import dev.autopack.modelintel.evidence.UnknownModelException;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.ConfigDirectory;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationRepository.Query;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.store.DatabaseUrl;
import dev.autopack.modelintel.store.Store;
import dev.autopack.modelintel.store.TelemetryUrl;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        usageHelpAutoWidth = true)
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
            description =
                    "postgresql://user:password@host:port/db, or embedded:DIR for a private PostgreSQL kept in DIR."
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
            description = "The directory of models.yaml and pricing.yaml. Default: config.")
    private @Nullable Path config;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "No progress and notes on standard error.")
    private boolean quiet;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "A stack trace with an error, and what the libraries log.")
    private boolean verbose;

    /** {@link Main} looks for it before the options are parsed, because help is printed while they are. */
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours; NO_COLOR does the same.")
    private boolean noColor;

    /** The store that the demo shares between its steps. */
    private @Nullable Store sharedStore;

    Modelintel(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /** A root command whose steps all work on one store, which they leave open, and by the same configuration. */
    Modelintel sharing(Store store) {
        return sharing(store, config);
    }

    /** The same by another configuration. */
    Modelintel sharing(Store store, @Nullable Path itsConfig) {
        Modelintel shared = new Modelintel(environment, clock);
        shared.sharedStore = store;
        shared.config = itsConfig;
        return shared;
    }

    /** The arguments of a step, with the options of all commands that are about what is printed. */
    String[] step(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        if (quiet) {
            arguments.add("--quiet");
        }
        if (verbose) {
            arguments.add("--verbose");
        }
        return arguments.toArray(String[]::new);
    }

    /**
     * Does something with the database.
     *
     * @throws BadInputException if none is named or its URL is malformed
     */
    <T> T withStore(Function<Store, T> work) {
        if (sharedStore != null) {
            return work.apply(sharedStore);
        }
        try (Store store = openStore(databaseUrl())) {
            return work.apply(store);
        }
    }

    /**
     * What the database knows of all models.
     *
     * @throws BadInputException as {@link #withStore}
     */
    AuditCatalog catalog() {
        return withStore(store -> AuditCatalog.of(
                store.evidence().asOf(now()),
                store.evidence().names(),
                store.market().ends(now()),
                store.recommendations().list(new Query(Optional.empty(), Optional.empty(), false, Integer.MAX_VALUE))));
    }

    Store openStore(String url) {
        try {
            return Store.open(DatabaseUrl.parse(url), schema);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws BadInputException if it is malformed */
    TelemetryUrl telemetryUrl(String url) {
        try {
            return TelemetryUrl.parse(url, name -> Optional.ofNullable(environment.get(name)));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private String databaseUrl() {
        return Optional.ofNullable(databaseUrl)
                .or(() -> Optional.ofNullable(environment.get("DATABASE_URL")))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new BadInputException("No database is named. Maybe give --database-url or set"
                        + " DATABASE_URL, such as postgresql://user@host/db, or embedded:DIR for a private one."));
    }

    /**
     * The configuration. One that the user named has to be there; without a name none needs to be, where the use cases that
     * come with modelintel will do.
     *
     * @throws BadInputException if the directory that the user named has no {@code models.yaml}
     */
    ConfigDirectory config() {
        if (config != null && !Files.exists(configFile("models.yaml"))) {
            throw new BadInputException(
                    "--config " + config + " has no models.yaml in it. Maybe the path is mistyped: the"
                            + " directory of models.yaml and pricing.yaml is meant.");
        }
        return ConfigDirectory.of(configFile(""));
    }

    /** A file of the configuration directory. */
    Path configFile(String name) {
        return (config == null ? Path.of("config") : config).resolve(name);
    }

    Instant now() {
        return clock.instant();
    }

    /** The day in UTC. */
    LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC);
    }

    boolean verbose() {
        return verbose;
    }

    /** Whether the environment asks for no colours. */
    boolean plain() {
        return environment.containsKey("NO_COLOR");
    }

    /** Prints a result. */
    void print(String result) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(result.endsWith("\n") ? result : result + "\n");
        out.flush();
    }

    /** Runs another command line with the same streams. */
    int run(Modelintel other, String... args) {
        return Main.execute(
                other, spec.commandLine().getOut(), spec.commandLine().getErr(), args);
    }

    /** Runs another command line whose result is not ours: it goes where notes go. */
    int runForNotes(Modelintel other, String... args) {
        PrintWriter err = spec.commandLine().getErr();
        return Main.execute(other, quiet ? new PrintWriter(Writer.nullWriter()) : err, err, args);
    }

    /** Tells a person something that is not the result. */
    void note(String message) {
        if (!quiet) {
            spec.commandLine().getErr().println(message);
        }
    }

    /**
     * The model that a name given by the user means. If only a rule leads there, the user is told.
     *
     * @throws UnknownModelException if the name means no model of the catalog
     * @throws BadInputException if it may mean several
     */
    ModelId resolve(Store store, String name) {
        Resolution resolution = store.evidence().names().resolution(name);
        switch (resolution.match()) {
            case UNKNOWN -> throw new UnknownModelException(List.of(modelId(name)));
            case AMBIGUOUS ->
                throw new BadInputException("The model '" + name + "' may be one of "
                        + resolution.models().stream().map(ModelId::value).collect(Collectors.joining(", "))
                        + ". Maybe give one of these, or write what it means into aliases.yaml.");
            case RULE ->
                note("The model '" + name + "' is taken to be "
                        + resolution.models().get(0) + ".");
            case EXACT, ALIAS -> {}
        }
        return resolution.models().get(0);
    }

    static ModelId modelId(String name) {
        try {
            return new ModelId(name);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws BadInputException if there is none of that number */
    StoredRecommendation recommendation(RecommendationRepository repository, long id) {
        return repository
                .find(id)
                .orElseThrow(() -> new BadInputException(
                        "There is no recommendation " + id + ". Maybe look for its number with 'modelintel report'."));
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Modelintel.class.getPackage().getImplementationVersion();
            return new String[] {"modelintel " + (version == null ? "(not packaged)" : version)};
        }
    }
}
