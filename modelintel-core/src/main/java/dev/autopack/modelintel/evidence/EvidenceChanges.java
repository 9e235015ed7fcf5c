package dev.autopack.modelintel.evidence;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.EvidenceChange.Field;
import dev.autopack.modelintel.evidence.EvidenceChange.Kind;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became different between two states of the evidence, row by row. */
public final class EvidenceChanges {

    private final List<EvidenceChange> changes = new ArrayList<>();

    private EvidenceChanges() {}

    /** Sorted by table and row: the catalog first, then prices, benchmarks, runtime statistics and sentiment. */
    public static List<EvidenceChange> between(Evidence before, Evidence after) {
        EvidenceChanges found = new EvidenceChanges();
        found.compare("models_catalog", specifications(before), specifications(after));
        found.compareRows("model_pricing", before, after, ModelEvidence::prices);
        found.compareRows("model_benchmarks", before, after, ModelEvidence::benchmarks);
        found.compareRows("model_runtime_stats", before, after, ModelEvidence::runtime);
        found.compareRows("model_sentiment_signals", before, after, ModelEvidence::sentiment);
        return List.copyOf(found.changes);
    }

    private static Map<ModelId, About> specifications(Evidence evidence) {
        Map<ModelId, About> rows = new TreeMap<>();
        evidence.models().forEach((id, model) -> rows.put(id, new About(id, model.model())));
        return rows;
    }

    private <T extends Record> void compareRows(
            String table, Evidence before, Evidence after, Function<ModelEvidence, List<Row<T>>> rows) {
        compare(table, byId(before, rows), byId(after, rows));
    }

    private static <T extends Record> Map<Long, About> byId(
            Evidence evidence, Function<ModelEvidence, List<Row<T>>> rows) {
        Map<Long, About> byId = new TreeMap<>();
        evidence.models()
                .forEach((id, model) ->
                        rows.apply(model).forEach(row -> byId.put(row.id(), new About(id, row.fact()))));
        return byId;
    }

    private <K extends Comparable<K>> void compare(String table, Map<K, About> before, Map<K, About> after) {
        TreeSet<K> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (K key : keys) {
            About was = before.get(key);
            About is = after.get(key);
            List<Field> fields = differing(was, is);
            if (!fields.isEmpty()) {
                Kind kind = was == null ? Kind.APPEARED : is == null ? Kind.VANISHED : Kind.CHANGED;
                ModelId model = Objects.requireNonNull(is == null ? was : is).model();
                changes.add(new EvidenceChange(table, key.toString(), model, kind, fields));
            }
        }
    }

    private static List<Field> differing(@Nullable About was, @Nullable About is) {
        List<Field> fields = new ArrayList<>();
        Record either = Objects.requireNonNull(is == null ? was : is).fact();
        for (RecordComponent component : either.getClass().getRecordComponents()) {
            Optional<Object> before = value(component, was);
            Optional<Object> after = value(component, is);
            if (!same(before, after)) {
                fields.add(new Field(
                        component.getName(), before.map(EvidenceChanges::text), after.map(EvidenceChanges::text)));
            }
        }
        return fields;
    }

    private static Optional<Object> value(RecordComponent component, @Nullable About about) {
        if (about == null) {
            return Optional.empty();
        }
        try {
            Object value = component.getAccessor().invoke(about.fact());
            return value instanceof Optional<?> optional ? optional.map(Object.class::cast) : Optional.of(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The accessors of public records can be called.", e);
        }
    }

    /** Amounts are the same whatever the number of digits they were written with. */
    private static boolean same(Optional<Object> before, Optional<Object> after) {
        if (before.isPresent()
                && after.isPresent()
                && before.get() instanceof BigDecimal was
                && after.get() instanceof BigDecimal is) {
            return was.compareTo(is) == 0;
        }
        return before.equals(after);
    }

    private static String text(Object value) {
        return value instanceof BigDecimal amount ? amount.toPlainString() : value.toString();
    }

    /** A row and the model that it is about. */
    private record About(ModelId model, Record fact) {}
}
