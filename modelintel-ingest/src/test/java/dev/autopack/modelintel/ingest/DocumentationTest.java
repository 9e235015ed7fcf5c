package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.market.OwnTerms;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the manual work as printed. */
class DocumentationTest {

    private static final Pattern NAMED_BLOCK = Pattern.compile("```\\w+ (\\S+)\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    @BeforeEach
    void writeTheExamples() throws IOException {
        Matcher blocks = NAMED_BLOCK.matcher(Files.readString(Path.of("../docs/configuration.md")));
        while (blocks.find()) {
            Files.writeString(directory.resolve(blocks.group(1)), blocks.group(2));
        }
    }

    @Test
    void theConfigurationLoadsAsDescribed() {
        ConfigDirectory config = ConfigDirectory.of(directory);
        CatalogReading reading = config.catalog(Optional.empty(), ConfigFiles.NOW);
        assertThat(reading.notes()).isEmpty();
        assertThat(reading.facts().definitions()).hasSize(1);
        assertThat(reading.facts().mentions())
                .extracting(model -> model.id().value())
                .containsExactly("claude-opus-4-5");
        assertThat(reading.facts().prices())
                .extracting(stated -> stated.price().effectiveAt().toString())
                .containsExactly("2025-09-29T00:00:00Z", "2025-12-01T00:00:00Z");
        assertThat(config.useCases()).singleElement().satisfies(useCase -> {
            assertThat(useCase.id()).isEqualTo(new UseCaseId("summarize_logs"));
            assertThat(config.currentModel(useCase.path())).isEqualTo(ModelId.of("claude-sonnet-4-5"));
        });
    }

    @Test
    void whatTheUserSaysOfTheMarketLoadsAsDescribed() {
        ConfigDirectory config = ConfigDirectory.of(directory);
        OwnTerms terms = config.terms(
                config.catalog(Optional.empty(), ConfigFiles.NOW).facts(),
                ModelNames.of(List.of(), List.of()),
                Set.of(),
                ConfigFiles.NOW);

        assertThat(terms.aliases())
                .containsExactly(new ModelAlias("our-gateway/large", ModelId.of("claude-sonnet-4-5")));
        assertThat(terms.prices()).singleElement().satisfies(price -> {
            assertThat(price.provider()).contains("anthropic");
            assertThat(price.until()).contains(Instant.parse("2027-01-01T00:00:00Z"));
            assertThat(price.tariff().standard().rates()).containsOnlyKeys(Meter.INPUT, Meter.OUTPUT, Meter.CACHE_READ);
        });
        assertThat(terms.discounts())
                .extracting(discount -> discount.percent().intValue())
                .containsExactly(10);
        assertThat(terms.trust().order()).startsWith("override", "autopack_config", "price-history", "models-dev");
    }

    @Test
    void theBenchmarkFileLoads() {
        assertThat(BenchmarkFile.read(FeedContent.of(directory.resolve("benchmarks.yaml")), ConfigFiles.NOW)
                        .benchmarks())
                .singleElement()
                .satisfies(result -> assertThat(result.score()).isEqualTo(77.2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sentiment.yaml", "sentiment.json", "sentiment.csv"})
    void theSentimentFilesLoad(String name) {
        assertThat(SentimentFile.read(FeedContent.of(directory.resolve(name)), OptionalInt.empty(), ConfigFiles.NOW)
                        .sentiment())
                .hasSize(1);
    }
}
