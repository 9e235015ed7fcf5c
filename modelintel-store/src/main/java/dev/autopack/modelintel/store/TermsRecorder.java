package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODELS_CATALOG;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_ALIASES;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_BENCHMARKS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICING;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_SENTIMENT_SIGNALS;
import static dev.autopack.modelintel.store.jooq.Tables.PRICE_DISCOUNTS;

import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.evidence.RecordedFacts.Changes;
import dev.autopack.modelintel.evidence.UnknownModelException;
import dev.autopack.modelintel.market.Discount;
import dev.autopack.modelintel.market.OwnPrice;
import dev.autopack.modelintel.market.OwnTerms;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.store.jooq.tables.records.ModelAliasesRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelPricingRecord;
import dev.autopack.modelintel.store.jooq.tables.records.PriceDiscountsRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a user says of the market hold, within a transaction that no other writer disturbs. What is no longer said
 * ends now and stays on record, so that what was known at an instant stays known then.
 */
final class TermsRecorder {

    private static final String OWN_ALIASES = "aliases.yaml";

    private final DSLContext context;
    private final Instant now;
    private final ModelNames names;

    TermsRecorder(DSLContext context, Instant now) {
        this.context = context;
        this.now = Rows.kept(now);
        this.names = PostgresEvidence.names(context);
    }

    /** @throws UnknownModelException if something is about a model that the catalog does not have */
    RecordedFacts record(OwnTerms terms) {
        Map<String, Changes> changes = new TreeMap<>();
        put(changes, "own_aliases", recordAliases(terms.aliases()));
        put(changes, "own_prices", recordPrices(terms.prices()));
        put(changes, "discounts", recordDiscounts(terms.discounts()));
        return new RecordedFacts(changes);
    }

    /** Nothing is told of what the user has never said anything of. */
    private static void put(Map<String, Changes> changes, String kind, Changes made) {
        if (!made.equals(new Changes(0, 0, 0))) {
            changes.put(kind, made);
        }
    }

    private ModelId recorded(ModelId model) {
        return names.resolve(model.value())
                .or(() -> names.recordedAs(model.value()))
                .orElseThrow(() -> new UnknownModelException(List.of(model)));
    }

    private Changes recordAliases(List<ModelAlias> aliases) {
        Map<String, ModelAliasesRecord> recorded = new HashMap<>();
        context.selectFrom(MODEL_ALIASES).forEach(row -> recorded.put(key(row.getAlias()), row));
        Set<String> stated = new HashSet<>();
        int added = 0;
        int updated = 0;
        for (ModelAlias alias : aliases) {
            String model = recorded(alias.model()).value();
            stated.add(key(alias.alias()));
            ModelAliasesRecord row = recorded.get(key(alias.alias()));
            if (row == null) {
                row = context.newRecord(MODEL_ALIASES);
                row.setAlias(alias.alias().strip());
                row.setStatedBy(OWN_ALIASES);
                added++;
            } else if (!row.getModelId().equals(model)) {
                updated++;
            }
            row.setModelId(model);
            row.store();
            names.resolution(alias.alias())
                    .model()
                    .filter(other -> !other.value().equals(model))
                    .ifPresent(other -> giveFigures(other.value(), model));
        }
        for (ModelAliasesRecord row : recorded.values()) {
            if (row.getStatedBy().equals(OWN_ALIASES) && !stated.contains(key(row.getAlias()))) {
                row.delete();
                updated++;
            }
        }
        return new Changes(added, updated, aliases.size() - added - Math.min(updated, aliases.size() - added));
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** A model that is known by its name alone was another one all along. */
    private void giveFigures(String from, String to) {
        boolean nameOnly = context.fetchExists(
                MODELS_CATALOG, MODELS_CATALOG.MODEL_ID.eq(from).and(UnresolvedNames.nameOnly()));
        if (!nameOnly) {
            return;
        }
        var mine = MODEL_BENCHMARKS.as("mine");
        context.update(MODEL_BENCHMARKS)
                .set(MODEL_BENCHMARKS.MODEL_ID, to)
                .where(MODEL_BENCHMARKS.MODEL_ID.eq(from))
                .andNotExists(DSL.selectFrom(mine)
                        .where(mine.MODEL_ID.eq(to))
                        .and(mine.BENCHMARK_NAME.eq(MODEL_BENCHMARKS.BENCHMARK_NAME))
                        .and(mine.DATASET_VERSION.isNotDistinctFrom(MODEL_BENCHMARKS.DATASET_VERSION))
                        .and(mine.SOURCE_URL.eq(MODEL_BENCHMARKS.SOURCE_URL)))
                .execute();
        context.deleteFrom(MODEL_BENCHMARKS)
                .where(MODEL_BENCHMARKS.MODEL_ID.eq(from))
                .execute();
        var signals = MODEL_SENTIMENT_SIGNALS.as("signals");
        context.update(MODEL_SENTIMENT_SIGNALS)
                .set(MODEL_SENTIMENT_SIGNALS.MODEL_ID, to)
                .where(MODEL_SENTIMENT_SIGNALS.MODEL_ID.eq(from))
                .andNotExists(DSL.selectFrom(signals)
                        .where(signals.MODEL_ID.eq(to))
                        .and(signals.SOURCE_URL.eq(MODEL_SENTIMENT_SIGNALS.SOURCE_URL)))
                .execute();
        context.deleteFrom(MODEL_SENTIMENT_SIGNALS)
                .where(MODEL_SENTIMENT_SIGNALS.MODEL_ID.eq(from))
                .execute();
        context.update(MODEL_ALIASES)
                .set(MODEL_ALIASES.MODEL_ID, to)
                .where(MODEL_ALIASES.MODEL_ID.eq(from))
                .execute();
        context.deleteFrom(MODELS_CATALOG)
                .where(MODELS_CATALOG.MODEL_ID.eq(from))
                .execute();
    }

    private Changes recordPrices(List<OwnPrice> prices) {
        List<ModelPricingRecord> recorded = context.selectFrom(MODEL_PRICING)
                .where(MODEL_PRICING.SOURCE.eq(OwnPrice.SOURCE).or(MODEL_PRICING.SOURCE.like(OwnPrice.SOURCE + ":%")))
                .orderBy(MODEL_PRICING.ID)
                .fetch();
        Set<Long> stated = new HashSet<>();
        int added = 0;
        int updated = 0;
        for (OwnPrice price : prices) {
            ModelPricingRecord row = row(price);
            Optional<ModelPricingRecord> same =
                    recorded.stream().filter(other -> sameStatement(other, row)).reduce((earlier, later) -> later);
            if (same.isEmpty()) {
                while (recorded.stream().anyMatch(other -> sameKey(other, row))) {
                    row.setEffectiveAt(row.getEffectiveAt().plus(1, ChronoUnit.MICROS));
                }
                context.executeInsert(row);
                added++;
                continue;
            }
            stated.add(same.get().getId());
            if (FactsRecorder.copied(row, same.get(), List.of(MODEL_PRICING.EFFECTIVE_UNTIL, MODEL_PRICING.NOTE))) {
                same.get().store();
                updated++;
            }
        }
        for (ModelPricingRecord row : recorded) {
            if (!stated.contains(row.getId()) && isOpen(row.getEffectiveUntil())) {
                row.setEffectiveUntil(later(row.getEffectiveAt()));
                row.store();
                updated++;
            }
        }
        return new Changes(added, updated, prices.size() - added - Math.min(updated, prices.size() - added));
    }

    private ModelPricingRecord row(OwnPrice price) {
        ModelPricingRecord row = MODEL_PRICING.newRecord();
        row.setModelId(recorded(price.model()).value());
        row.setInputPer_1k(base(price, Meter.INPUT));
        row.setOutputPer_1k(base(price, Meter.OUTPUT));
        row.setCurrency("USD");
        row.setTariff(TariffJson.written(price.tariff()));
        row.setSource(price.provider()
                .map(provider -> OwnPrice.SOURCE + ":" + provider)
                .orElse(OwnPrice.SOURCE));
        row.setOnlyAt(price.provider().orElse(null));
        row.setEffectiveAt(Rows.kept(price.from()));
        row.setStatedEffectiveAt(Rows.kept(price.from()));
        row.setEffectiveUntil(price.until().map(Rows::kept).orElse(null));
        row.setNote(price.note().orElse(null));
        row.setObservedAt(now);
        row.setRetrievedAt(now);
        return row;
    }

    private static BigDecimal base(OwnPrice price, Meter meter) {
        return price.tariff()
                .standard()
                .rate(meter)
                .map(rate -> rate.base().movePointLeft(3))
                .orElse(BigDecimal.ZERO);
    }

    private static boolean sameStatement(ModelPricingRecord one, ModelPricingRecord other) {
        return one.getModelId().equals(other.getModelId())
                && one.getSource().equals(other.getSource())
                && Objects.equals(one.getStatedEffectiveAt(), other.getStatedEffectiveAt())
                && TariffJson.read(one.getTariff()).sameAs(TariffJson.read(other.getTariff()));
    }

    private static boolean sameKey(ModelPricingRecord one, ModelPricingRecord other) {
        return one.getModelId().equals(other.getModelId())
                && one.getSource().equals(other.getSource())
                && one.getEffectiveAt().equals(other.getEffectiveAt());
    }

    private Changes recordDiscounts(List<Discount> discounts) {
        List<PriceDiscountsRecord> recorded =
                context.selectFrom(PRICE_DISCOUNTS).orderBy(PRICE_DISCOUNTS.ID).fetch();
        Set<Long> stated = new HashSet<>();
        int added = 0;
        int updated = 0;
        for (Discount discount : discounts) {
            PriceDiscountsRecord row = row(discount);
            Optional<PriceDiscountsRecord> same = recorded.stream()
                    .filter(other -> Objects.equals(other.getProvider(), row.getProvider())
                            && Objects.equals(other.getModelId(), row.getModelId())
                            && other.getEffectiveAt().equals(row.getEffectiveAt())
                            && other.getPercent().compareTo(row.getPercent()) == 0)
                    .reduce((earlier, later) -> later);
            if (same.isEmpty()) {
                context.executeInsert(row);
                added++;
                continue;
            }
            stated.add(same.get().getId());
            if (FactsRecorder.copied(row, same.get(), List.of(PRICE_DISCOUNTS.EFFECTIVE_UNTIL, PRICE_DISCOUNTS.NOTE))) {
                same.get().store();
                updated++;
            }
        }
        for (PriceDiscountsRecord row : recorded) {
            if (!stated.contains(row.getId()) && isOpen(row.getEffectiveUntil())) {
                row.setEffectiveUntil(later(row.getEffectiveAt()));
                row.store();
                updated++;
            }
        }
        return new Changes(added, updated, discounts.size() - added - Math.min(updated, discounts.size() - added));
    }

    private PriceDiscountsRecord row(Discount discount) {
        PriceDiscountsRecord row = PRICE_DISCOUNTS.newRecord();
        row.setProvider(discount.provider().orElse(null));
        row.setModelId(discount.model().map(model -> recorded(model).value()).orElse(null));
        row.setPercent(discount.percent());
        row.setEffectiveAt(Rows.kept(discount.from()));
        row.setEffectiveUntil(discount.until().map(Rows::kept).orElse(null));
        row.setNote(discount.note().orElse(null));
        row.setObservedAt(now);
        return row;
    }

    private boolean isOpen(@Nullable Instant end) {
        return end == null || end.isAfter(now);
    }

    private Instant later(Instant begin) {
        return begin.isAfter(now) ? begin : now;
    }
}
