package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.EvidenceRepository;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.evidence.RecordedFacts.Changes;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.testkit.EvidenceRepositoryContract;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PostgresEvidenceTest extends EvidenceRepositoryContract {

    // Dropped with the server: jqwik, which runs the laws, does not know the lifecycle of JUnit.
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String SCHEMA = Stores.newSchema();
    private static final Store STORE = Stores.migrated(DATABASE, SCHEMA);
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

    @Override
    protected EvidenceRepository emptyRepository() {
        Stores.empty(DATABASE, SCHEMA);
        return STORE.evidence();
    }

    @Test
    void ofTwoRecordingsAtOnceOneAddsAndTheOtherFindsEverythingThere() {
        EvidenceRepository repository = emptyRepository();
        Facts facts = manyPrices(500);

        CompletableFuture<RecordedFacts> other = CompletableFuture.supplyAsync(() -> repository.record(facts));
        Map<String, Changes> one = repository.record(facts).byKind();
        Map<String, Changes> two = other.join().byKind();

        Map<String, Changes> added = Map.of("models", new Changes(500, 0, 0), "prices", new Changes(500, 0, 0));
        Map<String, Changes> unchanged = Map.of("models", new Changes(0, 0, 500), "prices", new Changes(0, 0, 500));
        assertThat(List.of(one, two)).containsExactlyInAnyOrder(added, unchanged);
    }

    @Test
    void thousandsOfFactsAreRecordedAndRead() {
        EvidenceRepository repository = emptyRepository();
        Facts facts = manyPrices(5000);

        repository.record(facts);

        assertThat(repository.asOf(JUNE).models()).hasSize(5000);
    }

    @Test
    void aTinyPriceSurvivesExactly() {
        EvidenceRepository repository = emptyRepository();
        ModelId model = ModelId.of("tiny");
        repository.record(Facts.ofCatalog(
                List.of(Model.named(model, "somebody")),
                List.of(),
                List.of(),
                List.of(price(model, "0.000000000375"))));

        assertThat(repository
                        .asOf(JUNE)
                        .of(model)
                        .orElseThrow()
                        .currentPrice()
                        .orElseThrow()
                        .fact()
                        .inputUsdPerMillion())
                .isEqualByComparingTo("0.000000000375");
    }

    private static Facts manyPrices(int models) {
        List<Model> definitions = new ArrayList<>();
        List<StatedPrice> prices = new ArrayList<>();
        for (int i = 0; i < models; i++) {
            ModelId model = ModelId.of("model-" + i);
            definitions.add(Model.named(model, "somebody"));
            prices.add(price(model, "1.25"));
        }
        return Facts.ofCatalog(definitions, List.of(), List.of(), prices);
    }

    private static StatedPrice price(ModelId model, String usdPerMillion) {
        BigDecimal usd = new BigDecimal(usdPerMillion);
        return new StatedPrice(
                new Price(model, usd, usd, JUNE, "price_page", Optional.empty(), JUNE), Optional.of(JUNE));
    }
}
