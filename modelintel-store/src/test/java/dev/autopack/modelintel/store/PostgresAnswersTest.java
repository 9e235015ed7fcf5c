package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.testkit.AnswerContract;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresAnswersTest extends AnswerContract {

    // Dropped with the server: jqwik, which runs the laws, does not know the lifecycle of JUnit.
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String SCHEMA = Stores.newSchema();
    private static final Store STORE = Stores.migrated(DATABASE, SCHEMA);

    @Override
    protected RecommendationRepository emptyRepository() {
        Stores.empty(DATABASE, SCHEMA);
        return STORE.recommendations();
    }

    @Test
    void anAnswerCannotSwitchAndTryOrBeMoreThanSure() {
        emptyRepository();
        for (String values : List.of("'switch', 'glm-4.7', 0.5", "'keep', null, 1.5", "'try', null, 0.5")) {
            assertThatThrownBy(() -> DATABASE.execute("set search_path to " + SCHEMA
                            + "; insert into evidence_snapshots values (repeat('0', 64), now(), '[]') on conflict do nothing"
                            + "; insert into recommendation_answers (created_at, last_made_at, as_of, use_case, current_model,"
                            + " decision, trial_model, confidence, summary, policy_version, question, answer, evidence_digest,"
                            + " dedupe_hash) values (now(), now(), now(), 'u', 'a', " + values
                            + ", 's', '1', '{}', '{}', repeat('0', 64), 'h')"))
                    .hasStackTraceContaining("violates check constraint");
        }
    }
}
