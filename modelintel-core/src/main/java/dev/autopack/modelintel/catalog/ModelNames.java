package dev.autopack.modelintel.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the model behind a raw name: the canonical name itself, else an alias, each compared without regard to case.
 * A name that is neither stays unknown; nothing is guessed.
 */
public final class ModelNames {

    private final Map<String, ModelId> byName = new HashMap<>();

    private ModelNames(Collection<ModelId> models, Collection<ModelAlias> aliases) {
        aliases.forEach(alias -> byName.put(key(alias.alias()), alias.model()));
        models.forEach(model -> byName.put(key(model.value()), model));
    }

    public static ModelNames of(Collection<ModelId> models, Collection<ModelAlias> aliases) {
        return new ModelNames(models, aliases);
    }

    /** The model that the raw name means, if the catalog knows it. */
    public Optional<ModelId> resolve(String rawName) {
        return Optional.ofNullable(byName.get(key(rawName)));
    }

    /** Every name in small letters, in alphabetical order, with the model that it means. */
    public SortedMap<String, ModelId> byName() {
        return new TreeMap<>(byName);
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
