package dev.autopack.modelintel.catalog;

import dev.autopack.modelintel.catalog.Resolution.Match;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the model behind a raw name. In this order, and the first that finds something decides:
 *
 * <ol>
 *   <li>the canonical name itself, without regard to case;
 *   <li>an alias;
 *   <li>the canonical spelling of the name, see {@link CanonicalName}: a model spelled so, or whose own name or alias
 *       has the same canonical spelling;
 *   <li>the same without what says how hard the model shall think, such as {@code -high} or {@code -thinking}.
 * </ol>
 *
 * Where a step finds several models the name is ambiguous; nothing is guessed.
 */
public final class ModelNames {

    private final Map<String, ModelId> models = new HashMap<>();
    private final Map<String, ModelId> aliases = new HashMap<>();
    private final Map<String, SortedSet<ModelId>> spelled = new HashMap<>();

    private ModelNames(Collection<ModelId> models, Collection<ModelAlias> aliases) {
        models.forEach(model -> this.models.put(key(model.value()), model));
        aliases.forEach(alias -> {
            this.aliases.put(key(alias.alias()), alias.model());
            spell(alias.alias(), alias.model());
        });
        models.forEach(model -> spell(model.value(), model));
    }

    public static ModelNames of(Collection<ModelId> models, Collection<ModelAlias> aliases) {
        return new ModelNames(models, aliases);
    }

    /** The model that the raw name means, if the catalog knows it and the name is not ambiguous. */
    public Optional<ModelId> resolve(String rawName) {
        return resolution(rawName).model();
    }

    /** What the raw name means, and how that was found. */
    public Resolution resolution(String rawName) {
        String key = key(rawName);
        if (models.containsKey(key)) {
            return new Resolution(rawName, Match.EXACT, List.of(models.get(key)), "it is the canonical name");
        }
        if (aliases.containsKey(key)) {
            return new Resolution(rawName, Match.ALIAS, List.of(aliases.get(key)), "it is an alias");
        }
        String spelling = CanonicalName.of(rawName);
        String rule = "spelled " + spelling;
        for (Optional<String> next = Optional.of(spelling);
                next.isPresent();
                next = EffortSuffix.cut(next.get()), rule = "without its effort spelled " + next.orElse("")) {
            SortedSet<ModelId> found = spelled.get(next.get());
            if (found != null) {
                return new Resolution(
                        rawName, found.size() == 1 ? Match.RULE : Match.AMBIGUOUS, List.copyOf(found), rule);
            }
        }
        return new Resolution(rawName, Match.UNKNOWN, List.of(), "nothing in the catalog is " + rule);
    }

    /**
     * The model that a canonical spelling is recorded as; empty if there is none yet, or if several are spelled so. Unlike
     * {@link #resolution} it takes nothing from the end of the name.
     */
    public Optional<ModelId> recordedAs(String canonicalName) {
        SortedSet<ModelId> found = spelled.get(canonicalName);
        ModelId itself = models.get(key(canonicalName));
        if (itself != null || found == null || found.size() != 1) {
            return Optional.ofNullable(itself);
        }
        return Optional.of(found.first());
    }

    private void spell(String name, ModelId model) {
        spelled.computeIfAbsent(CanonicalName.of(name), key -> new TreeSet<>()).add(model);
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
