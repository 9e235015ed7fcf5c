package dev.autopack.modelintel.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.SQLDialect;

/**
 * Where telemetry is that lies outside of modelintel's own database. Neither {@link #toString()} nor any message has more of
 * it than the kind and the place.
 *
 * <ul>
 *   <li>{@code postgresql://...}: another PostgreSQL, or what speaks like it, such as Citus
 *   <li>{@code duckdb:DIR}: files, {@code llm_usage_events.parquet}, {@code .csv} or {@code .csv.gz} in a directory, or a
 *       directory {@code llm_usage_events} of Parquet files; the same for {@code phases} and {@code phase_outcome_events}
 *   <li>{@code duckdb:FILE.duckdb} (or {@code .db}): a DuckDB database, opened for reading
 *   <li>either of these with {@code ?memory_limit=1GB}: DuckDB may hold this much instead of 64 MB, and use all processors
 *   <li>{@code jdbc:trino://host:port/catalog?...}: Trino
 * </ul>
 */
public final class TelemetryUrl {

    private static final String DUCKDB = "duckdb:";
    private static final Pattern MEMORY_LIMIT = Pattern.compile("\\?memory_limit=(?<size>[0-9]{1,6}[MG]B)$");
    private static final String TRINO = "jdbc:trino://";

    private final String jdbcUrl;
    private final Properties properties;
    private final SQLDialect dialect;
    private final String usualSchema;
    private final String shown;
    private final String place;
    private final Optional<Path> files;

    private TelemetryUrl(
            String jdbcUrl,
            Properties properties,
            SQLDialect dialect,
            String usualSchema,
            String shown,
            String place,
            Optional<Path> files) {
        this.jdbcUrl = jdbcUrl;
        this.properties = properties;
        this.dialect = dialect;
        this.usualSchema = usualSchema;
        this.shown = shown;
        this.place = place;
        this.files = files;
    }

    /**
     * Reads a URL.
     *
     * @param secrets the password of Trino is not part of its URL: it is asked from here as {@code TRINO_PASSWORD}, and the
     *     user as {@code TRINO_USER}
     * @throws IllegalArgumentException if it is none of these kinds or malformed; the message has nothing of it that may be
     *     secret
     */
    public static TelemetryUrl parse(String url, Function<String, Optional<String>> secrets) {
        String text = url.strip();
        if (text.startsWith(DUCKDB)) {
            return duckdb(text.substring(DUCKDB.length()));
        }
        if (text.startsWith(TRINO)) {
            Properties properties = new Properties();
            properties.setProperty("timezone", "UTC");
            secrets.apply("TRINO_USER").ifPresent(user -> properties.setProperty("user", user));
            secrets.apply("TRINO_PASSWORD").ifPresent(password -> properties.setProperty("password", password));
            String place = TRINO
                    + text.substring(TRINO.length()).replaceFirst("\\?.*", "").replaceFirst(".*@", "");
            return new TelemetryUrl(text, properties, SQLDialect.TRINO, "default", place, place, Optional.empty());
        }
        try {
            DatabaseUrl postgres = DatabaseUrl.parse(text);
            if (postgres.directory().isEmpty()) {
                return new TelemetryUrl(
                        postgres.jdbcUrl(),
                        postgres.driverProperties(),
                        SQLDialect.POSTGRES,
                        "public",
                        postgres.toString(),
                        postgres.place(),
                        Optional.empty());
            }
        } catch (IllegalArgumentException e) {
            throw malformed("it names no kind of database that can be read", e);
        }
        throw malformed("an embedded database is no telemetry source", null);
    }

    private static TelemetryUrl duckdb(String text) {
        Matcher limited = MEMORY_LIMIT.matcher(text);
        boolean limit = limited.find();
        String place = limit ? text.substring(0, limited.start()) : text;
        Path path;
        try {
            path = Path.of(place);
        } catch (InvalidPathException e) {
            throw malformed("duckdb: names no possible path", e);
        }
        if (place.isBlank()) {
            throw malformed("duckdb: names no directory", null);
        }
        Properties properties = new Properties();
        // It works in this process: what does not fit goes to files. Each thread holds some, so that little serves one
        // best.
        properties.setProperty("memory_limit", limit ? limited.group("size") : "64MB");
        if (!limit) {
            properties.setProperty("threads", "1");
        }
        properties.setProperty("preserve_insertion_order", "false");
        properties.setProperty("temp_directory", spill().toString());
        boolean database = place.endsWith(".duckdb") || place.endsWith(".db");
        if (database) {
            properties.setProperty("duckdb.read_only", "true");
        }
        return new TelemetryUrl(
                database ? "jdbc:duckdb:" + path : "jdbc:duckdb:",
                properties,
                SQLDialect.DUCKDB,
                "main",
                DUCKDB + place,
                DUCKDB + path.toAbsolutePath().normalize(),
                database ? Optional.empty() : Optional.of(path));
    }

    /** DuckDB makes it when it is needed, and removes it; else it would lie where the command was called. */
    private static Path spill() {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "modelintel-duckdb-" + ProcessHandle.current().pid());
    }

    String jdbcUrl() {
        return jdbcUrl;
    }

    Properties properties() {
        return properties;
    }

    SQLDialect dialect() {
        return dialect;
    }

    /** The schema where telemetry usually is in this kind of database. */
    public String usualSchema() {
        return usualSchema;
    }

    /** Where it is, without user, parameters and secrets: the same for whoever reads it however. */
    String place() {
        return place;
    }

    /** The directory of files that stand for tables; empty for a database. */
    Optional<Path> files() {
        return files;
    }

    @Override
    public String toString() {
        return shown;
    }

    private static IllegalArgumentException malformed(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException(
                "The telemetry URL cannot be used: " + why
                        + ". Maybe give postgresql://user@host/db, duckdb:DIR or jdbc:trino://host:port/catalog.",
                cause);
    }
}
