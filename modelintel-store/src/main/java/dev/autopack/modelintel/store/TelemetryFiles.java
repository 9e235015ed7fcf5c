package dev.autopack.modelintel.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Files that stand for telemetry tables: DuckDB reads them where they are. */
final class TelemetryFiles {

    private static final List<String> TABLES =
            List.of(TelemetryTables.EVENTS, TelemetryTables.PHASES, TelemetryTables.OUTCOMES);

    private TelemetryFiles() {}

    /** Makes a view of each file of the directory that is named like a telemetry table. */
    static void show(DSLContext duckdb, Path directory) {
        // A timestamp with a zone becomes one in UTC, as everything in the telemetry is.
        duckdb.execute("set TimeZone = 'UTC'");
        for (String table : TABLES) {
            scan(directory, table)
                    .ifPresent(scan -> duckdb.execute("create view " + table + " as select * from " + scan));
        }
    }

    private static Optional<String> scan(Path directory, String table) {
        Path parts = directory.resolve(table);
        if (Files.isDirectory(parts)) {
            return Optional.of(read("read_parquet", parts.resolve("**").resolve("*.parquet")));
        }
        return Stream.of(".parquet", ".csv", ".csv.gz")
                .map(extension -> directory.resolve(table + extension))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(file -> read(file.toString().endsWith(".parquet") ? "read_parquet" : "read_csv", file));
    }

    private static String read(String function, Path file) {
        return function + "(" + DSL.using(org.jooq.SQLDialect.DUCKDB).render(DSL.inline(file.toString())) + ")";
    }
}
