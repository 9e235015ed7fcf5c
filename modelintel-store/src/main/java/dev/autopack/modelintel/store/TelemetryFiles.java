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
        for (String table : TABLES) {
            of(directory, table)
                    .ifPresent(path -> duckdb.execute("create view " + table + " as select * from " + scan(path)));
        }
    }

    /** The file that stands for a table, or the directory of its parts. */
    static Optional<Path> of(Path directory, String table) {
        return Stream.concat(
                        Stream.of(directory.resolve(table)).filter(Files::isDirectory),
                        Stream.of(".parquet", ".csv", ".csv.gz")
                                .map(extension -> directory.resolve(table + extension))
                                .filter(Files::isRegularFile))
                .findFirst();
    }

    private static String scan(Path path) {
        boolean parts = Files.isDirectory(path);
        Path read = parts ? path.resolve("**").resolve("*.parquet") : path;
        return (parts || path.toString().endsWith(".parquet") ? "read_parquet" : "read_csv") + "("
                + DSL.using(org.jooq.SQLDialect.DUCKDB).render(DSL.inline(read.toString())) + ")";
    }
}
