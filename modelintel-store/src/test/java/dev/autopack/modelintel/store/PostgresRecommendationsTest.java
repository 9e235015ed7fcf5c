package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkSource;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.recommend.EvidenceIds;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationRepository.Reference;
import dev.autopack.modelintel.sentiment.Sentiment;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import dev.autopack.modelintel.sentiment.SentimentSource;
import dev.autopack.modelintel.testkit.RecommendationRepositoryContract;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PostgresRecommendationsTest extends RecommendationRepositoryContract {

    // Dropped with the server: jqwik, which runs the laws, does not know the lifecycle of JUnit.
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String SCHEMA = Stores.newSchema();
    private static final Store STORE = Stores.migrated(DATABASE, SCHEMA);
    private static final ModelId GLM = ModelId.of("glm-4.7");

    @Override
    protected RecommendationRepository emptyRepository() {
        Stores.empty(DATABASE, SCHEMA);
        return STORE.recommendations();
    }

    @Test
    void evidenceIsCitedInWordsWithDateAndAddress() {
        Store store = Stores.migrated(DATABASE);
        Instant read = Instant.parse("2026-05-31T23:59:59Z");
        store.evidence()
                .record(new Facts(
                        List.of(Model.named(GLM, "zhipu")),
                        List.of(),
                        List.of(),
                        List.of(new StatedPrice(
                                new Price(
                                        GLM,
                                        new BigDecimal("0.60"),
                                        new BigDecimal("2.2"),
                                        read,
                                        "zhipu_pricing_page",
                                        Optional.of("https://example.org/prices"),
                                        read),
                                Optional.empty())),
                        List.of(new BenchmarkResult(
                                GLM,
                                "SWE-bench Verified",
                                73.8,
                                "percent",
                                "code",
                                Optional.of("2026-01"),
                                BenchmarkSource.THIRD_PARTY,
                                "https://example.org/swe",
                                read,
                                Optional.empty(),
                                Optional.empty())),
                        List.of(new SentimentSignal(
                                GLM,
                                SentimentSource.HN,
                                URI.create("https://example.org/hn"),
                                Optional.of("Ask HN"),
                                "Good value.",
                                Sentiment.POSITIVE,
                                new TreeMap<>(),
                                read))));
        ModelEvidence known = store.evidence().asOf(read).of(GLM).orElseThrow();
        long price = known.prices().get(0).id();
        long figure = known.benchmarks().get(0).id();
        long signal = known.sentiment().get(0).id();

        assertThat(store.recommendations()
                        .references(new EvidenceIds(List.of(price), List.of(figure), List.of(99L), List.of(signal))))
                .containsExactly(
                        new Reference(
                                "pricing",
                                price,
                                "glm-4.7: 0.6 USD per million prompt tokens, 2.2 USD per million completion tokens",
                                "zhipu_pricing_page",
                                Optional.of("https://example.org/prices"),
                                "2026-05-31"),
                        new Reference(
                                "benchmarks",
                                figure,
                                "glm-4.7: 73.8 percent in SWE-bench Verified (2026-01)",
                                "third_party",
                                Optional.of("https://example.org/swe"),
                                "2026-05-31"),
                        new Reference(
                                "sentiment",
                                signal,
                                "glm-4.7, positive: Ask HN – Good value.",
                                "hn",
                                Optional.of("https://example.org/hn"),
                                "2026-05-31"));
    }
}
