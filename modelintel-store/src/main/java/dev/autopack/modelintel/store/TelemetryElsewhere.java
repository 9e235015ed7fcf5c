package dev.autopack.modelintel.store;

import dev.autopack.modelintel.runtime.NoTelemetryException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Telemetry in another database than modelintel's own, for one aggregation. */
final class TelemetryElsewhere implements AutoCloseable {

    private static final int CONNECT_SECONDS = 10;

    private final Connection connection;
    private final TelemetryUrl url;
    private final DSLContext context;

    private TelemetryElsewhere(Connection connection, TelemetryUrl url) {
        this.connection = connection;
        this.url = url;
        this.context = DSL.using(connection, url.dialect());
    }

    /** @throws StoreException if it cannot be reached or refuses */
    static TelemetryElsewhere open(TelemetryUrl url) {
        try {
            DriverManager.setLoginTimeout(CONNECT_SECONDS);
            Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.properties());
            TelemetryElsewhere telemetry = new TelemetryElsewhere(connection, url);
            // A timestamp with a zone becomes one in UTC, as everything in the telemetry is. Trino's driver has been
            // told.
            if (url.dialect() != SQLDialect.TRINO) {
                telemetry.context.execute("set TimeZone = 'UTC'");
            }
            url.files().ifPresent(directory -> TelemetryFiles.show(telemetry.context, directory));
            return telemetry;
        } catch (SQLException | DataAccessException e) {
            throw refused(url, e);
        }
    }

    DSLContext context() {
        return context;
    }

    /** @throws NoTelemetryException if a directory has no file of events, and as {@link TelemetryTables#in} does */
    TelemetryTables tables(String schema) {
        url.files()
                .filter(directory ->
                        TelemetryFiles.of(directory, TelemetryTables.EVENTS).isEmpty())
                .ifPresent(directory -> {
                    throw NoTelemetryException.withoutFile(TelemetryTables.EVENTS, directory.toString());
                });
        return TelemetryTables.in(
                context,
                schema,
                table -> url.files()
                        .flatMap(directory -> TelemetryFiles.of(directory, table))
                        .map(Path::toString)
                        .orElse(table + " in schema " + schema + " of " + url));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw refused(url, e);
        }
    }

    static StoreException refused(TelemetryUrl url, Exception e) {
        Throwable cause = e instanceof DataAccessException && e.getCause() != null ? e.getCause() : e;
        String reason =
                String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("no reason given");
        return new StoreException(
                "The telemetry at " + url + " cannot be read: " + reason + (reason.endsWith(".") ? "" : ".")
                        + (reason.startsWith("Out of Memory")
                                ? " Maybe give DuckDB more memory, as in duckdb:DIR?memory_limit=1GB."
                                : " Maybe correct --telemetry-url."),
                e);
    }
}
