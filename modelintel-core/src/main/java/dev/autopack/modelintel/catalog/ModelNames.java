package dev.autopack.modelintel.catalog;

import dev.autopack.modelintel.catalog.Resolution.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

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

    private final Map<String, ModelId> models;
    private final Map<String, ModelId> aliases;
    private final Map<String, List<Reading>> byReading;
    private final Map<String, SortedSet<ModelId>> spelled;

    private record Reading(ModelId model, NameReading reading) {}

    private ModelNames(
            Map<String, ModelId> models,
            Map<String, ModelId> aliases,
            Map<String, List<Reading>> byReading,
            Map<String, SortedSet<ModelId>> spelled) {
        this.models = models;
        this.aliases = aliases;
        this.byReading = byReading;
        this.spelled = spelled;
    }

    public static ModelNames of(Collection<ModelId> models, Collection<ModelAlias> aliases) {
        ModelNames names = new ModelNames(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        aliases.forEach(alias -> {
            names.aliases.put(key(alias.alias()), alias.model());
            names.spell(alias.alias(), alias.model());
        });
        models.stream().distinct().forEach(names::add);
        return names;
    }

    /** These names and those of more models. */
    public ModelNames with(Collection<ModelId> more) {
        ModelNames names = new ModelNames(
                new HashMap<>(models), new HashMap<>(aliases), new HashMap<>(byReading), new HashMap<>(spelled));
        names.byReading.replaceAll((identity, readings) -> new ArrayList<>(readings));
        names.spelled.replaceAll((spelling, spelledSo) -> new TreeSet<>(spelledSo));
        more.stream()
                .distinct()
                .filter(model -> !model.equals(models.get(key(model.value()))))
                .forEach(names::add);
        return names;
    }

    private void add(ModelId model) {
        models.put(key(model.value()), model);
        spell(model.value(), model);
        NameReading reading = NameReading.of(model.value());
        byReading
                .computeIfAbsent(reading.identity(), identity -> new ArrayList<>())
                .add(new Reading(model, reading));
    }

    /** The model that has this name or alias. */
    public Optional<ModelId> resolve(String rawName) {
        ModelId named = models.get(key(rawName));
        return Optional.ofNullable(named == null ? aliases.get(key(rawName)) : named);
    }

    /** The model that a user or a configuration has given this name, without regard to case. */
    public Optional<ModelId> aliased(String rawName) {
        return Optional.ofNullable(aliases.get(key(rawName)));
    }

    /**
     * The model that an outside source means, which writes names its own way. A name that does not resolve is read by
     * rule, see {@link NameReading}, and means the one model of the catalog that reads alike: another spelling, a provider
     * in front, a snapshot's date or an effort setting behind. One that reads like several models or none stays unknown.
     */
    public Optional<ModelId> recognise(String rawName) {
        return resolve(rawName).or(() -> read(rawName));
    }

    private Optional<ModelId> read(String rawName) {
        if (rawName.contains("+")) { // two models at work
            return Optional.empty();
        }
        NameReading raw = NameReading.of(rawName);
        List<Reading> alike = byReading.getOrDefault(raw.identity(), List.of()).stream()
                .filter(model -> raw.agreesWith(model.reading()))
                .toList();
        return only(alike, model -> raw.sameVariantAs(model.reading())).or(() -> only(alike, model -> true));
    }

    private static Optional<ModelId> only(List<Reading> readings, Predicate<Reading> condition) {
        List<Reading> chosen = readings.stream().filter(condition).toList();
        return chosen.size() == 1 ? Optional.of(chosen.get(0).model()) : Optional.empty();
    }

    /** Every name in small letters, in alphabetical order, with the model that it means. */
    public SortedMap<String, ModelId> byName() {
        SortedMap<String, ModelId> names = new TreeMap<>(aliases);
        names.putAll(models);
        return names;
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
        for (Optional<String> next = Optional.of(spelling); next.isPresent(); next = EffortSuffix.cut(next.get())) {
            SortedSet<ModelId> found = spelled.get(next.get());
            if (found != null) {
                String rule = (next.get().equals(spelling) ? "spelled " : "without its effort spelled ") + next.get();
                return new Resolution(
                        rawName, found.size() == 1 ? Match.RULE : Match.AMBIGUOUS, List.copyOf(found), rule);
            }
        }
        return new Resolution(rawName, Match.UNKNOWN, List.of(), "nothing in the catalog is spelled " + spelling);
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

    /** Under which names are kept that are compared without regard to case and to blanks around them. */
    public static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
