package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.usecase.ConfigPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A small configuration that a test changes where it wants to see something. */
final class ConfigFiles {

    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    static final String MODELS = """
            tool_models:
              tidy_semantic: glm-4.7
            doctor_models:
              cheap: sonnet
              strong: claude-opus-4-5
              min_confidence_for_cheap: 0.7
            model_aliases:
              sonnet: claude-sonnet-4-5
            """;

    static final String PRICING = """
            # Updated: 2025-12-01
            zhipu:
              glm-4.7:
                input_per_1k: 0.0006
                output_per_1k: 0.0022
            """;

    private final Path directory;

    private ConfigFiles(Path directory) {
        this.directory = directory;
    }

    static ConfigFiles in(Path directory) {
        return new ConfigFiles(directory).models(MODELS).pricing(PRICING);
    }

    ConfigFiles models(String yaml) {
        return file("models.yaml", yaml);
    }

    ConfigFiles pricing(String yaml) {
        return file("pricing.yaml", yaml);
    }

    ConfigFiles useCases(String yaml) {
        return file("use_cases.yaml", yaml);
    }

    ConfigFiles file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    ConfigFiles file(String name, byte[] content) {
        try {
            Files.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    ConfigDirectory open() {
        return ConfigDirectory.of(directory);
    }

    CatalogReading catalog() {
        return open().catalog(Optional.empty(), NOW);
    }

    Facts facts() {
        return catalog().facts();
    }

    ModelId current(String path) {
        return open().currentModel(ConfigPath.parse(path));
    }

    String patch(String path, String expected, String replacement) {
        return proposal(path, expected, replacement).diff();
    }

    ConfigPatch proposal(String path, String expected, String replacement) {
        return open().patch(List.of(edit(path, expected, replacement)));
    }

    static ModelEdit edit(String path, String expected, String replacement) {
        return new ModelEdit(ConfigPath.parse(path), ModelId.of(expected), ModelId.of(replacement));
    }

    /** The message of a refusal without the directory, which differs from run to run. */
    String refusal(Runnable reading) {
        try {
            reading.run();
        } catch (BadInputException e) {
            return String.valueOf(e.getMessage()).replace(directory + "/", "");
        }
        throw new AssertionError("nothing was refused");
    }
}
