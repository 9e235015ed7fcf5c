package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODELS_CATALOG;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_OFFERINGS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_PRICING;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_RUNTIME_STATS;
import static dev.autopack.modelintel.store.jooq.Tables.RAW_NAMES;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.catalog.Resolution;
import dev.autopack.modelintel.catalog.Resolution.Match;
import dev.autopack.modelintel.market.UnresolvedName;
import dev.autopack.modelintel.store.jooq.tables.records.RawNamesRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Raw names that a person has to say the meaning of. */
final class UnresolvedNames {

    private static final String TELEMETRY = "telemetry";

    private final DSLContext context;

    UnresolvedNames(DSLContext context) {
        this.context = context;
    }

    /** That a model of the catalog is known by its name alone: nobody offers, defines or prices it. */
    static Condition nameOnly() {
        return MODELS_CATALOG
                .IS_DEFINED
                .isFalse()
                .andNotExists(
                        DSL.selectFrom(MODEL_OFFERINGS).where(MODEL_OFFERINGS.MODEL_ID.eq(MODELS_CATALOG.MODEL_ID)))
                .andNotExists(DSL.selectFrom(MODEL_PRICING).where(MODEL_PRICING.MODEL_ID.eq(MODELS_CATALOG.MODEL_ID)));
    }

    /** A source may have several files, and be read one by one: what it had before stays. */
    void note(String source, Set<String> names, Instant now) {
        Set<String> before =
                context.selectFrom(RAW_NAMES).where(RAW_NAMES.SOURCE.eq(source)).fetchSet(RAW_NAMES.NAME);
        List<RawNamesRecord> added = new ArrayList<>();
        names.stream().filter(name -> !before.contains(name)).forEach(name -> {
            RawNamesRecord row = context.newRecord(RAW_NAMES);
            row.setSource(source);
            row.setName(name);
            row.setSeenAt(Rows.kept(now));
            added.add(row);
        });
        BulkInsert.insert(context, RAW_NAMES, added);
    }

    List<UnresolvedName> list() {
        SortedMap<String, SortedSet<String>> seenIn = new TreeMap<>();
        context.selectFrom(RAW_NAMES)
                .forEach(row -> seenIn.computeIfAbsent(row.getName(), name -> new TreeSet<>())
                        .add(row.getSource()));
        Map<String, Long> calls = new HashMap<>();
        var stats = MODEL_RUNTIME_STATS;
        context.select(stats.MODEL, DSL.sum(stats.CALLS))
                .from(stats)
                .where(PostgresEvidence.ofLastWindows(DSL.noCondition()))
                .groupBy(stats.MODEL)
                .forEach(row -> {
                    calls.put(row.value1(), row.value2().longValue());
                    seenIn.computeIfAbsent(row.value1(), name -> new TreeSet<>())
                            .add(TELEMETRY);
                });
        ModelNames names = PostgresEvidence.names(context);
        Set<String> nameOnly = context.select(MODELS_CATALOG.MODEL_ID)
                .from(MODELS_CATALOG)
                .where(nameOnly())
                .fetchSet(MODELS_CATALOG.MODEL_ID);
        List<UnresolvedName> unresolved = new ArrayList<>();
        seenIn.forEach((name, sources) -> {
            Resolution resolution = names.resolution(name);
            if (resolution.model().isEmpty()
                    || nameOnly.contains(resolution.model().get().value())) {
                unresolved.add(new UnresolvedName(
                        name,
                        sources,
                        Optional.ofNullable(calls.get(name)),
                        resolution
                                        .model()
                                        .map(ModelId::value)
                                        .filter(nameOnly::contains)
                                        .isPresent()
                                ? new Resolution(name, Match.UNKNOWN, List.of(), "it is known by its name alone")
                                : resolution));
            }
        });
        return unresolved;
    }
}
