package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * What one run of the program came to.
 *
 * @param exitCode its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandLineRun(int exitCode, String out, String err) {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    static CommandLineRun of(Map<String, String> environment, List<String> args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                environment,
                Clock.fixed(NOW, ZoneOffset.UTC),
                args.toArray(String[]::new));
        return new CommandLineRun(exitCode, out.toString(), err.toString());
    }

    static CommandLineRun of(Map<String, String> environment, String... args) {
        return of(environment, List.of(args));
    }

    /** Without a database. */
    static CommandLineRun of(String... args) {
        return of(Map.of(), args);
    }

    /** Standard output, which must be one JSON document. */
    JsonNode json() throws JsonProcessingException {
        return new ObjectMapper().readTree(out);
    }
}
