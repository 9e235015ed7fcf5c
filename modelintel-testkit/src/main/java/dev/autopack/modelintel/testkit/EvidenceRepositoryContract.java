package dev.autopack.modelintel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.BenchmarkSource;
import dev.autopack.modelintel.benchmark.TaskTokens;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.EvidenceRepository;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.RecordedFacts.Changes;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.evidence.UnknownModelException;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.sentiment.Sentiment;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import dev.autopack.modelintel.sentiment.SentimentSource;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What every {@link EvidenceRepository} must do. Extend it and give an empty repository. */
public abstract class EvidenceRepositoryContract {

    private static final ModelId GLM = ModelId.of("glm-4.7");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    /** A repository that has recorded nothing; called once for each test or try. */
    protected abstract EvidenceRepository emptyRepository();

    @Test
    void anEmptyRepositoryKnowsNothing() {
        assertThat(emptyRepository().asOf(LATER).models()).isEmpty();
    }

    @Test
    void whatWasRecordedIsKnown() {
        EvidenceRepository repository = emptyRepository();
        Facts facts = new Facts(
                List.of(glm()),
                List.of(),
                List.of(),
                List.of(undated("0.0375", MAY)),
                List.of(figure(61.5, MAY)),
                List.of(signal(Sentiment.MIXED, MAY)));

        assertThat(repository.record(facts).byKind())
                .isEqualTo(
                        Map.of("models", added(1), "prices", added(1), "benchmarks", added(1), "sentiment", added(1)));

        ModelEvidence known = repository.asOf(LATER).of(GLM).orElseThrow();
        assertThat(known.model()).isEqualTo(glm());
        assertThat(known.currentPrice().orElseThrow().fact().inputUsdPerMillion())
                .isEqualByComparingTo("0.0375");
        assertThat(known.benchmarks()).extracting(Row::fact).containsExactly(figure(61.5, MAY));
        assertThat(known.sentiment()).extracting(Row::fact).containsExactly(signal(Sentiment.MIXED, MAY));
        assertThat(known.runtime()).isEmpty();
    }

    @Test
    void whatATaskOfABenchmarkTookIsKept() {
        EvidenceRepository repository = withGlm();
        repository.record(Facts.ofBenchmarks(List.of(figure(61.5, MAY))));
        BenchmarkResult complete =
                figure(61.5, MAY, Optional.of(new BigDecimal("0.05")), Optional.of(new TaskTokens(12_500.5, 800)));

        assertThat(repository.record(Facts.ofBenchmarks(List.of(complete))).byKind())
                .isEqualTo(Map.of("benchmarks", new Changes(0, 1, 0)));
        assertThat(repository.asOf(LATER).of(GLM).orElseThrow().benchmarks())
                .extracting(Row::fact)
                .containsExactly(complete);
        assertThat(repository.record(Facts.ofBenchmarks(List.of(complete))).byKind())
                .isEqualTo(Map.of("benchmarks", new Changes(0, 0, 1)));
    }

    @Property(tries = 20)
    void recordingTheSameFactsAgainChangesNothing(@ForAll("facts") Facts facts) {
        EvidenceRepository repository = emptyRepository();
        repository.record(facts);
        var known = repository.asOf(LATER);

        var again = repository.record(facts);

        assertThat(again.byKind().values()).allMatch(changes -> changes.added() == 0 && changes.updated() == 0);
        assertThat(repository.asOf(LATER)).isEqualTo(known);
    }

    @Provide
    Arbitrary<Facts> facts() {
        return DomainArbitraries.facts();
    }

    @Test
    void anUndatedPriceIsKeptOnlyIfItDiffersFromTheOneInForce() {
        EvidenceRepository repository = withGlm();
        assertThat(record(repository, undated("1", MAY))).isEqualTo(added(1));
        assertThat(record(repository, undated("1.0", JUNE))).isEqualTo(new Changes(0, 0, 1));
        assertThat(record(repository, undated("2", JULY))).isEqualTo(added(1));

        assertThat(priceAt(repository, JUNE)).isEqualByComparingTo("1");
        assertThat(priceAt(repository, LATER)).isEqualByComparingTo("2");
    }

    @Test
    void aPriceThatFallsBackIsAThirdPrice() {
        EvidenceRepository repository = withGlm();
        record(repository, undated("1", MAY), undated("2", JUNE), undated("1", JULY));

        assertThat(priceAt(repository, JUNE)).isEqualByComparingTo("2");
        assertThat(priceAt(repository, JULY)).isEqualByComparingTo("1");
    }

    @Test
    void aChangedPriceOfTheSameDateHoldsFromWhenItWasRead() {
        EvidenceRepository repository = withGlm();
        record(repository, dated("1", MAY, MAY));
        assertThat(record(repository, dated("2", MAY, JULY))).isEqualTo(added(1));

        assertThat(priceAt(repository, JUNE)).isEqualByComparingTo("1");
        assertThat(priceAt(repository, JULY)).isEqualByComparingTo("2");
    }

    @Test
    void anAnnouncedPriceThatIsCorrectedBeforeItsDateHoldsFromItsDate() {
        EvidenceRepository repository = withGlm();
        record(repository, dated("1", JULY, MAY), dated("2", JULY, JUNE));

        assertThat(repository.asOf(JUNE).of(GLM).orElseThrow().prices()).isEmpty();
        assertThat(priceAt(repository, JULY.plusSeconds(1))).isEqualByComparingTo("2");
    }

    @Test
    void anOlderReadingOfADateDoesNotReplaceANewerOne() {
        EvidenceRepository repository = withGlm();
        record(repository, dated("2", MAY, JULY));
        record(repository, dated("1", MAY, JUNE));

        assertThat(priceAt(repository, JUNE)).isEqualByComparingTo("1");
        assertThat(priceAt(repository, JULY)).isEqualByComparingTo("2");
    }

    @Test
    void aChangedFigureIsUpdatedInItsRow() {
        EvidenceRepository repository = withGlm();
        repository.record(Facts.ofBenchmarks(List.of(figure(61.5, MAY))));
        long id = onlyFigure(repository).id();

        assertThat(repository
                        .record(Facts.ofBenchmarks(List.of(figure(62.25, JUNE))))
                        .byKind())
                .isEqualTo(Map.of("benchmarks", new Changes(0, 1, 0)));

        assertThat(onlyFigure(repository)).isEqualTo(new Row<>(id, figure(62.25, JUNE)));
    }

    @Test
    void aFigureReadAgainStaysKnownSinceTheFirstTime() {
        EvidenceRepository repository = withGlm();
        repository.record(Facts.ofBenchmarks(List.of(figure(61.5, MAY))));
        repository.record(Facts.ofBenchmarks(List.of(figure(61.5, JULY))));

        assertThat(repository.asOf(JUNE).of(GLM).orElseThrow().benchmarks()).hasSize(1);
    }

    @Test
    void whatWasReadLaterIsNotKnownYet() {
        EvidenceRepository repository = withGlm();
        repository.record(Facts.ofBenchmarks(List.of(figure(61.5, JULY))));
        repository.record(Facts.ofSentiment(List.of(signal(Sentiment.POSITIVE, JULY))));

        ModelEvidence known = repository.asOf(JULY.minusMillis(1)).of(GLM).orElseThrow();
        assertThat(known.benchmarks()).isEmpty();
        assertThat(known.sentiment()).isEmpty();
        ModelEvidence atThatInstant = repository.asOf(JULY).of(GLM).orElseThrow();
        assertThat(atThatInstant.benchmarks()).hasSize(1);
        assertThat(atThatInstant.sentiment()).hasSize(1);
    }

    @Test
    void aMentionLeavesADefinitionAlone() {
        EvidenceRepository repository = withGlm();

        assertThat(repository
                        .record(Facts.ofCatalog(List.of(), List.of(Model.named(GLM, "reseller")), List.of(), List.of()))
                        .byKind())
                .isEqualTo(Map.of("models", new Changes(0, 0, 1)));

        assertThat(repository.asOf(LATER).of(GLM).orElseThrow().model()).isEqualTo(glm());
    }

    @Test
    void aDefinitionReplacesWhatWasRecorded() {
        EvidenceRepository repository = withGlm();
        Model bare = Model.named(GLM, "zhipu");

        assertThat(repository
                        .record(Facts.ofCatalog(List.of(bare), List.of(), List.of(), List.of()))
                        .byKind())
                .isEqualTo(Map.of("models", new Changes(0, 1, 0)));

        assertThat(repository.asOf(LATER).of(GLM).orElseThrow().model()).isEqualTo(bare);
    }

    @Test
    void aFactAboutAnUnknownModelIsRefusedWithAllTheOthers() {
        EvidenceRepository repository = emptyRepository();
        Model known = Model.named(ModelId.of("gpt-5.4"), "openai");
        Facts facts = new Facts(List.of(known), List.of(), List.of(), List.of(), List.of(figure(61.5, MAY)), List.of());

        assertThatThrownBy(() -> repository.record(facts))
                .isInstanceOf(UnknownModelException.class)
                .hasMessageContaining("glm-4.7");
        assertThat(repository.asOf(LATER).models()).isEmpty();
    }

    @Test
    void namesAreFoundWithoutRegardToCaseAndCanonicalOnesFirst() {
        EvidenceRepository repository = withGlm();
        ModelId other = ModelId.of("glm-5");
        repository.record(Facts.ofCatalog(
                List.of(Model.named(other, "zhipu")),
                List.of(),
                List.of(new ModelAlias("GLM", GLM), new ModelAlias("glm-4.7", other)),
                List.of()));

        assertThat(repository.names().resolve(" glm ")).contains(GLM);
        assertThat(repository.names().resolve("GLM-4.7")).contains(GLM);
        assertThat(repository.names().resolve("glm-6")).isEmpty();
    }

    @Test
    void anAliasMovesToAnotherModel() {
        EvidenceRepository repository = withGlm();
        ModelId other = ModelId.of("glm-5");
        repository.record(Facts.ofCatalog(
                List.of(Model.named(other, "zhipu")), List.of(), List.of(new ModelAlias("glm", GLM)), List.of()));

        assertThat(repository
                        .record(Facts.ofCatalog(List.of(), List.of(), List.of(new ModelAlias("GLM", other)), List.of()))
                        .byKind())
                .isEqualTo(Map.of("aliases", new Changes(0, 1, 0)));
        assertThat(repository.names().resolve("glm")).contains(other);
    }

    private EvidenceRepository withGlm() {
        EvidenceRepository repository = emptyRepository();
        repository.record(Facts.ofCatalog(List.of(glm()), List.of(), List.of(), List.of()));
        return repository;
    }

    private static Changes record(EvidenceRepository repository, StatedPrice... prices) {
        return Objects.requireNonNull(repository
                .record(Facts.ofCatalog(List.of(), List.of(), List.of(), List.of(prices)))
                .byKind()
                .get("prices"));
    }

    private static BigDecimal priceAt(EvidenceRepository repository, Instant instant) {
        return repository
                .asOf(instant)
                .of(GLM)
                .flatMap(ModelEvidence::currentPrice)
                .orElseThrow()
                .fact()
                .inputUsdPerMillion();
    }

    private static Row<BenchmarkResult> onlyFigure(EvidenceRepository repository) {
        List<Row<BenchmarkResult>> figures =
                repository.asOf(LATER).of(GLM).orElseThrow().benchmarks();
        assertThat(figures).hasSize(1);
        return figures.get(0);
    }

    private static Changes added(int rows) {
        return new Changes(rows, 0, 0);
    }

    private static Model glm() {
        return new Model(
                GLM,
                "zhipu",
                "glm",
                "GLM 4.7",
                Optional.of(200_000),
                Optional.of(true),
                Optional.of(LocalDate.of(2025, 12, 22)),
                false,
                Optional.of("https://example.org/glm"));
    }

    private static StatedPrice undated(String usdPerMillion, Instant readAt) {
        return new StatedPrice(price(usdPerMillion, readAt, readAt), Optional.empty());
    }

    private static StatedPrice dated(String usdPerMillion, Instant date, Instant readAt) {
        return new StatedPrice(price(usdPerMillion, date, readAt), Optional.of(date));
    }

    private static Price price(String usdPerMillion, Instant effectiveAt, Instant readAt) {
        BigDecimal usd = new BigDecimal(usdPerMillion);
        return new Price(GLM, usd, usd, effectiveAt, "price_page", Optional.empty(), readAt);
    }

    private static BenchmarkResult figure(double percent, Instant readAt) {
        return figure(percent, readAt, Optional.empty(), Optional.empty());
    }

    private static BenchmarkResult figure(
            double percent, Instant readAt, Optional<BigDecimal> usd, Optional<TaskTokens> tokens) {
        return new BenchmarkResult(
                GLM,
                "SWE-bench Verified",
                percent,
                "percent",
                "code",
                Optional.empty(),
                BenchmarkSource.THIRD_PARTY,
                "https://example.org/swe-bench",
                readAt,
                usd,
                tokens);
    }

    private static SentimentSignal signal(Sentiment tone, Instant readAt) {
        return new SentimentSignal(
                GLM,
                SentimentSource.HN,
                URI.create("https://example.org/hn"),
                Optional.of("GLM"),
                "Fast, but forgetful.",
                tone,
                new TreeMap<>(Map.of("topic", "speed")),
                readAt);
    }
}
