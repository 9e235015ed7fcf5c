package dev.autopack.modelintel.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Telemetry of any size, made by the server itself: 12 models ({@code model-00} to {@code model-11}, the first one under two
 * spellings) of 4 providers in 4 roles, all calls in August 2026. The same numbers give the same rows.
 */
public final class GeneratedTelemetry {

    private GeneratedTelemetry() {}

    /**
     * Creates {@code phases} and {@code llm_usage_events} in the schema {@code public} and fills them.
     *
     * @param events number of calls, at least {@code phases}
     * @param phases number of phases, positive
     */
    public static void into(TestDatabase database, long events, long phases) {
        if (phases < 1 || events < phases) {
            throw new IllegalArgumentException(
                    events + " events in " + phases + " phases: each phase has at least one.");
        }
        // Numbers of eight bytes: their products would not fit into four.
        database.execute(script().replace("${events}", events + "::bigint").replace("${phases}", phases + "::bigint"));
        database.execute("vacuum analyze llm_usage_events");
        database.execute("vacuum analyze phases");
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(
                GeneratedTelemetry.class.getResourceAsStream("generated-telemetry.sql"), "not in the jar")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
