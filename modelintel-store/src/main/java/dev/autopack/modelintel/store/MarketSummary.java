package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODELS_CATALOG;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_OFFERINGS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICING;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.market.Described;
import dev.autopack.modelintel.market.Described.Listing;
import dev.autopack.modelintel.market.OwnPrice;
import dev.autopack.modelintel.market.Quarantine;
import dev.autopack.modelintel.market.Quarantine.Doubtful;
import dev.autopack.modelintel.market.Trust;
import dev.autopack.modelintel.store.jooq.tables.records.ModelOfferingsRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelsCatalogRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.UpdatableRecord;
import org.jooq.impl.DSL;

/** What follows from all feeds together, and is worked out anew after some were recorded, so that their order does not matter. */
final class MarketSummary {

    private final DSLContext context;
    private final Trust trust;

    MarketSummary(DSLContext context, Trust trust) {
        this.context = context;
        this.trust = trust;
    }

    /**
     * Makes each model's row, and which of its offerings stand for it, what all offerings say.
     *
     * @return the models whose row says something else now
     */
    Set<ModelId> describe(Instant now) {
        Map<Listing, ModelOfferingsRecord> rows = new HashMap<>();
        context.selectFrom(MODEL_OFFERINGS)
                .fetch()
                .forEach(row -> rows.put(new Listing(row.getSource(), Rows.offering(row)), row));
        Set<Listing> references = Described.references(rows.keySet());
        Long[] changed = rows.entrySet().stream()
                .filter(entry -> entry.getValue().getIsReference() != references.contains(entry.getKey()))
                .map(entry -> entry.getValue().getId())
                .toArray(Long[]::new);
        context.update(MODEL_OFFERINGS)
                .set(MODEL_OFFERINGS.IS_REFERENCE, DSL.not(MODEL_OFFERINGS.IS_REFERENCE))
                .where(MODEL_OFFERINGS.ID.eq(DSL.any(changed)))
                .execute();
        Map<ModelId, List<Listing>> ofModel = rows.keySet().stream()
                .collect(Collectors.groupingBy(listing -> listing.offering().model()));
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        List<ModelsCatalogRecord> updated = new ArrayList<>();
        for (ModelsCatalogRecord row : context.selectFrom(MODELS_CATALOG).fetch()) {
            List<Listing> listings = ofModel.get(ModelId.of(row.getModelId()));
            if (listings != null && describe(row, Described.of(ModelId.of(row.getModelId()), listings, trust), today)) {
                row.setUpdatedAt(now);
                updated.add(row);
            }
        }
        context.batchUpdate(updated).execute();
        return updated.stream().map(row -> ModelId.of(row.getModelId())).collect(Collectors.toSet());
    }

    /** What a configuration defines stays; the market adds what it leaves open. */
    private static boolean describe(ModelsCatalogRecord row, Described described, LocalDate today) {
        ModelsCatalogRecord to = Rows.row(described.model());
        boolean changed = false;
        for (Field<?> field : FactsRecorder.CATALOG_CONTENT) {
            boolean open = !row.getIsDefined() || row.get(field) == null;
            if (open && !field.equals(MODELS_CATALOG.IS_DEPRECATED) && to.get(field) != null) {
                changed |= set(field, to, row);
            }
        }
        to.setIsDeprecated((row.getIsDeprecated() && row.getIsDefined())
                || described.lifecycle().isDeprecatedOn(today));
        to.setDeprecatedAt(described.lifecycle().deprecatedAt().orElse(null));
        to.setRetiresAt(described.lifecycle().retiresAt().orElse(null));
        to.setReplacement(described.lifecycle().replacement().orElse(null));
        for (Field<?> field : List.of(
                MODELS_CATALOG.IS_DEPRECATED,
                MODELS_CATALOG.DEPRECATED_AT,
                MODELS_CATALOG.RETIRES_AT,
                MODELS_CATALOG.REPLACEMENT)) {
            changed |= set(field, to, row);
        }
        return changed;
    }

    private static <T> boolean set(Field<T> field, UpdatableRecord<?> from, UpdatableRecord<?> to) {
        if (Objects.equals(from.get(field), to.get(field))) {
            return false;
        }
        to.set(field, from.get(field));
        return true;
    }

    /** Marks the prices that are doubted, and frees those that no longer are. A confirmed price is left alone. */
    void judgePrices() {
        Quarantine quarantine = new Quarantine(trust);
        Map<String, List<Doubtful>> groups = new HashMap<>();
        Map<Long, String> before = new HashMap<>();
        context.select(
                        MODEL_PRICING.ID,
                        MODEL_PRICING.MODEL_ID,
                        MODEL_PRICING.SOURCE,
                        MODEL_PRICING.INPUT_PER_1K,
                        MODEL_PRICING.OUTPUT_PER_1K,
                        MODEL_PRICING.EFFECTIVE_AT,
                        MODEL_PRICING.QUARANTINE,
                        MODEL_OFFERINGS.PROVIDER,
                        MODEL_OFFERINGS.NAME,
                        MODEL_OFFERINGS.IS_REFERENCE)
                .from(MODEL_PRICING)
                .leftJoin(MODEL_OFFERINGS)
                .on(MODEL_OFFERINGS.ID.eq(MODEL_PRICING.OFFERING_ID))
                .where(MODEL_PRICING.CONFIRMED_BY.isNull())
                // What the user has negotiated says nothing about list prices.
                .and(MODEL_PRICING.SOURCE.ne(OwnPrice.SOURCE))
                .and(MODEL_PRICING.ONLY_AT.isNull())
                .forEach(row -> {
                    String provider = row.get(MODEL_OFFERINGS.PROVIDER);
                    boolean ofModel = provider == null || row.get(MODEL_OFFERINGS.IS_REFERENCE);
                    String group =
                            ofModel ? row.get(MODEL_PRICING.MODEL_ID) : provider + "\n" + row.get(MODEL_OFFERINGS.NAME);
                    groups.computeIfAbsent(group, key -> new ArrayList<>())
                            .add(new Doubtful(
                                    row.get(MODEL_PRICING.ID),
                                    Rows.feed(row.get(MODEL_PRICING.SOURCE)),
                                    row.get(MODEL_PRICING.INPUT_PER_1K).movePointRight(3),
                                    row.get(MODEL_PRICING.OUTPUT_PER_1K).movePointRight(3),
                                    row.get(MODEL_PRICING.EFFECTIVE_AT)));
                    if (row.get(MODEL_PRICING.QUARANTINE) != null) {
                        before.put(row.get(MODEL_PRICING.ID), row.get(MODEL_PRICING.QUARANTINE));
                    }
                });
        Map<Long, String> now = new HashMap<>();
        groups.values().forEach(group -> now.putAll(quarantine.judge(group)));
        Set<Long> touched = new TreeSet<>(before.keySet());
        touched.addAll(now.keySet());
        touched.removeIf(id -> Objects.equals(before.get(id), now.get(id)));
        context.batch(touched.stream()
                        .map(id -> context.update(MODEL_PRICING)
                                .set(MODEL_PRICING.QUARANTINE, now.get(id))
                                .where(MODEL_PRICING.ID.eq(id)))
                        .toList())
                .execute();
    }
}
