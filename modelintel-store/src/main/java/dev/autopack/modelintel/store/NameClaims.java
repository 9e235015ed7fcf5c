package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODELS_CATALOG;

import dev.autopack.modelintel.catalog.CanonicalName;
import dev.autopack.modelintel.catalog.ModelId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * How a configuration spells a model is how the catalog calls it: a model that the market has named before takes the
 * configuration's name, so that it does not matter which of the two was read first.
 */
final class NameClaims {

    private final DSLContext context;

    NameClaims(DSLContext context) {
        this.context = context;
    }

    /** @param names the names that a configuration uses; two that are spelled alike claim nothing */
    void claim(Collection<ModelId> names) {
        Set<String> recorded =
                context.select(MODELS_CATALOG.MODEL_ID).from(MODELS_CATALOG).fetchSet(MODELS_CATALOG.MODEL_ID);
        Map<String, List<String>> bySpelling = names.stream()
                .map(ModelId::value)
                .distinct()
                .filter(name -> !recorded.contains(name))
                .collect(Collectors.groupingBy(CanonicalName::of));
        bySpelling.forEach((spelling, claimants) -> {
            if (claimants.size() == 1) {
                context.update(MODELS_CATALOG)
                        .set(MODELS_CATALOG.MODEL_ID, claimants.get(0))
                        .set(MODELS_CATALOG.NAMED_BY, "configuration")
                        .where(MODELS_CATALOG.MODEL_ID.eq(spelling))
                        .and(MODELS_CATALOG.NAMED_BY.eq("market"))
                        .execute();
            }
        });
    }
}
