package dev.autopack.modelintel.runtime;

/** Turns the user's telemetry into statistics where the telemetry lives. */
public interface TelemetryRepository {

    /**
     * Aggregates the calls of a window and keeps the result in place of what was kept for that window before, in one
     * transaction. Running it again on unchanged telemetry changes nothing.
     *
     * @throws NoTelemetryException if there is no telemetry to aggregate
     */
    RuntimeSummary aggregate(TimeWindow window);
}
