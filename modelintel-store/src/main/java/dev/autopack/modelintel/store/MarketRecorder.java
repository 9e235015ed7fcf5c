package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MARKET_FEEDS;
import static dev.autopack.modelintel.store.jooq.Tables.MODELS_CATALOG;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_ALIASES;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_OFFERINGS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICING;
import static java.util.Comparator.naturalOrder;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.evidence.RecordedFacts.Changes;
import dev.autopack.modelintel.market.Feed;
import dev.autopack.modelintel.market.OfferedPrice;
import dev.autopack.modelintel.market.Offering;
import dev.autopack.modelintel.market.PriceMove;
import dev.autopack.modelintel.market.ShrunkFeedException;
import dev.autopack.modelintel.market.Trust;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.pricing.Rate;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.store.jooq.tables.records.MarketFeedsRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelOfferingsRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelPricingRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelsCatalogRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Records feeds within a transaction that no other writer disturbs. */
final class MarketRecorder {

    /** A feed that has fewer than this share of its former models is believed to be broken. */
    private static final double LEAST_SHARE = 0.7;

    /** What is told of new prices beside their number. */
    private static final Map<PriceMove, String> MOVES = Map.of(
            PriceMove.CHANGE, "price_changes",
            PriceMove.CORRECTION, "price_corrections",
            PriceMove.FLIP, "price_flips",
            PriceMove.TAKEN_BACK, "prices_taken_back");

    private final DSLContext context;
    private final Feed feed;
    private final Map<PriceMove, Integer> moves = new EnumMap<>(PriceMove.class);
    private final Instant read;
    private final Map<ModelId, ModelId> recordedAs = new HashMap<>();
    private final Map<ModelId, List<Offering>> namesakes = new HashMap<>();
    private final Map<String, Changes> changes = new TreeMap<>();

    private MarketRecorder(DSLContext context, Feed feed) {
        this.context = context;
        this.feed = feed;
        this.read = Rows.kept(feed.retrievedAt());
    }

    /**
     * Records feeds one after the other, and then what follows from all together, which none of them reads.
     *
     * @return what changed by each of them; of models that were there before, those that it offers
     * @throws ShrunkFeedException if a feed has lost too many models, and that is not allowed
     */
    static List<RecordedFacts> record(DSLContext context, List<Feed> feeds, boolean allowShrink, Trust trust) {
        List<MarketRecorder> recorders =
                feeds.stream().map(feed -> new MarketRecorder(context, feed)).toList();
        Set<ModelId> added = new HashSet<>();
        boolean anyNew = false;
        for (MarketRecorder recorder : recorders) {
            anyNew |= recorder.record(allowShrink, added);
        }
        if (anyNew) {
            MarketSummary summary = new MarketSummary(context, trust);
            Instant read = recorders.stream()
                    .map(recorder -> recorder.read)
                    .max(naturalOrder())
                    .orElseThrow();
            Set<ModelId> described = new HashSet<>(summary.describe(read));
            summary.judgePrices();
            described.removeAll(added);
            recorders.forEach(recorder -> recorder.countDescribed(described));
        }
        return recorders.stream()
                .map(recorder -> new RecordedFacts(recorder.changes))
                .toList();
    }

    /** @return whether the feed has anything new */
    private boolean record(boolean allowShrink, Set<ModelId> added) {
        int models = Math.toIntExact(
                feed.offerings().stream().map(Offering::key).distinct().count());
        MarketFeedsRecord last = context.fetchOne(MARKET_FEEDS, MARKET_FEEDS.SOURCE.eq(feed.source()));
        if (last != null && last.getFingerprint().equals(feed.fingerprint())) {
            if (nameVersion(last)) {
                last.store(); // the same content from another place, or as another version
            }
            changes.put("offerings", new Changes(0, 0, feed.offerings().size()));
            changes.put("prices", new Changes(0, 0, feed.prices().size()));
            changes.put("benchmarks", new Changes(0, 0, feed.benchmarks().size()));
            return false;
        }
        if (last != null && !allowShrink && models < LEAST_SHARE * last.getModels()) {
            throw new ShrunkFeedException(feed.source(), last.getModels(), models);
        }
        Set<ModelId> addedNow = recordModels();
        added.addAll(addedNow);
        changes.put("models", new Changes(addedNow.size(), 0, 0));
        Map<Offering.Key, Long> ids = new HashMap<>();
        changes.put("offerings", recordOfferings(ids));
        changes.put("prices", recordPrices(ids, last));
        moves.forEach((move, number) -> changes.put(MOVES.get(move), new Changes(number, 0, 0)));
        if (!feed.benchmarks().isEmpty()) {
            List<BenchmarkResult> results =
                    feed.benchmarks().stream().map(this::ofRecordedModel).toList();
            changes.putAll(new FactsRecorder(context)
                    .record(Facts.ofBenchmarks(results))
                    .byKind());
        }
        recordReading(last, models);
        return true;
    }

    private void countDescribed(Set<ModelId> described) {
        int updated = Math.toIntExact(recordedAs.values().stream()
                .distinct()
                .filter(described::contains)
                .count());
        changes.computeIfPresent("models", (kind, models) -> new Changes(models.added(), updated, 0));
    }

    /** @return the models that are new */
    private Set<ModelId> recordModels() {
        Map<String, ModelsCatalogRecord> catalog =
                context.selectFrom(MODELS_CATALOG).fetchMap(MODELS_CATALOG.MODEL_ID);
        ModelNames names = ModelNames.of(
                catalog.keySet().stream().sorted().map(ModelId::of).toList(),
                context.selectFrom(MODEL_ALIASES).fetch(Rows::alias));
        List<ModelsCatalogRecord> added = new ArrayList<>();
        Set<ModelId> seen = new HashSet<>();
        for (Offering offering : feed.offerings()) {
            ModelId model = recordedAs.computeIfAbsent(
                    offering.model(), id -> names.recordedAs(id.value()).orElse(id));
            if (!catalog.containsKey(model.value()) && seen.add(model)) {
                ModelsCatalogRecord row = Rows.row(Model.named(model, offering.maker()));
                row.setNamedBy("market");
                added.add(row);
            }
            if (offering.firstHand()
                    && offering.key().name().equals(offering.model().value())) {
                namesakes.computeIfAbsent(model, id -> new ArrayList<>()).add(offering);
            }
        }
        BulkInsert.insert(context, MODELS_CATALOG, added);
        return seen;
    }

    private Changes recordOfferings(Map<Offering.Key, Long> ids) {
        Map<Offering.Key, ModelOfferingsRecord> recorded = context.selectFrom(MODEL_OFFERINGS)
                .where(MODEL_OFFERINGS.SOURCE.eq(feed.source()))
                .fetch()
                .intoMap(row -> new Offering.Key(row.getProvider(), row.getName()));
        List<ModelOfferingsRecord> added = new ArrayList<>();
        List<ModelOfferingsRecord> updated = new ArrayList<>();
        Set<Long> moved = new HashSet<>();
        for (Offering offering : feed.offerings()) {
            ModelOfferingsRecord row = Rows.row(feed.source(), offering, modelOf(offering.model()));
            ModelOfferingsRecord before = recorded.get(offering.key());
            if (before == null) {
                row.setRetrievedAt(read);
                added.add(row);
                continue;
            }
            if (!before.getModelId().equals(row.getModelId())) {
                moved.add(before.getId());
            }
            if (FactsRecorder.copied(row, before, Rows.OFFERING_CONTENT)) {
                before.setRetrievedAt(read);
                updated.add(before);
            }
        }
        BulkInsert.insert(context, MODEL_OFFERINGS, added);
        context.batchUpdate(updated).execute();
        context.selectFrom(MODEL_OFFERINGS)
                .where(MODEL_OFFERINGS.SOURCE.eq(feed.source()))
                .fetch()
                .forEach(row -> ids.put(new Offering.Key(row.getProvider(), row.getName()), row.getId()));
        relabel(ids, moved);
        return new Changes(added.size(), updated.size(), feed.offerings().size() - added.size() - updated.size());
    }

    /** Earlier prices go with their offering to another model, and leave the plain label to whom it belongs now. */
    private void relabel(Map<Offering.Key, Long> ids, Set<Long> moved) {
        Set<Long> plain = feed.offerings().stream()
                .filter(this::bearsNameOfModel)
                .map(offering -> Objects.requireNonNull(ids.get(offering.key())))
                .collect(Collectors.toSet());
        context.update(MODEL_PRICING)
                .set(MODEL_PRICING.MODEL_ID, MODEL_OFFERINGS.MODEL_ID)
                .set(
                        MODEL_PRICING.SOURCE,
                        DSL.concat(
                                MODEL_OFFERINGS.SOURCE,
                                DSL.inline(":"),
                                MODEL_OFFERINGS.PROVIDER,
                                DSL.inline("/"),
                                MODEL_OFFERINGS.NAME))
                .from(MODEL_OFFERINGS)
                .where(MODEL_OFFERINGS.ID.eq(MODEL_PRICING.OFFERING_ID))
                .and(MODEL_OFFERINGS
                        .ID
                        .in(moved)
                        .or(MODEL_PRICING.SOURCE.eq(feed.source()).and(MODEL_OFFERINGS.ID.notIn(plain))))
                .execute();
    }

    private Changes recordPrices(Map<Offering.Key, Long> ids, @Nullable MarketFeedsRecord last) {
        Map<Long, List<ModelPricingRecord>> recorded = context
                .select(MODEL_PRICING.fields())
                .from(MODEL_PRICING)
                .join(MODEL_OFFERINGS)
                .on(MODEL_OFFERINGS.ID.eq(MODEL_PRICING.OFFERING_ID))
                .where(MODEL_OFFERINGS.SOURCE.eq(feed.source()))
                .fetchInto(MODEL_PRICING)
                .stream()
                .collect(Collectors.groupingBy(ModelPricingRecord::getOfferingId));
        Map<Offering.Key, Offering> offerings =
                feed.offerings().stream().collect(Collectors.toMap(Offering::key, offering -> offering));
        Map<Long, PriceHistory> histories = new HashMap<>();
        List<ModelPricingRecord> added = new ArrayList<>();
        for (OfferedPrice price : feed.prices()) {
            long id = Objects.requireNonNull(ids.get(price.offering()));
            Offering offering = Objects.requireNonNull(offerings.get(price.offering()));
            histories
                    .computeIfAbsent(
                            id,
                            key -> new PriceHistory(listed(recorded, key).stream()
                                    .map(Rows::statement)
                                    .toList()))
                    .keep(statement(price, offering, id))
                    .forEach(statement -> added.add(Rows.row(statement)));
        }
        BulkInsert.insert(context, MODEL_PRICING, added);
        histories.values().stream()
                .flatMap(history -> history.moves().stream())
                .filter(MOVES::containsKey)
                .forEach(move -> moves.merge(move, 1, Integer::sum));
        restate(ids);
        if (last != null && last.getConfirmedAt() != null) {
            keepConfirmed(last.getRetrievedAt(), last.getConfirmedAt());
        }
        return new Changes(added.size(), 0, Math.max(0, feed.prices().size() - added.size()));
    }

    /** What a new reading still has is confirmed by it. */
    private void restate(Map<Offering.Key, Long> ids) {
        List<Long> stated = feed.prices().stream()
                .map(price -> Objects.requireNonNull(ids.get(price.offering())))
                .distinct()
                .toList();
        // A join, because an array of some thousand ids would be searched from its start for every row.
        Table<?> offerings = DSL.unnest(DSL.val(stated.toArray(Long[]::new))).as("stated", "offering_id");
        context.update(MODEL_PRICING)
                .set(MODEL_PRICING.RESTATED_AT, read)
                .from(offerings)
                .where(MODEL_PRICING.OFFERING_ID.eq(offerings.field("offering_id", Long.class)))
                .and(MODEL_PRICING.RETRIEVED_AT.lt(read))
                .execute();
    }

    /** What the last content stated and this one does not was confirmed until that was last seen. */
    private void keepConfirmed(Instant stated, Instant confirmed) {
        context.update(MODEL_PRICING)
                .set(MODEL_PRICING.RESTATED_AT, confirmed)
                .from(MODEL_OFFERINGS)
                .where(MODEL_OFFERINGS.ID.eq(MODEL_PRICING.OFFERING_ID))
                .and(MODEL_OFFERINGS.SOURCE.eq(feed.source()))
                .and(DSL.coalesce(MODEL_PRICING.RESTATED_AT, MODEL_PRICING.RETRIEVED_AT)
                        .eq(stated))
                .execute();
    }

    private PriceHistory.Statement statement(OfferedPrice offered, Offering offering, long id) {
        RateCard card = offered.tariff().standard();
        Price price = new Price(
                modelOf(offering.model()),
                base(card.rate(Meter.INPUT)),
                base(card.rate(Meter.OUTPUT)),
                Rows.kept(offered.effectiveAt().orElse(read)),
                label(offering),
                feed.sourceUrl(),
                read);
        return new PriceHistory.Statement(
                price,
                offered.effectiveAt().map(Rows::kept),
                Optional.of(new PriceHistory.Terms(
                        id, offered.tariff(), offered.observedAt().map(Rows::kept), offered.reference())));
    }

    /** The tariff tells a missing price from a price of 0; the plan's columns cannot. */
    private static BigDecimal base(Optional<Rate> rate) {
        return rate.map(Rate::base).orElse(BigDecimal.ZERO);
    }

    /** One label for each offering, the plain name of the source for the one that bears the model's own name first hand. */
    private String label(Offering offering) {
        return bearsNameOfModel(offering) ? feed.source() : feed.source() + ":" + offering.key();
    }

    /** Several names may be one model to the user, who has called some of them aliases: then its own name counts. */
    private boolean bearsNameOfModel(Offering offering) {
        ModelId model = modelOf(offering.model());
        List<Offering> alike = namesakes.getOrDefault(model, List.of());
        List<Offering> own = alike.stream()
                .filter(namesake -> namesake.model().equals(model))
                .toList();
        return (own.isEmpty() ? alike : own).equals(List.of(offering));
    }

    private BenchmarkResult ofRecordedModel(BenchmarkResult result) {
        return result.of(modelOf(result.model()));
    }

    private ModelId modelOf(ModelId canonical) {
        return Objects.requireNonNull(recordedAs.get(canonical));
    }

    /** Where it was read and as which version, so that the next reading can ask for a newer one; whether that is new. */
    private boolean nameVersion(MarketFeedsRecord row) {
        row.setSourceUrl(feed.sourceUrl().orElse(null));
        row.setEtag(feed.validators().etag().orElse(null));
        row.setLastModified(feed.validators().lastModified().orElse(null));
        return row.changed();
    }

    private void recordReading(@Nullable MarketFeedsRecord last, int models) {
        MarketFeedsRecord row = last == null ? context.newRecord(MARKET_FEEDS) : last;
        row.setSource(feed.source());
        nameVersion(row);
        row.setFingerprint(feed.fingerprint());
        row.setModels(models);
        row.setRefused(RecordJson.written(feed.refused()));
        row.setRetrievedAt(read);
        row.setConfirmedAt(null);
        row.store();
    }

    private static <K, V> List<V> listed(Map<K, List<V>> lists, K key) {
        List<V> list = lists.get(key);
        return list == null ? List.of() : list;
    }
}
