package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.usecase.ConfigPath;
import dev.autopack.modelintel.usecase.UseCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A directory that configures which model serves which job: {@code models.yaml}, {@code pricing.yaml} and, where it
 * has its own, {@code use_cases.yaml}. Each call reads the files anew; none is ever written.
 */
public final class ConfigDirectory {

    private static final String MODELS = "models.yaml";
    private static final String PRICE_SOURCE = "autopack_config";

    private final Path directory;

    private ConfigDirectory(Path directory) {
        this.directory = directory;
    }

    /** The configuration in a directory. The files are opened when something is asked of them. */
    public static ConfigDirectory of(Path directory) {
        return new ConfigDirectory(directory);
    }

    /**
     * The models that {@code models.yaml} defines or names, its aliases, and the prices of {@code pricing.yaml}.
     *
     * @param effectiveAt from when a price holds for which the file gives no date
     * @param now when the files are read; a price without any date holds from then and counts as undated
     * @throws BadInputException if a file is missing, malformed, or states something impossible
     */
    public CatalogReading catalog(Optional<Instant> effectiveAt, Instant now) {
        ModelsFile models = models();
        PricingFile pricing = PricingFile.read(SourceText.read(directory.resolve("pricing.yaml")));
        return new CatalogReader(models, pricing, PRICE_SOURCE).read(effectiveAt, now);
    }

    /**
     * The use cases of {@code use_cases.yaml}, in the order of the file; the ones that modelintel brings along where
     * the directory has no such file.
     *
     * @throws BadInputException if the file is malformed or a use case is incomplete or has an unknown key
     */
    public List<UseCase> useCases() {
        Path file = directory.resolve("use_cases.yaml");
        return Files.exists(file) ? UseCasesFile.read(SourceText.read(file)) : BundledConfig.useCases();
    }

    /**
     * The model that {@code models.yaml} names at a place, aliases resolved.
     *
     * @throws BadInputException if it names none there
     */
    public ModelId currentModel(ConfigPath path) {
        return models().current(path);
    }

    /**
     * A unified diff that makes {@code models.yaml} name another model at a place and leaves every other byte as it
     * is. Write it out in UTF-8 and without touching line ends: {@code git apply} compares bytes. Its paths are
     * relative to the root of the git work tree that holds the file, or just {@code models.yaml} outside of one.
     *
     * @param path the place
     * @param expectedCurrent the model it must name now
     * @param replacement the model it shall name
     * @throws BadInputException if it does not name {@code expectedCurrent}, names {@code replacement} already, or
     *     cannot be changed without changing something else too
     */
    public String proposePatch(ConfigPath path, ModelId expectedCurrent, ModelId replacement) {
        ModelsFile models = models();
        ModelId current = models.current(path);
        String found = models.source().name() + ": " + path + " names " + current;
        if (!isSameName(current, expectedCurrent)) {
            throw new BadInputException(found + " and no longer " + expectedCurrent
                    + ". Maybe the configuration was changed since: recommend anew.");
        }
        if (isSameName(current, replacement)) {
            throw new BadInputException(found + " already. Maybe the patch was applied before.");
        }
        SourceText edited = ScalarEdit.replace(models.source(), path, replacement.value());
        return UnifiedDiff.of(directory.resolve(MODELS), models.source().bytes(), edited.bytes());
    }

    /** As everywhere, names are compared without regard to case. */
    private static boolean isSameName(ModelId one, ModelId other) {
        return one.value().equalsIgnoreCase(other.value());
    }

    private ModelsFile models() {
        return ModelsFile.read(SourceText.read(directory.resolve(MODELS)));
    }
}
