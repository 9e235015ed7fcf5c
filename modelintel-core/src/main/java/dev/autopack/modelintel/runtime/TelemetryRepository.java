package dev.autopack.modelintel.runtime;

import java.util.List;

/** Turns the user's telemetry into statistics where the telemetry lives. */
public interface TelemetryRepository {

    /**
     * Aggregates the calls of a window and keeps the result in place of what was kept for that window before, in one
     * transaction. Running it again on unchanged telemetry changes nothing.
     *
     * @throws NoTelemetryException if there is no telemetry to aggregate
     */
    RuntimeSummary aggregate(TimeWindow window);

    /**
     * Aggregates the calls of a window in the same way and keeps nothing.
     *
     * @throws NoTelemetryException if there is no telemetry to aggregate
     */
    List<RuntimeStats> measure(TimeWindow window);
}
