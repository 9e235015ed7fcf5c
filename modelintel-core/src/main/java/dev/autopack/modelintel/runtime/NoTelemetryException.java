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

    private NoTelemetryException(String message) {
        super(message);
    }

    /**
     * There is no file that stands for a table.
     *
     * @param table the missing table
     * @param directory where it was looked for
     */
    public static NoTelemetryException withoutFile(String table, String directory) {
        return new NoTelemetryException("There is no " + table + ".parquet, .csv or .csv.gz, nor a directory " + table
                + ", in " + directory + ". Maybe correct --telemetry-url.");
    }

    /**
     * What is there cannot be telemetry.
     *
     * @param column what it lacks
     * @param place the table or file
     */
    public static NoTelemetryException withoutColumn(String column, String place) {
        return new NoTelemetryException("There is no column " + column + " in " + place
                + ". Maybe rename one, or leave the others out: docs/scale.md says what is needed.");
    }

    /**
     * A call cannot be told apart from others.
     *
     * @param column what it has no value in
     */
    public static NoTelemetryException withoutValue(String column) {
        return new NoTelemetryException("A call in llm_usage_events has no " + column
                + ". Maybe give it one, or let a view leave it out: docs/scale.md says what is needed.");
    }
}
