package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the repository ships must load, and be worth shipping. */
class OwnConfigurationTest {

    private static final Path CONFIG = Path.of("../config");

    private final ConfigDirectory directory = ConfigDirectory.of(CONFIG);
    private final CatalogReading reading = directory.catalog(Optional.empty(), ConfigFiles.NOW);

    @Test
    void loadsWithoutANote() {
        assertThat(reading.notes()).isEmpty();
    }

    @Test
    void hasAtLeastSixtyFullyDescribedModelsOfEightProviders() {
        Set<ModelId> priced = reading.facts().prices().stream()
                .filter(stated -> stated.price().sourceUrl().isPresent())
                .map(StatedPrice::price)
                .map(price -> price.model())
                .collect(Collectors.toSet());
        List<Model> complete = reading.facts().definitions().stream()
                .filter(model -> model.contextWindowTokens().isPresent()
                        && model.releasedAt().isPresent()
                        && model.sourceUrl().isPresent()
                        && priced.contains(model.id()))
                .toList();
        assertThat(complete).hasSizeGreaterThanOrEqualTo(60);
        assertThat(complete.stream().map(Model::provider).distinct()).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void everyUseCaseNamesAKnownModel() {
        assertThat(directory.useCases())
                .hasSize(9)
                .allSatisfy(useCase -> assertThat(known()).contains(directory.currentModel(useCase.path())));
    }

    @Test
    void hasFiveBenchmarksAndEveryRecordIsOfAKnownModel() {
        List<BenchmarkResult> results = BenchmarkFile.read(
                        FeedContent.of(CONFIG.resolve("benchmarks.yaml")), ConfigFiles.NOW)
                .benchmarks();
        assertThat(results.stream().map(BenchmarkResult::benchmark).distinct()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(known())
                .containsAll(results.stream().map(BenchmarkResult::model).toList());
        assertThat(known())
                .containsAll(SentimentFile.read(
                                FeedContent.of(CONFIG.resolve("sentiment.yaml")), OptionalInt.empty(), ConfigFiles.NOW)
                        .sentiment()
                        .stream()
                        .map(signal -> signal.model())
                        .toList());
    }

    private Set<ModelId> known() {
        return Stream.concat(reading.facts().definitions().stream(), reading.facts().mentions().stream())
                .map(Model::id)
                .collect(Collectors.toSet());
    }
}
