package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.runtime.TelemetryRepository;
import dev.autopack.modelintel.store.Store;
import dev.autopack.modelintel.store.TelemetryUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where the telemetry is. */
final class TelemetryOptions {

    @Option(
            names = "--telemetry-url",
            paramLabel = "URL",
            description =
                    "Where the telemetry is, unless in the same database: postgresql://..., duckdb:DIR (Parquet or CSV"
                            + " files), duckdb:FILE.duckdb, or jdbc:trino://host:port/catalog. See docs/scale.md.")
    private Optional<String> url;

    @Option(
            names = "--telemetry-schema",
            paramLabel = "NAME",
            description = "The schema of the telemetry tables. Default: public; main of DuckDB, default of Trino.")
    private Optional<String> schema;

    /** @throws BadInputException if the URL is malformed */
    TelemetryRepository telemetry(Modelintel modelintel, Store store) {
        return url.map(modelintel::telemetryUrl)
                .map(elsewhere -> store.telemetry(elsewhere, schema.orElse(elsewhere.usualSchema())))
                .orElseGet(() -> store.telemetry(schema.orElse("public")));
    }

    /** The same options for another command. */
    List<String> asGiven() {
        List<String> given = new ArrayList<>();
        url.ifPresent(place -> given.addAll(List.of("--telemetry-url", place)));
        schema.ifPresent(name -> given.addAll(List.of("--telemetry-schema", name)));
        return given;
    }

    /**
     * A command that these options were given to, as a person may see it: without what is secret in the URL.
     *
     * @throws BadInputException if the URL is malformed
     */
    String shown(Modelintel modelintel, List<String> command) {
        String place =
                url.map(modelintel::telemetryUrl).map(TelemetryUrl::toString).orElse("");
        return command.stream()
                .map(word -> url.filter(word::equals).isPresent() ? place : word)
                .collect(Collectors.joining(" "));
    }
}
