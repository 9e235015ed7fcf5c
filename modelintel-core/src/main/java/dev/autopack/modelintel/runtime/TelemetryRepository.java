package dev.autopack.modelintel.runtime;

import java.util.List;

/** Turns the user's telemetry into statistics where the telemetry lives. */
public interface TelemetryRepository {

    /**
     * Aggregates the calls of a window and keeps the result in place of what was kept for that window before, in one
     * transaction that sees one state of the telemetry. Running it again on unchanged telemetry changes nothing.
     *
     * @param mixes how to divide the tokens of a call that reports only their sum. The first mix of the call's role and
     *     complexity holds; else the first of its role for all complexities; else those of its role together. A call
     *     without a split whose role has no mix stays without a cost
     * @throws NoTelemetryException if there is no telemetry to aggregate
     */
    RuntimeSummary aggregate(TimeWindow window, List<TokenMix> mixes);

    /**
     * Aggregates the calls of a window in the same way and keeps nothing.
     *
     * @param mixes as for {@link #aggregate}
     * @throws NoTelemetryException if there is no telemetry to aggregate
     */
    List<RuntimeStats> measure(TimeWindow window, List<TokenMix> mixes);
}
