package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The section {@code model_aliases} with every alias followed to the model it ends at. */
final class Aliases {

    private static final String SECTION = "model_aliases";

    private final Map<String, Definition> byKey = new LinkedHashMap<>();

    private record Definition(Position at, String alias, String target) {}

    private Aliases() {}

    /**
     * Reads the aliases of a configuration.
     *
     * @param defined the models it defines, which no alias may hide
     * @throws BadInputException if aliases go in a circle, contradict each other or hide a model
     */
    static List<ModelAlias> read(Fields document, List<ModelId> defined) {
        if (document.optional(SECTION).isEmpty()) {
            return List.of();
        }
        Aliases aliases = new Aliases();
        Fields section = document.fields(SECTION);
        section.keys().forEach(alias -> aliases.add(section.at(alias), alias, section.model(alias)));
        Map<String, ModelId> models = new HashMap<>();
        defined.forEach(model -> models.put(ModelNames.key(model.value()), model));
        List<ModelAlias> followed = new ArrayList<>();
        aliases.byKey.values().forEach(definition -> {
            ModelId end = aliases.end(definition);
            refuseHiding(definition, end, models);
            followed.add(new ModelAlias(definition.alias(), models.getOrDefault(ModelNames.key(end.value()), end)));
        });
        return followed;
    }

    private void add(Position at, String alias, ModelId target) {
        Definition earlier = byKey.putIfAbsent(ModelNames.key(alias), new Definition(at, alias, target.value()));
        if (earlier != null && !ModelNames.key(earlier.target()).equals(ModelNames.key(target.value()))) {
            throw at.bad("the alias " + Printable.quote(alias) + " differs from "
                    + Printable.quote(earlier.alias()) + " in line "
                    + earlier.at().line() + " only in case, but means another model. Maybe remove one of the two.");
        }
    }

    private ModelId end(Definition first) {
        Set<String> passed = new LinkedHashSet<>();
        Definition last = first;
        for (Definition next = first; next != null; next = byKey.get(ModelNames.key(next.target()))) {
            if (!passed.add(next.alias())) {
                if (ModelNames.key(last.target()).equals(ModelNames.key(last.alias()))) {
                    break; // a model that is listed as its own alias
                }
                throw first.at()
                        .bad("the aliases " + shown(passed) + " go in a circle. Maybe let one of them name a"
                                + " model.");
            }
            last = next;
        }
        return ModelId.of(last.target());
    }

    private static void refuseHiding(Definition definition, ModelId end, Map<String, ModelId> models) {
        ModelId hidden = models.get(ModelNames.key(definition.alias()));
        if (hidden != null && !ModelNames.key(hidden.value()).equals(ModelNames.key(end.value()))) {
            throw hiding(definition.at(), definition.alias(), end);
        }
    }

    /** What is wrong with an alias that is a model's own name too. */
    static BadInputException hiding(Position at, String alias, ModelId end) {
        return at.bad(
                Printable.quote(alias) + " is a model of its own and an alias of " + end + ". Maybe remove the alias.");
    }

    private static String shown(Set<String> aliases) {
        return String.join(", ", aliases.stream().limit(5).map(Printable::quote).toList())
                + (aliases.size() > 5 ? " and more" : "");
    }
}
