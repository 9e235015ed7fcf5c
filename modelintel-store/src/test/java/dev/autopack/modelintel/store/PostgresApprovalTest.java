package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.testkit.ApprovalContract;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresApprovalTest extends ApprovalContract {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final String schema = Stores.newSchema();
    private final Store store = Stores.migrated(DATABASE, schema);

    @Override
    protected RecommendationRepository emptyRepository() {
        return store.recommendations();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update recommendation_history set changed_by = 'Eve'",
                "delete from recommendation_history",
                "truncate recommendation_history",
                "truncate model_recommendations cascade",
                "delete from model_recommendations where id = 1"
            })
    void nobodyRewritesTheHistory(String rewriting) {
        accepted();

        assertRefused(rewriting);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update model_recommendations set status = 'proposed' where id = 1",
                "update model_recommendations set status = 'rejected' where id = 1",
                "update model_recommendations set status = 'implemented' where id = 1",
                "update model_recommendations set status = 'accepted' where id = 2",
                "insert into recommendation_history (recommendation_id, from_status, to_status, changed_by, changed_at)"
                        + " values (2, 'proposed', 'accepted', 'Eve', now())",
                "insert into recommendation_history (recommendation_id, from_status, to_status, changed_by, changed_at)"
                        + " values (1, 'proposed', 'accepted', 'Eve', now())",
                "insert into recommendation_history (recommendation_id, from_status, to_status, changed_by, changed_at)"
                        + " values (1, 'rejected', 'accepted', 'Eve', now())"
            })
    void noStatusWithoutItsHistoryAndNoneOutOfOrder(String change) {
        accepted();

        assertRefused(change);
    }

    /** Two recommendations, of which the first is accepted. */
    private void accepted() {
        String insert =
                "insert into model_recommendations (created_at, last_made_at, as_of, use_case, rank, current_model,"
                        + " recommended_model, reasoning, confidence, policy_version, scorecard, current_scorecard, evidence,"
                        + " rejected, dedupe_hash) values (now(), now(), now(), 'u', 1, 'a', 'b', 'r', 0.7, '1', '{}', '{}', '{}',"
                        + " '[]', '";
        DATABASE.execute("set search_path to " + schema + "; " + insert + "1'); " + insert + "2');"
                + "begin; update model_recommendations set status = 'accepted' where id = 1;"
                + "insert into recommendation_history (recommendation_id, from_status, to_status, changed_by, changed_at)"
                + " values (1, 'proposed', 'accepted', 'Ann', now()); commit");
    }

    private void assertRefused(String sql) {
        assertThatThrownBy(() -> DATABASE.execute("set search_path to " + schema + "; " + sql))
                .cause()
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .matches(state -> state.toString().startsWith("23"), "a violated constraint");
    }
}
