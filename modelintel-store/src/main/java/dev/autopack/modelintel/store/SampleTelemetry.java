package dev.autopack.modelintel.store;

import java.io.InputStream;

/**
 * Telemetry in the form of an Autopack installation, for a demonstration. Each stream is CSV in UTF-8 that begins with a
 * header of column names; the reader of the streams does not close them.
 *
 * @param runs rows of {@code runs}
 * @param phases rows of {@code phases}
 * @param usageEvents rows of {@code llm_usage_events}
 */
public record SampleTelemetry(InputStream runs, InputStream phases, InputStream usageEvents) {}
