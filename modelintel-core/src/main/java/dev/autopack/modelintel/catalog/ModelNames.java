package dev.autopack.modelintel.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds the model behind a raw name: the canonical name itself, else an alias, each compared without regard to case.
 * A name that is neither stays unknown; nothing is guessed.
 */
public final class ModelNames {

    private final Map<String, ModelId> byName = new HashMap<>();
    private final Map<String, List<Reading>> byReading = new HashMap<>();

    private record Reading(ModelId model, NameReading reading) {}

    private ModelNames(Collection<ModelId> models, Collection<ModelAlias> aliases) {
        aliases.forEach(alias -> byName.put(key(alias.alias()), alias.model()));
        models.forEach(model -> byName.put(key(model.value()), model));
        models.stream().distinct().forEach(model -> {
            NameReading reading = NameReading.of(model.value());
            byReading
                    .computeIfAbsent(reading.identity(), identity -> new ArrayList<>())
                    .add(new Reading(model, reading));
        });
    }

    public static ModelNames of(Collection<ModelId> models, Collection<ModelAlias> aliases) {
        return new ModelNames(models, aliases);
    }

    /** The model that the raw name means, if the catalog knows it. */
    public Optional<ModelId> resolve(String rawName) {
        return Optional.ofNullable(byName.get(key(rawName)));
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
        return new TreeMap<>(byName);
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
