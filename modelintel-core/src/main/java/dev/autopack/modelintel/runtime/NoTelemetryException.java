package dev.autopack.modelintel.runtime;

/** There is no telemetry where it was looked for. */
public class NoTelemetryException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param table the missing table
     * @param schema where it was looked for
     */
    public NoTelemetryException(String table, String schema) {
        super("There is no table " + table + " in schema " + schema
                + ". Maybe give --telemetry-schema, the schema of the Autopack installation's tables.");
    }
}
