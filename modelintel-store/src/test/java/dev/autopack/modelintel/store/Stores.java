package dev.autopack.modelintel.store;

import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.market.Feed;
import dev.autopack.modelintel.market.MarketRepository;
import dev.autopack.modelintel.testkit.TestDatabase;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Migrated stores in schemas of their own. */
final class Stores {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private Stores() {}

    static Store migrated(TestDatabase database) {
        return migrated(database, newSchema());
    }

    static Store migrated(TestDatabase database, String schema) {
        Store store = Store.open(DatabaseUrl.parse(database.url()), schema);
        store.migrate();
        return store;
    }

    /**
     * The tables of a migrated schema without rows, which is quicker than another schema. As a replica, to which the
     * triggers that keep the history do not apply.
     */
    static void empty(TestDatabase database, String schema) {
        database.execute(
                "set session_replication_role = replica; set search_path to " + schema
                        + "; truncate models_catalog, model_aliases, model_pricing, model_benchmarks, model_runtime_stats,"
                        + " model_sentiment_signals, model_recommendations, recommendation_history, model_offerings,"
                        + " market_feeds, raw_names, price_discounts, model_lifecycles, recommendation_answers, evidence_snapshots");
    }

    static RecordedFacts record(MarketRepository market, Feed feed, boolean allowShrink) {
        return market.record(List.of(feed), allowShrink).get(0);
    }

    static String newSchema() {
        return "schema_" + SCHEMAS.incrementAndGet();
    }
}
