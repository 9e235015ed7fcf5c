package dev.autopack.modelintel.audit;

import dev.autopack.modelintel.catalog.ModelId;
import java.util.Comparator;
import java.util.Optional;

/**
 * A model's name in a file.
 *
 * @param path the file
 * @param line counted from 1
 * @param column in characters (Unicode code points; an invalid byte counts as one), from 1
 * @param name the name as it is written there
 * @param entry the model it stands for; empty where the catalog does not know the name
 * @param status what the catalog says of it
 * @param place what kind of text it stands in
 * @param acceptance how it was accepted; empty where it was not
 */
public record Match(
        String path,
        int line,
        int column,
        String name,
        Optional<CatalogEntry> entry,
        NameStatus status,
        Place place,
        Optional<Acceptance> acceptance) {

    static final Comparator<Match> BY_POSITION =
            Comparator.comparing(Match::path).thenComparingInt(Match::line).thenComparingInt(Match::column);

    /** @throws IllegalArgumentException if the line or column is below 1, or only one of entry and status knows the name */
    public Match {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("Lines and columns count from 1, not " + line + ":" + column + ".");
        }
        if (entry.isEmpty() != (status == NameStatus.UNKNOWN)) {
            throw new IllegalArgumentException(name + " is " + status + " but its model is " + entry + ".");
        }
    }

    /** The canonical name, where the catalog knows one. */
    public Optional<ModelId> canonical() {
        return entry.map(known -> known.model().id());
    }

    public Optional<Replacement> replacement() {
        return entry.flatMap(CatalogEntry::replacement);
    }

    /** Whether the written or the canonical name is this one, compared without regard to case. */
    public boolean isNamed(String wanted) {
        return name.equalsIgnoreCase(wanted)
                || canonical().filter(id -> id.value().equalsIgnoreCase(wanted)).isPresent();
    }

    Match accepted(Acceptance how) {
        return new Match(path, line, column, name, entry, status, place, Optional.of(how));
    }
}
