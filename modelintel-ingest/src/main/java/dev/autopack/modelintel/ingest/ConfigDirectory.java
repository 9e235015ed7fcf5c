package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.CanonicalName;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.market.OwnTerms;
import dev.autopack.modelintel.market.Trust;
import dev.autopack.modelintel.runtime.TokenMix;
import dev.autopack.modelintel.usecase.ConfigPath;
import dev.autopack.modelintel.usecase.UseCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory that configures which model serves which job: {@code models.yaml}, {@code pricing.yaml} and, where it
 * has its own, {@code use_cases.yaml}, {@code aliases.yaml} and {@code market.yaml}. Each call reads the files anew; none is ever written.
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
     * How the tokens of each role divide, after the typical tasks of the use cases in their order.
     *
     * @throws BadInputException as {@link #useCases()}
     */
    public List<TokenMix> tokenMixes() {
        return useCases().stream()
                .flatMap(useCase -> useCase.tokenMixes().stream())
                .toList();
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
     * The change that makes {@code models.yaml} name other models at some places and leaves every other byte as it is.
     *
     * @throws BadInputException if a place does not name the model that it must, names the other one already, is to be
     *     changed twice, or cannot be changed without changing something else too
     */
    public ConfigPatch patch(List<ModelEdit> edits) {
        return ConfigPatch.of(directory.resolve(MODELS), edits);
    }

    /**
     * What the user says of the market in {@code aliases.yaml} and {@code market.yaml}; nothing where the directory has
     * neither.
     *
     * @param configuration what the rest of the directory states, see {@link #catalog}
     * @param catalog the names that the catalog knows
     * @param offered the models that somebody offers, defines or prices
     * @param now when the files are read
     * @throws BadInputException if a file is malformed, contradicts itself or {@code models.yaml}, or names a model that
     *     neither this configuration nor the catalog has
     */
    public OwnTerms terms(Facts configuration, ModelNames catalog, Set<ModelId> offered, Instant now) {
        List<ModelId> configured = Stream.concat(
                        configuration.definitions().stream(), configuration.mentions().stream())
                .map(Model::id)
                .toList();
        ModelNames ours = ModelNames.of(configured, configuration.aliases());
        ModelNames models = ModelNames.of(
                Stream.concat(
                                configured.stream(),
                                catalog.byName().values().stream().distinct())
                        .toList(),
                configuration.aliases());
        Set<String> taken = Stream.concat(
                        offered.stream(), configuration.definitions().stream().map(Model::id))
                .map(model -> ModelNames.key(model.value()))
                .collect(Collectors.toSet());
        Function<String, Optional<ModelId>> known =
                name -> models.resolve(name).or(() -> models.recordedAs(CanonicalName.of(name)));
        List<ModelAlias> aliases =
                aliases().resolved(known, name -> taken.contains(ModelNames.key(name)), ours::aliased);
        Path file = directory.resolve("market.yaml");
        if (!Files.exists(file)) {
            return new OwnTerms(aliases, List.of(), List.of(), Trust.USUAL);
        }
        MarketFile market = new MarketFile(SourceText.read(file));
        return new OwnTerms(aliases, market.prices(known), market.discounts(known, now), market.trust());
    }

    private AliasesFile aliases() {
        Path file = directory.resolve("aliases.yaml");
        return Files.exists(file) ? AliasesFile.read(SourceText.read(file)) : AliasesFile.empty();
    }

    private ModelsFile models() {
        Path file = directory.resolve(MODELS);
        if (!Files.exists(file)) {
            throw new BadInputException(
                    file + " does not exist. Maybe name the directory of models.yaml and pricing.yaml with --config.");
        }
        return ModelsFile.read(SourceText.read(file), aliases().written());
    }
}
