package dev.autopack.modelintel.audit;

import dev.autopack.modelintel.catalog.Model;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an audit knows of a model.
 *
 * @param model its specification
 * @param otherNames aliases and other spellings
 * @param deprecatedOn the day from which the provider advises against it; empty where no day is stated
 * @param replacement what to use instead, where somebody has decided or stated it
 */
public record CatalogEntry(
        Model model,
        SortedSet<String> otherNames,
        Optional<LocalDate> deprecatedOn,
        Optional<Replacement> replacement) {

    /** @throws IllegalArgumentException if the model replaces itself */
    public CatalogEntry {
        otherNames = Collections.unmodifiableSortedSet(new TreeSet<>(otherNames));
        if (replacement.filter(r -> r.model().equals(model.id())).isPresent()) {
            throw new IllegalArgumentException(model.id() + " is named as its own replacement.");
        }
    }

    /** Whether a name is the canonical one, whatever its case. */
    boolean isCanonical(String name) {
        return model.id().value().equalsIgnoreCase(name);
    }

    /** Whether the catalog calls it deprecated, or the stated day has come. */
    public boolean deprecated(LocalDate today) {
        return model.deprecated()
                || deprecatedOn.filter(day -> !day.isAfter(today)).isPresent();
    }
}
