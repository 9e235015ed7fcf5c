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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.UpdatableRecord;
import org.jooq.impl.DSL;

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
        context.selectFrom(MODEL_ALIASES).forEach(row -> recorded.put(ModelNames.key(row.getAlias()), row));
        Set<String> stated = new HashSet<>();
        int added = 0;
        int updated = 0;
        int unchanged = 0;
        for (ModelAlias alias : aliases) {
            String model = recorded(alias.model()).value();
            stated.add(ModelNames.key(alias.alias()));
            ModelAliasesRecord row = recorded.get(ModelNames.key(alias.alias()));
            if (row == null) {
                row = context.newRecord(MODEL_ALIASES);
                row.setAlias(alias.alias().strip());
                row.setStatedBy(OWN_ALIASES);
                added++;
            } else if (row.getModelId().equals(model)) {
                unchanged++;
            } else {
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
            if (row.getStatedBy().equals(OWN_ALIASES) && !stated.contains(ModelNames.key(row.getAlias()))) {
                row.delete();
                updated++;
            }
        }
        return new Changes(added, updated, unchanged);
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
        List<ModelPricingRecord> stated = prices.stream().map(this::row).toList();
        for (ModelPricingRecord row : stated) {
            while (recorded.stream().anyMatch(other -> sameKey(other, row))) {
                row.setEffectiveAt(row.getEffectiveAt().plus(1, ChronoUnit.MICROS));
            }
        }
        return recordTerms(
                stated,
                recorded,
                TermsRecorder::sameStatement,
                MODEL_PRICING.EFFECTIVE_AT,
                MODEL_PRICING.EFFECTIVE_UNTIL,
                MODEL_PRICING.NOTE);
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
        return recordTerms(
                discounts.stream().map(this::row).toList(),
                context.selectFrom(PRICE_DISCOUNTS).orderBy(PRICE_DISCOUNTS.ID).fetch(),
                TermsRecorder::sameStatement,
                PRICE_DISCOUNTS.EFFECTIVE_AT,
                PRICE_DISCOUNTS.EFFECTIVE_UNTIL,
                PRICE_DISCOUNTS.NOTE);
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

    private static boolean sameStatement(PriceDiscountsRecord one, PriceDiscountsRecord other) {
        return Objects.equals(one.getProvider(), other.getProvider())
                && Objects.equals(one.getModelId(), other.getModelId())
                && one.getEffectiveAt().equals(other.getEffectiveAt())
                && one.getPercent().compareTo(other.getPercent()) == 0;
    }

    /**
     * Adds what is stated for the first time, corrects the end and the note of what is stated again, and ends what is no
     * longer stated.
     *
     * @param recorded in the order in which they were stated first; of several that are the same the last one counts
     */
    private <R extends UpdatableRecord<R>> Changes recordTerms(
            List<R> stated,
            List<R> recorded,
            BiPredicate<R, R> sameStatement,
            Field<Instant> from,
            Field<Instant> until,
            Field<String> note) {
        List<R> noLongerStated = new ArrayList<>(recorded);
        int added = 0;
        int updated = 0;
        for (R row : stated) {
            Optional<R> before = recorded.stream()
                    .filter(other -> sameStatement.test(other, row))
                    .reduce((earlier, later) -> later);
            if (before.isEmpty()) {
                context.executeInsert(row);
                added++;
            } else {
                noLongerStated.remove(before.get());
                if (FactsRecorder.copied(row, before.get(), List.of(until, note))) {
                    before.get().store();
                    updated++;
                }
            }
        }
        int unchanged = stated.size() - added - updated;
        for (R row : noLongerStated) {
            Instant begin = row.get(from);
            Instant end = begin.isAfter(now) ? begin : now;
            Instant before = row.get(until);
            if (before == null || before.isAfter(end)) {
                row.set(until, end);
                row.store();
                updated++;
            }
        }
        return new Changes(added, updated, unchanged);
    }
}
