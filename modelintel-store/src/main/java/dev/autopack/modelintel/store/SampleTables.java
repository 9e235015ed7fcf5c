package dev.autopack.modelintel.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;

/** Telemetry tables of an Autopack installation, made and filled for a demonstration. */
final class SampleTables {

    private final Database database;
    private final String schema;

    SampleTables(Database database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /** Whether the tables were made; where there is telemetry already, nothing is touched. */
    boolean load(SampleTelemetry sample) {
        return database.write(context -> {
            if (TelemetryTables.exists(context, schema, TelemetryTables.EVENTS)) {
                return false;
            }
            context.createSchemaIfNotExists(DSL.name(schema)).execute();
            context.execute("set local search_path to {0}", DSL.name(schema));
            context.execute(Resources.text("sample-telemetry.sql"));
            copy(context, "runs", sample.runs());
            copy(context, TelemetryTables.PHASES, sample.phases());
            copy(context, TelemetryTables.EVENTS, sample.usageEvents());
            return true;
        });
    }

    private void copy(DSLContext context, String table, InputStream csv) {
        try {
            byte[] bytes = csv.readAllBytes();
            String header = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            String columns = Arrays.stream(header.split(",", -1))
                    .map(column -> requireColumn(table, column.strip()))
                    .collect(Collectors.joining(", "));
            Name target = DSL.name(schema, table);
            String copy =
                    "copy " + context.render(target) + " (" + columns + ") from stdin with (format csv, header true)";
            context.connection(connection ->
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException("The sample of " + table + " cannot be read.", e);
        }
    }

    private static String requireColumn(String table, String column) {
        if (!column.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("The header of the sample of " + table + " names a column '" + column
                    + "'. Maybe its first line is not the header.");
        }
        return column;
    }
}
