package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MARKET_FEEDS;
import static dev.autopack.modelintel.store.jooq.Tables.MODELS_CATALOG;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_OFFERINGS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICING;
import static dev.autopack.modelintel.store.jooq.Tables.PRICE_DISCOUNTS;
import static dev.autopack.modelintel.store.jooq.Tables.PRICE_TRUST;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.market.EndOfLife;
import dev.autopack.modelintel.market.Feed;
import dev.autopack.modelintel.market.Feed.Refused;
import dev.autopack.modelintel.market.FeedReading;
import dev.autopack.modelintel.market.Market;
import dev.autopack.modelintel.market.MarketPrice;
import dev.autopack.modelintel.market.MarketRepository;
import dev.autopack.modelintel.market.Offering;
import dev.autopack.modelintel.market.OwnTerms;
import dev.autopack.modelintel.market.Trust;
import dev.autopack.modelintel.market.UnresolvedName;
import dev.autopack.modelintel.market.Validators;
import dev.autopack.modelintel.store.jooq.tables.records.MarketFeedsRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelOfferingsRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelPricingRecord;
import dev.autopack.modelintel.store.jooq.tables.records.PriceTrustRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The market in the tables of the catalog. */
final class PostgresMarket implements MarketRepository {

    private final Database database;

    PostgresMarket(Database database) {
        this.database = database;
    }

    @Override
    public List<RecordedFacts> record(List<Feed> feeds, boolean allowShrink) {
        return feeds.isEmpty()
                ? List.of()
                : database.write(context -> MarketRecorder.record(context, feeds, allowShrink, trust(context)));
    }

    @Override
    public Map<String, FeedReading> lastReadings() {
        return database.read(context -> context.selectFrom(MARKET_FEEDS)
                .fetchMap(
                        MARKET_FEEDS.SOURCE,
                        row -> new FeedReading(
                                Optional.ofNullable(row.getSourceUrl()),
                                new Validators(
                                        Optional.ofNullable(row.getEtag()), Optional.ofNullable(row.getLastModified())),
                                row.getFingerprint(),
                                row.getRetrievedAt(),
                                row.getRefused() == null
                                        ? List.of()
                                        : RecordJson.read(row.getRefused(), new TypeReference<List<Refused>>() {}))));
    }

    @Override
    public void seenAgain(String source, FeedReading same, Instant now) {
        database.write(context -> context.update(MARKET_FEEDS)
                .set(MARKET_FEEDS.SOURCE_URL, same.url().orElse(null))
                .set(MARKET_FEEDS.ETAG, same.validators().etag().orElse(null))
                .set(
                        MARKET_FEEDS.LAST_MODIFIED,
                        same.validators().lastModified().orElse(null))
                .set(MARKET_FEEDS.CONFIRMED_AT, DSL.greatest(MARKET_FEEDS.RETRIEVED_AT, DSL.val(Rows.kept(now))))
                .where(MARKET_FEEDS.SOURCE.eq(source))
                .and(MARKET_FEEDS.FINGERPRINT.eq(same.fingerprint()))
                .execute());
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
    public RecordedFacts adopt(OwnTerms terms, Instant now) {
        return database.write(context -> {
            RecordedFacts recorded = new TermsRecorder(context, now).record(terms);
            if (!trust(context).equals(terms.trust())) {
                trust(context, terms.trust());
            }
            return recorded;
        });
    }

    private static void trust(DSLContext context, Trust trust) {
        context.deleteFrom(PRICE_TRUST).execute();
        List<PriceTrustRecord> rows = new ArrayList<>();
        for (String source : trust.order()) {
            rows.add(new PriceTrustRecord(source, rows.size() + 1));
        }
        BulkInsert.insert(context, PRICE_TRUST, rows);
        new MarketSummary(context, trust).judgePrices();
    }

    @Override
    public void noteNames(String source, Set<String> names, Instant now) {
        database.write(context -> {
            new UnresolvedNames(context).note(source, names, now);
            return context;
        });
    }

    @Override
    public List<UnresolvedName> unresolved() {
        return database.read(context -> new UnresolvedNames(context).list());
    }

    @Override
    public Map<ModelId, EndOfLife> ends(Instant asOf) {
        return database.read(context -> new Lifecycles(context, Rows.kept(asOf)).ends());
    }

    @Override
    public Set<ModelId> offered() {
        return database.read(context -> context.select(MODELS_CATALOG.MODEL_ID)
                .from(MODELS_CATALOG)
                .where(DSL.not(UnresolvedNames.nameOnly()))
                .fetchSet(row -> ModelId.of(row.value1())));
    }

    /** When the source saw a price: when it says so, else when it was read or took effect, whatever was first. */
    static Field<Instant> observedAt() {
        return DSL.coalesce(
                MODEL_PRICING.OBSERVED_AT, DSL.least(MODEL_PRICING.RETRIEVED_AT, MODEL_PRICING.EFFECTIVE_AT));
    }

    /** A feed that was seen again confirms what it stated when it was last new. */
    private static Instant confirmedAt(ModelPricingRecord price, @Nullable MarketFeedsRecord seenAgain) {
        Instant stated = price.getRestatedAt() == null ? price.getRetrievedAt() : price.getRestatedAt();
        return seenAgain != null && seenAgain.getRetrievedAt().equals(stated) ? seenAgain.getConfirmedAt() : stated;
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
        Map<String, MarketFeedsRecord> feeds = context.selectFrom(MARKET_FEEDS)
                .where(MARKET_FEEDS.CONFIRMED_AT.le(knownBy))
                .fetchMap(MARKET_FEEDS.SOURCE);
        List<MarketPrice> prices = context.selectFrom(MODEL_PRICING)
                .where(observedAt().le(knownBy))
                .fetch(row -> Rows.marketPrice(
                        row,
                        Optional.ofNullable(row.getOfferingId()).map(keys::get),
                        confirmedAt(row, feeds.get(Rows.feed(row.getSource())))));
        return Market.of(
                PostgresEvidence.names(context),
                offerings,
                prices,
                context.selectFrom(PRICE_DISCOUNTS)
                        .where(PRICE_DISCOUNTS.OBSERVED_AT.le(knownBy))
                        .fetch(Rows::discount),
                context.select(MODELS_CATALOG.MODEL_ID, MODELS_CATALOG.PROVIDER)
                        .from(MODELS_CATALOG)
                        .fetchMap(row -> ModelId.of(row.value1()), row -> row.value2()),
                trust(context));
    }
}
