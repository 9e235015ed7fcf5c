package dev.autopack.modelintel.store;

import dev.autopack.modelintel.evidence.EvidenceRepository;
import dev.autopack.modelintel.market.MarketRepository;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.runtime.TelemetryRepository;
import dev.autopack.modelintel.runtime.UsageEventRepository;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/**
 * A PostgreSQL database behind the ports of the core. Safe for use by several threads.
 *
 * <p>Everything that works on the database throws {@link StoreException} if it cannot be reached or refuses, and, the
 * migration apart, if its tables are missing or of another version.
 */
public final class Store implements AutoCloseable {

    private final Database database;
    private final Schema schema;
    private final Optional<EmbeddedServer> embedded;
    private volatile boolean current;

    private Store(Database database, Optional<EmbeddedServer> embedded) {
        this.database = database;
        this.schema = new Schema(database);
        this.embedded = embedded;
    }

    /**
     * Connects, and starts the server of an {@code embedded:} URL.
     *
     * @param schema the schema of modelintel's own tables: lower-case letters, digits and underscores, no digit first, at
     *     most 63 characters
     * @throws IllegalArgumentException if {@code schema} is no such name
     * @throws StoreException if the database cannot be reached within about 10 seconds, or the directory of an embedded
     *     one is in use for a minute or cannot be used
     */
    public static Store open(DatabaseUrl url, String schema) {
        Schema.requireName(schema);
        Optional<EmbeddedServer> embedded = url.directory().map(EmbeddedServer::start);
        DatabaseUrl served = embedded.map(server -> server.urlOf(url)).orElse(url);
        Database database = new Database(served, schema);
        try {
            database.connect().close();
        } catch (SQLException e) {
            embedded.ifPresent(EmbeddedServer::close);
            throw database.explained(e);
        }
        return new Store(database, embedded);
    }

    /** Creates the schema and its tables, or brings them to the newest version. */
    public Migration migrate() {
        return schema.migrate();
    }

    /** Prices, benchmarks, sentiment and the catalog. */
    public EvidenceRepository evidence() {
        return new PostgresEvidence(migrated());
    }

    /** Who offers which model at which price. */
    public MarketRepository market() {
        return new PostgresMarket(migrated());
    }

    /** Recommendations on record. */
    public RecommendationRepository recommendations() {
        return new PostgresRecommendations(migrated());
    }

    /**
     * The telemetry of an Autopack installation in the same database, which is read and never written.
     *
     * @param telemetrySchema the schema of its tables, usually {@code public}
     */
    public TelemetryRepository telemetry(String telemetrySchema) {
        return new PostgresTelemetry(migrated(), telemetrySchema, Optional.empty());
    }

    /**
     * The telemetry of another database, which is read and never written; only groups come back from it.
     *
     * @param telemetrySchema the schema of its tables, usually {@link TelemetryUrl#usualSchema()}
     */
    public TelemetryRepository telemetry(TelemetryUrl url, String telemetrySchema) {
        return new PostgresTelemetry(migrated(), telemetrySchema, Optional.of(url));
    }

    /** Calls that were logged elsewhere; they are telemetry in the schema of modelintel's own tables. */
    public UsageEventRepository usageEvents() {
        return new PostgresUsageEvents(migrated());
    }

    /**
     * Creates the telemetry tables of an Autopack installation and fills them, if {@code llm_usage_events} is not there
     * yet. For demonstrations: nothing else writes to these tables.
     *
     * @return whether they were created
     * @throws IllegalArgumentException if a header names something that is not a column name
     */
    public boolean loadSampleTelemetry(String telemetrySchema, SampleTelemetry sample) {
        return new SampleTables(database, telemetrySchema).load(sample);
    }

    /**
     * Does several things in one transaction, one writer of the schema after the other: all of them or none.
     *
     * @param work gets a store whose evidence, market and recommendations take part (statistics have a transaction of their
     *     own), and must not use it afterwards
     */
    public <T> T atomically(Function<Store, T> work) {
        Database own = migrated();
        return own.write(context -> {
            Store joined = new Store(own.joining(context), Optional.empty());
            joined.current = true;
            return work.apply(joined);
        });
    }

    /** Stops the server of an {@code embedded:} URL if nobody else in this program uses it. Closing twice is harmless. */
    @Override
    public void close() {
        embedded.ifPresent(EmbeddedServer::close);
    }

    private Database migrated() {
        if (!current) {
            database.read(context -> {
                schema.requireCurrent(context);
                return context;
            });
            current = true;
        }
        return database;
    }
}
