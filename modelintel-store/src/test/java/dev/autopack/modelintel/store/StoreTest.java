package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.StatusChange;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {

    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final Facts FACTS =
            Facts.ofCatalog(List.of(Model.named(ModelId.of("glm-4.7"), "zhipu")), List.of(), List.of(), List.of());

    private TestDatabase database;

    @BeforeEach
    void create() {
        database = TestDatabase.fresh();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void migratingSaysWhatItDidAndDoesItOnce() {
        try (Store store = open("modelintel")) {
            Migration first = store.migrate();
            assertThat(first.applied()).startsWith("1").endsWith(Schema.VERSION);
            assertThat(first).isEqualTo(new Migration("modelintel", first.applied(), Schema.VERSION));
            assertThat(store.migrate()).isEqualTo(new Migration("modelintel", List.of(), Schema.VERSION));
        }
    }

    @Test
    void ofTwoMigrationsAtOnceOneDoesIt() {
        try (Store store = open("modelintel");
                Store other = open("modelintel")) {
            CompletableFuture<Migration> otherMigration = CompletableFuture.supplyAsync(other::migrate);

            assertThat(List.of(store.migrate().applied(), otherMigration.join().applied()))
                    .satisfiesExactlyInAnyOrder(
                            applied -> assertThat(applied).startsWith("1").endsWith(Schema.VERSION),
                            applied -> assertThat(applied).isEmpty());
        }
    }

    @Test
    void schemasOfOneDatabaseKnowNothingOfEachOther() {
        try (Store one = open("one");
                Store two = open("two")) {
            one.migrate();
            two.migrate();
            one.evidence().record(FACTS);

            assertThat(one.evidence().asOf(JULY).models()).hasSize(1);
            assertThat(two.evidence().asOf(JULY).models()).isEmpty();
        }
    }

    @Test
    void tablesAreAskedForBeforeTheyAreThere() {
        try (Store store = open("modelintel")) {
            assertRefused(store::evidence, "has no tables of modelintel in schema modelintel", "modelintel migrate");
            assertRefused(store::recommendations, "has no tables of modelintel", "modelintel migrate");
            assertRefused(() -> store.telemetry("public"), "has no tables of modelintel", "modelintel migrate");
        }
    }

    @Test
    void whatIsDoneAtomicallyIsSeenWithinAndLeavesNothingWhereItFails() {
        try (Store store = open("modelintel")) {
            store.migrate();
            IllegalStateException failure = new IllegalStateException("later");

            assertThatThrownBy(() -> store.atomically(joined -> {
                        joined.evidence().record(FACTS);
                        assertThat(joined.evidence().names().resolve("glm-4.7")).isPresent();
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThat(store.evidence().names().resolve("glm-4.7")).isEmpty();

            store.atomically(joined -> joined.evidence().record(FACTS));
            assertThat(store.evidence().names().resolve("glm-4.7")).isPresent();
        }
    }

    @Test
    void tablesOfANewerVersionAreLeftAlone() {
        try (Store store = open("modelintel")) {
            store.migrate();
            database.execute("update modelintel.flyway_schema_history set version = '999' where version = '"
                    + Schema.VERSION + "'");

            assertRefused(store::evidence, "of version 999", "newer modelintel");
        }
    }

    @Test
    void aSchemaWithOtherTablesIsLeftAlone() {
        database.execute("create schema theirs; create table theirs.models (id integer)");
        try (Store store = open("theirs")) {
            assertRefused(store::migrate, "theirs", "--schema");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "with space", "semi;colon", "1st", "pg_catalog", "quo\"te"})
    void aSchemaHasAPlainName(String schema) {
        DatabaseUrl url = DatabaseUrl.parse(database.url());

        assertThatIllegalArgumentException().isThrownBy(() -> Store.open(url, schema));
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutThePassword() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://somebody:hush@localhost:1/db");

        assertRefused(() -> Store.open(url, "modelintel"), "postgresql://somebody@localhost:1/db", "start the server");
    }

    @Test
    void aRoleOrDatabaseThatIsNotThereIsSaid() {
        String elsewhere = database.url().replaceAll("/[^/]*$", "/nowhere");

        assertRefused(() -> Store.open(DatabaseUrl.parse(elsewhere), "modelintel"), "nowhere", "create the database");
        assertRefused(
                () -> Store.open(DatabaseUrl.parse(database.url("nobody_at_all", "hush")), "modelintel"),
                "nobody_at_all",
                "Maybe");
    }

    @Test
    void aReadOnlyRoleReadsAndMeasuresAndIsRefusedToWrite() {
        try (Store owner = open("modelintel")) {
            owner.migrate();
            owner.loadSampleTelemetry("public", telemetry());
        }
        withRole(
                "reader",
                role -> "grant usage on schema modelintel to " + role
                        + "; grant select on all tables in schema modelintel, public to " + role,
                store -> {
                    assertThat(store.telemetry("public").measure(TimeWindow.ofDaysUntil(30, JULY), List.of()))
                            .hasSize(1);
                    assertThat(store.evidence().asOf(JULY).models()).isEmpty();
                    assertRefused(() -> store.evidence().record(FACTS), "permission denied", "docs/database.md");
                });
    }

    @Test
    void theWorkingRoleNeedsNoMoreThanTheRightsThatTheManualLists() {
        try (Store owner = open("modelintel")) {
            owner.migrate();
            owner.loadSampleTelemetry("public", telemetry());
        }
        withRole(
                "worker",
                role -> "grant usage on schema modelintel, public to " + role
                        + "; grant select, insert, update on all tables in schema modelintel to " + role
                        + "; revoke insert, update on modelintel.flyway_schema_history from " + role
                        + "; revoke update on modelintel.recommendation_history from " + role
                        + "; grant delete on modelintel.model_runtime_stats to " + role
                        + "; grant select on public.llm_usage_events, public.phases to " + role,
                store -> {
                    store.evidence().record(FACTS);
                    assertThat(store.telemetry("public")
                                    .aggregate(TimeWindow.ofDaysUntil(30, JULY), List.of())
                                    .events())
                            .isEqualTo(1);
                    assertThat(store.recommendations().find(1)).isEmpty();
                    database.execute("insert into modelintel.model_recommendations (created_at, last_made_at, as_of,"
                            + " use_case, rank, current_model, recommended_model, reasoning, confidence, policy_version,"
                            + " scorecard, current_scorecard, evidence, rejected, dedupe_hash) values (now(), now(), now(),"
                            + " 'u', 1, 'a', 'b', 'r', 0.7, '1', '{}', '{}', '{}', '[]', 'h')");
                    StatusChange accepted =
                            new StatusChange(1, RecommendationStatus.ACCEPTED, "Ann", JULY, Optional.empty());
                    store.recommendations().change(accepted);
                });
    }

    @Test
    void theMigratingRoleNeedsToCreateItsSchemaAndNothingElse() {
        withRole("migrator", role -> "grant create on database " + databaseName() + " to " + role, store -> {
            assertThat(store.migrate().applied()).startsWith("1").endsWith(Schema.VERSION);
            store.evidence().record(FACTS);
        });
    }

    @Test
    void theMigratingRoleIsToldWhatItLacks() {
        withRole(
                "outsider",
                role -> "select 1",
                store -> assertRefused(store::migrate, "permission denied", "docs/database.md"));
    }

    private void withRole(String name, UnaryOperator<String> grants, Consumer<Store> work) {
        String role = name + "_of_" + databaseName();
        database.execute("create role " + role + " login password 'hush'; " + grants.apply(role));
        try (Store store = Store.open(DatabaseUrl.parse(database.url(role, "hush")), "modelintel")) {
            work.accept(store);
        } finally {
            database.execute("drop owned by " + role + "; drop role " + role);
        }
    }

    private Store open(String schema) {
        return Store.open(DatabaseUrl.parse(database.url()), schema);
    }

    private String databaseName() {
        return database.url().substring(database.url().lastIndexOf('/') + 1);
    }

    private static SampleTelemetry telemetry() {
        return new SampleTelemetry(
                csv("id,state,created_at\nr,DONE,2026-06-01\n"),
                csv("run_id,phase_id,name,state,created_at\nr,p,n,COMPLETE,2026-06-02\n"),
                csv(
                        "provider,model,run_id,phase_id,role,total_tokens,created_at\nzhipu,glm-4.7,r,p,builder,1,2026-06-02\n"));
    }

    private static InputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(StoreException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(parts)
                        .contains("Maybe")
                        .doesNotContain("\n")
                        .doesNotContain("hush"));
    }
}
