package dev.autopack.modelintel.store;

import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.testkit.AnswerContract;
import dev.autopack.modelintel.testkit.TestDatabase;

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
}
