package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODELS_CATALOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.store.jooq.tables.records.ModelsCatalogRecord;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkInsertTest {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final Database database = new Database(DatabaseUrl.parse(DATABASE.url()), "modelintel");

    @BeforeAll
    static void migrate() {
        Stores.migrated(DATABASE, "modelintel");
    }

    @BeforeEach
    void emptyTables() {
        Stores.empty(DATABASE, "modelintel");
    }

    private static ModelsCatalogRecord model(String id, String displayName) {
        ModelsCatalogRecord row = Rows.row(Model.named(ModelId.of(id), "acme"));
        row.setDisplayName(displayName);
        return row;
    }

    private ModelsCatalogRecord inserted(List<ModelsCatalogRecord> rows, String id) {
        return database.write(context -> {
            BulkInsert.insert(context, MODELS_CATALOG, rows);
            return context.fetchSingle(MODELS_CATALOG, MODELS_CATALOG.MODEL_ID.eq(id));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\nb", "a\rb", "\\N", "\\.", "a\\tb", "back\\", "\"it's\", so", "模型 🙂", " "})
    void everyTextComesBackAsItWas(String text) {
        assertThat(inserted(List.of(model("nova-9", text)), "nova-9").getDisplayName())
                .isEqualTo(text);
    }

    @Test
    void whatARowLeavesOutGetsItsDefaultAndWhatItLeavesEmptyIsNull() {
        ModelsCatalogRecord marketed = model("nova-8", "Nova 8");
        marketed.setNamedBy("market");
        marketed.setReleasedAt(Instant.parse("2026-05-01T00:00:00Z"));

        ModelsCatalogRecord plain = inserted(List.of(marketed, model("nova-9", "Nova 9")), "nova-9");

        assertThat(plain.getNamedBy()).isEqualTo("configuration");
        assertThat(plain.getReleasedAt()).isNull();
        assertThat(inserted(List.of(), "nova-8").getNamedBy()).isEqualTo("market");
        assertThat(inserted(List.of(), "nova-8").getReleasedAt()).isEqualTo("2026-05-01T00:00:00Z");
    }

    @Test
    void whatTheDatabaseRefusesIsRefusedWhole() {
        assertThatThrownBy(() -> inserted(List.of(model("nova-9", "Nova 9"), model("nova-9", "Nova 9")), "nova-9"))
                .isInstanceOf(StoreException.class);
        assertThat(database.<Integer>read(context -> context.fetchCount(MODELS_CATALOG)))
                .isZero();
    }
}
