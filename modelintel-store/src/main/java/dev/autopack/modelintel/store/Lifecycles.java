package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODELS_CATALOG;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_LIFECYCLES;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_OFFERINGS;

import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.market.EndOfLife;
import dev.autopack.modelintel.store.jooq.tables.records.ModelLifecyclesRecord;
import dev.autopack.modelintel.store.jooq.tables.records.ModelOfferingsRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * What was known of the ends of models at an instant. A date that a maker has announced was public by that date, whenever
 * a source told us of it; that a model is called deprecated without a date is known only from when that was read. What a
 * configuration calls deprecated without a date is so at any time.
 */
final class Lifecycles {

    private final DSLContext context;
    private final Instant by;
    private final LocalDate day;

    Lifecycles(DSLContext context, Instant by) {
        this.context = context;
        this.by = by;
        this.day = by.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** The models that are on their way out, or gone, at the instant. */
    Map<ModelId, EndOfLife> ends() {
        Map<String, List<ModelLifecyclesRecord>> histories =
                context
                        .selectFrom(MODEL_LIFECYCLES)
                        .orderBy(MODEL_LIFECYCLES.KNOWN_FROM, MODEL_LIFECYCLES.ID)
                        .fetch()
                        .stream()
                        .collect(Collectors.groupingBy(ModelLifecyclesRecord::getModelId));
        if (histories.isEmpty()) {
            return Map.of();
        }
        var defined = context.select(MODELS_CATALOG.MODEL_ID)
                .from(MODELS_CATALOG)
                .where(MODELS_CATALOG.IS_DEFINED)
                .fetchSet(MODELS_CATALOG.MODEL_ID);
        Map<String, ModelOfferingsRecord> tellers = tellers();
        Map<ModelId, EndOfLife> ends = new TreeMap<>();
        histories.forEach((id, history) -> {
            Optional<ModelOfferingsRecord> teller = Optional.ofNullable(tellers.get(id));
            EndOfLife.on(
                            day,
                            ModelId.of(id),
                            known(history, defined.contains(id)),
                            teller.map(ModelOfferingsRecord::getSource)
                                    .or(() -> Optional.of("the configuration").filter(any -> defined.contains(id))),
                            teller.flatMap(row -> Optional.ofNullable(row.getSourceUrl())))
                    .ifPresent(end -> ends.put(end.model(), end));
        });
        return ends;
    }

    private Lifecycle known(List<ModelLifecyclesRecord> history, boolean defined) {
        return history.stream()
                .filter(row -> !row.getKnownFrom().isAfter(by))
                .reduce((earlier, later) -> later)
                .map(row -> lifecycle(row, row.getIsDeprecated()))
                .orElseGet(() -> {
                    ModelLifecyclesRecord first = history.get(0);
                    boolean undated = first.getDeprecatedAt() == null && first.getRetiresAt() == null;
                    return lifecycle(first, first.getIsDeprecated() && defined && undated);
                });
    }

    private static Lifecycle lifecycle(ModelLifecyclesRecord row, boolean deprecated) {
        return new Lifecycle(
                deprecated,
                Optional.ofNullable(row.getDeprecatedAt()),
                Optional.ofNullable(row.getRetiresAt()),
                Optional.ofNullable(row.getReplacement()));
    }

    /** Of each model the most trusted source that says something of its end. */
    private Map<String, ModelOfferingsRecord> tellers() {
        Map<String, ModelOfferingsRecord> tellers = new HashMap<>();
        context
                .selectFrom(MODEL_OFFERINGS)
                .where(MODEL_OFFERINGS.IS_REFERENCE)
                .and(MODEL_OFFERINGS
                        .IS_DEPRECATED
                        .isTrue()
                        .or(MODEL_OFFERINGS.DEPRECATED_AT.isNotNull())
                        .or(MODEL_OFFERINGS.RETIRES_AT.isNotNull()))
                .fetch()
                .stream()
                .sorted(Comparator.comparing(
                        ModelOfferingsRecord::getSource,
                        PostgresMarket.trust(context).comparator()))
                .forEach(row -> tellers.putIfAbsent(row.getModelId(), row));
        return tellers;
    }
}
