package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself refuses, whoever writes. */
class TablesTest {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @BeforeAll
    static void migrate() {
        Stores.migrated(DATABASE, "modelintel");
        DATABASE.execute("insert into modelintel.models_catalog (model_id, provider, family, display_name)"
                + " values ('glm-4.7', 'zhipu', 'glm', 'GLM')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "'NaN'", "10.0001", "null"})
    void noPriceIsNegativeOrNotANumberOrAbsurd(String price) {
        assertRefused(
                "insert into model_pricing (model_id, input_per_1k, output_per_1k, effective_at, source, retrieved_at)"
                        + " values ('glm-4.7', " + price + ", 0, now(), 's', now())");
        assertRefused(
                "insert into model_pricing (model_id, input_per_1k, output_per_1k, effective_at, source, retrieved_at)"
                        + " values ('glm-4.7', 0, " + price + ", now(), 's', now())");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "'NaN'", "null"})
    void noScoreIsNegativeOrNotANumber(String score) {
        assertRefused(benchmark(score, "'official'"));
    }

    @Test
    void infinityIsNoScoreEither() {
        assertRefused(benchmark("'Infinity'", "'official'"));
    }

    @Test
    void closedListsAreClosed() {
        assertRefused(benchmark("1", "'hearsay'"));
        assertRefused(
                "insert into model_sentiment_signals (model_id, source, source_url, snippet, sentiment, retrieved_at)"
                        + " values ('glm-4.7', 'usenet', 'u', 's', 'positive', now())");
        assertRefused(
                "insert into model_sentiment_signals (model_id, source, source_url, snippet, sentiment, retrieved_at)"
                        + " values ('glm-4.7', 'hn', 'u', 's', 'great', now())");
        assertRefused(runtime("'trivial'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1.01", "'NaN'"})
    void confidenceIsAProbability(String confidence) {
        assertRefused(
                "insert into model_recommendations (created_at, last_made_at, as_of, use_case, rank, current_model,"
                        + " recommended_model, reasoning, confidence, policy_version, scorecard, current_scorecard, evidence,"
                        + " rejected, dedupe_hash) values (now(), now(), now(), 'u', 1, 'a', 'b', 'r', " + confidence
                        + ", '1', '{}', '{}', '{}', '[]', 'h')");
    }

    @Test
    void statisticsWithoutComplexityAreAsUniqueAsTheOthers() {
        DATABASE.execute("set search_path to modelintel; " + runtime("null"));
        assertRefused(runtime("null"));
    }

    @Test
    void figuresWithoutVersionAreAsUniqueAsTheOthers() {
        DATABASE.execute("set search_path to modelintel; " + benchmark("1", "'official'"));
        assertRefused(benchmark("2", "'official'"));
    }

    @Test
    void everyForeignKeyHasAnIndexThatBeginsWithIt() throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery("""
                        select count(*), count(*) filter (where exists (
                            select from pg_index where indrelid = conrelid and indkey[0] = conkey[1]))
                        from pg_constraint where contype = 'f' and connamespace = 'modelintel'::regnamespace
                        """)) {
            counts.next();
            assertThat(counts.getInt(1)).isGreaterThanOrEqualTo(6);
            assertThat(counts.getInt(2)).isEqualTo(counts.getInt(1));
        }
    }

    @Test
    void everyTimestampHasAZoneExceptWhereTelemetryIsKeptAsAnInstallationHasIt() throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery("""
                        select count(*) from information_schema.columns
                        where table_schema = 'modelintel' and data_type = 'timestamp without time zone'
                            and table_name not in ('flyway_schema_history', 'llm_usage_events', 'telemetry_usage', 'telemetry_phase_calls')
                        """)) {
            columns.next();
            assertThat(columns.getInt(1)).isZero();
        }
    }

    private static String benchmark(String score, String source) {
        return "insert into model_benchmarks (model_id, benchmark_name, score, unit, task_type, source, source_url,"
                + " retrieved_at) values ('glm-4.7', 'b', " + score + ", 'percent', 'code', " + source
                + ", 'u', now())";
    }

    private static String runtime(String complexity) {
        return "insert into model_runtime_stats (origin, window_start, window_end, provider, model, role, complexity, calls,"
                + " total_tokens, unpriced_calls, finished_phases, succeeded_phases) values ('schema public', '2026-06-01', '2026-07-01',"
                + " 'zhipu', 'glm-4.7', 'builder', " + complexity + ", 1, 1, 0, 0, 0)";
    }

    private static void assertRefused(String sql) {
        assertThatThrownBy(() -> DATABASE.execute("set search_path to modelintel; " + sql))
                .cause()
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                // Integrity constraints, and a number that the type itself does not have.
                .matches(state -> state.toString().startsWith("23") || state.equals("22P02"));
    }
}
