package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.Resolution;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.market.UnresolvedName;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.RuntimeSummary;
import dev.autopack.modelintel.runtime.TelemetryRepository;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The models behind names as installations write them. */
class TelemetryNamesTest {

    private static final ModelId SONNET = ModelId.of("claude-sonnet-4-5");
    private static final TimeWindow JUNE =
            new TimeWindow(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"));

    private TestDatabase database;
    private Store store;
    private TelemetryRepository telemetry;

    /** 1,000,000 prompt tokens of Sonnet cost 3 USD. */
    @BeforeEach
    void emptyTelemetry() {
        database = TestDatabase.fresh();
        store = Stores.migrated(database, "modelintel");
        telemetry = store.telemetry("public");
        Instant may = Instant.parse("2026-05-01T00:00:00Z");
        Price price = new Price(SONNET, new BigDecimal("3"), new BigDecimal("15"), may, "page", Optional.empty(), may);
        store.evidence()
                .record(Facts.ofCatalog(
                        List.of(Model.named(SONNET, "anthropic")),
                        List.of(),
                        List.of(),
                        List.of(new StatedPrice(price, Optional.of(may)))));
        database.execute("create table phases (run_id text, phase_id text, state text, unique (run_id, phase_id));"
                + " create table llm_usage_events (id serial, provider text, model text, role text, run_id text,"
                + " phase_id text, total_tokens int, prompt_tokens int, completion_tokens int, created_at timestamp);"
                + " insert into phases values ('r', 'p', 'COMPLETE')");
    }

    @AfterEach
    void drop() {
        store.close();
        database.close();
    }

    @Test
    void aSnapshotsNameIsTheModelItself() {
        call("claude-sonnet-4-5", 2);
        call("claude-sonnet-4-5-20250929", 3);

        RuntimeSummary summary = telemetry.aggregate(JUNE, List.of());

        assertThat(summary.unresolvedModels()).isEmpty();
        assertThat(summary.statistics()).singleElement().satisfies(stats -> {
            assertThat(stats.model()).isEqualTo(SONNET.value());
            assertThat(stats.estCostUsd().orElseThrow()).isEqualByComparingTo("6");
            // Another spelling is no other model that has been replaced.
            assertThat(stats.finishedPhases()).isOne();
            assertThat(stats.succeededPhases()).isOne();
        });
    }

    @Test
    void aNameThatMayBeSeveralModelsIsNoneOfThem() {
        ModelId east = ModelId.of("east/nova-9");
        ModelId west = ModelId.of("west/nova-9");
        know(east, west);
        call("Nova 9", 2);

        RuntimeSummary summary = telemetry.aggregate(JUNE, List.of());

        assertThat(summary.statistics()).extracting(RuntimeStats::model).containsExactly("Nova 9");
        assertThat(summary.unpricedModels()).isEqualTo(new TreeMap<>(Map.of("Nova 9", 1L)));
        assertThat(summary.unresolvedModels()).extracting(Resolution::models).containsExactly(List.of(east, west));
        assertThat(store.market().unresolved()).extracting(UnresolvedName::name).containsExactly("Nova 9");
    }

    @Test
    void whatAKeptDayDidNotKnowTheNextRunDoes() {
        call("nova-9-20260101", 2);
        assertThat(telemetry.aggregate(JUNE, List.of()).statistics())
                .extracting(RuntimeStats::model)
                .containsExactly("nova-9-20260101");
        know(ModelId.of("nova-9"));
        assertThat(store.market().unresolved()).isEmpty();

        assertThat(telemetry.aggregate(JUNE, List.of()).statistics())
                .isEqualTo(telemetry.measure(JUNE, List.of()))
                .extracting(RuntimeStats::model)
                .containsExactly("nova-9");
    }

    private void know(ModelId... models) {
        store.evidence()
                .record(Facts.ofCatalog(
                        List.of(models).stream()
                                .map(model -> Model.named(model, "somebody"))
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private void call(String model, int day) {
        database.execute("insert into llm_usage_events (provider, model, role, run_id, phase_id, total_tokens,"
                + " prompt_tokens, completion_tokens, created_at) values ('anthropic', '" + model
                + "', 'builder', 'r', 'p', 1000000, 1000000, 0, '2026-06-0" + day + "')");
    }
}
