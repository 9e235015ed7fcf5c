package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MARKET_FEEDS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_OFFERINGS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICING;
import static dev.autopack.modelintel.store.jooq.Tables.PRICE_TRUST;

import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.market.Feed;
import dev.autopack.modelintel.market.FeedReading;
import dev.autopack.modelintel.market.Market;
import dev.autopack.modelintel.market.MarketPrice;
import dev.autopack.modelintel.market.MarketRepository;
import dev.autopack.modelintel.market.Offering;
import dev.autopack.modelintel.market.Trust;
import dev.autopack.modelintel.market.Validators;
import dev.autopack.modelintel.store.jooq.tables.records.ModelOfferingsRecord;
import dev.autopack.modelintel.store.jooq.tables.records.PriceTrustRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** The market in the tables of the catalog. */
final class PostgresMarket implements MarketRepository {

    private final Database database;

    PostgresMarket(Database database) {
        this.database = database;
    }

    @Override
    public RecordedFacts record(Feed feed, boolean allowShrink) {
        return database.write(context -> new MarketRecorder(context, feed).record(allowShrink, trust(context)));
    }

    @Override
    public Optional<FeedReading> lastReading(String source) {
        return database.read(context -> context.fetchOptional(MARKET_FEEDS, MARKET_FEEDS.SOURCE.eq(source))
                .map(row -> new FeedReading(
                        Optional.ofNullable(row.getSourceUrl()),
                        new Validators(Optional.ofNullable(row.getEtag()), Optional.ofNullable(row.getLastModified())),
                        row.getRetrievedAt())));
    }

    @Override
    public Market asOf(Instant asOf) {
        return database.read(context -> market(context, Rows.kept(asOf)));
    }

    @Override
    public boolean confirm(long priceId, String by) {
        return database.write(context -> context.update(MODEL_PRICING)
                        .set(MODEL_PRICING.CONFIRMED_BY, by)
                        .setNull(MODEL_PRICING.QUARANTINE)
                        .where(MODEL_PRICING.ID.eq(priceId))
                        .execute()
                == 1);
    }

    @Override
    public void trust(List<String> sources) {
        database.write(context -> {
            if (trust(context).order().equals(sources)) {
                return context;
            }
            context.deleteFrom(PRICE_TRUST).execute();
            List<PriceTrustRecord> rows = new ArrayList<>();
            for (String source : sources) {
                rows.add(new PriceTrustRecord(source, rows.size() + 1));
            }
            context.batchInsert(rows).execute();
            new MarketSummary(context, trust(context)).judgePrices();
            return context;
        });
    }

    /** When the source saw a price: when it says so, else when it was read or took effect, whatever was first. */
    static Field<Instant> observedAt() {
        return DSL.coalesce(
                MODEL_PRICING.OBSERVED_AT, DSL.least(MODEL_PRICING.RETRIEVED_AT, MODEL_PRICING.EFFECTIVE_AT));
    }

    static Trust trust(DSLContext context) {
        return new Trust(
                context.selectFrom(PRICE_TRUST).orderBy(PRICE_TRUST.RANK).fetch(PRICE_TRUST.SOURCE));
    }

    private static Market market(DSLContext context, Instant knownBy) {
        Map<Long, Offering.Key> keys = new HashMap<>();
        List<Offering> offerings = new ArrayList<>();
        for (ModelOfferingsRecord row : context.selectFrom(MODEL_OFFERINGS).fetch()) {
            Offering offering = Rows.offering(row);
            offerings.add(offering);
            keys.put(row.getId(), offering.key());
        }
        List<MarketPrice> prices = context.selectFrom(MODEL_PRICING)
                .where(observedAt().le(knownBy))
                .fetch(row -> Rows.marketPrice(
                        row, Optional.ofNullable(row.getOfferingId()).map(keys::get)));
        return Market.of(PostgresEvidence.names(context), offerings, prices, trust(context));
    }
}
