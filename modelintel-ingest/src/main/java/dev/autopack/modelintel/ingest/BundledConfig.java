package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.usecase.UseCase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The configuration that comes with modelintel: the models of the market as they were known at its release. */
public final class BundledConfig {

    private static final List<String> FILES = List.of(
            "models.yaml",
            "pricing.yaml",
            "use_cases.yaml",
            "aliases.yaml",
            "market.yaml",
            "benchmarks.yaml",
            "sentiment.yaml");
    private static final String PRICE_SOURCE = "modelintel_bundle";

    private BundledConfig() {}

    /**
     * Models, prices and benchmark figures, without aliases: what a name stands for is for the user to say.
     *
     * @param now when they are read
     */
    public static Facts market(Instant now) {
        Facts catalog = new CatalogReader(
                        ModelsFile.read(source("models.yaml")), PricingFile.read(source("pricing.yaml")), PRICE_SOURCE)
                .read(Optional.empty(), now)
                .facts();
        return new Facts(
                catalog.definitions(),
                List.of(),
                List.of(),
                catalog.prices(),
                BenchmarkFile.read(source("benchmarks.yaml"), now).benchmarks(),
                List.of());
    }

    /**
     * Copies the files into a directory, to begin with. A file that is there already is kept as it is.
     *
     * @throws BadInputException if the directory cannot be written
     */
    public static void copyTo(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String name : FILES) {
                if (!Files.exists(directory.resolve(name))) {
                    Files.write(directory.resolve(name), source(name).bytes());
                }
            }
        } catch (IOException e) {
            throw new BadInputException(directory + " cannot be written. Maybe name another directory.", e);
        }
    }

    static List<UseCase> useCases() {
        return UseCasesFile.read(source("use_cases.yaml"));
    }

    private static SourceText source(String name) {
        try (InputStream in =
                Objects.requireNonNull(BundledConfig.class.getResourceAsStream("bundled/" + name), "not in the jar")) {
            return SourceText.read(name + " of modelintel", in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
