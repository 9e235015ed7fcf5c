package dev.autopack.modelintel.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the names of models in text, in one pass for all of them and without regard to the case of ASCII letters.
 *
 * <p>A name is found where it is a whole token, see {@link NameText#mayBegin} and {@link NameText#mayEnd}. A name that
 * could be an ordinary word is found only as a whole quoted string ({@code "opus"}, {@code 'o3'}, or in backticks):
 * one shorter than four bytes; an alias without a digit; a canonical name with neither a digit nor one of
 * {@code - . / :}. A name of one byte is not searched for. Of names that overlap, the one that begins first is found, of
 * these the longest.
 *
 * <p>A token that no catalog name equals is found if it looks like one, see {@link NameShape}.
 */
public final class NameSearch {

    /** How many bytes after a position must be in sight to decide about a name that begins there. */
    public static final int LOOKAHEAD = NameText.LONGEST + 2;

    private static final List<String> QUOTES = List.of("\"", "'", "`");
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private enum Kind {
        TOKEN,
        QUOTED,
        BEGINNING
    }

    /** A string to search for, and what an occurrence of it says. */
    private record Clue(String string, Kind kind) {}

    private final Set<String> names;
    private final NameShape shape;
    private final ByteStrings strings;
    private final Kind[] kinds;
    private final int[] lengths;

    private NameSearch(AuditCatalog catalog, Collection<String> others) {
        this.names = new TreeSet<>(catalog.byName().keySet());
        this.shape = new NameShape(
                catalog.byName().keySet(),
                catalog.entries().stream().map(entry -> entry.model().family()).collect(Collectors.toSet()));
        List<Clue> clues = new ArrayList<>();
        catalog.byName().forEach((name, entry) -> clues.addAll(clues(name, entry.isCanonical(name))));
        for (String other : others) {
            String name = other.toLowerCase(Locale.ROOT);
            if (names.add(name)) {
                clues.addAll(clues(name, true));
            }
        }
        Set<String> beginnings = new LinkedHashSet<>();
        for (String beginning : shape.beginnings()) {
            if (beginning.length() >= ByteStrings.SHORTEST) {
                beginnings.add(beginning);
            } else {
                DIGITS.forEach(digit -> beginnings.add(beginning + digit));
            }
        }
        beginnings.forEach(beginning -> clues.add(new Clue(beginning, Kind.BEGINNING)));
        this.strings = new ByteStrings(clues.stream().map(Clue::string).toList());
        this.kinds = clues.stream().map(Clue::kind).toArray(Kind[]::new);
        this.lengths = clues.stream()
                .mapToInt(clue -> clue.string().getBytes(UTF_8).length)
                .toArray();
    }

    /** @param others names to search for besides those of the catalog */
    public static NameSearch of(AuditCatalog catalog, Collection<String> others) {
        return new NameSearch(catalog, others);
    }

    /**
     * The names that begin within {@code [from, to)}, in their order.
     *
     * @param length how much of the text is in sight; at least {@link #LOOKAHEAD} more than {@code to} unless the text
     *     ends there
     */
    public List<Occurrence> search(byte[] text, int from, int to, int length) {
        List<Occurrence> found = new ArrayList<>();
        strings.search(text, Math.max(0, from - 1), length, (start, string) -> {
            Occurrence occurrence = occurrence(text, start, string, length);
            if (occurrence.length() > 0 && occurrence.start() >= from && occurrence.start() < to) {
                found.add(occurrence);
            }
        });
        return found.isEmpty() ? found : firstAndLongest(found);
    }

    /** The name at an occurrence of a string; of no length where there is none. */
    private Occurrence occurrence(byte[] text, int start, int string, int length) {
        int end = start + lengths[string];
        return switch (kinds[string]) {
            case QUOTED -> new Occurrence(start + 1, end - 1);
            case TOKEN ->
                NameText.mayBegin(text, start) && NameText.mayEnd(text, end, length)
                        ? new Occurrence(start, end)
                        : new Occurrence(start, start);
            case BEGINNING ->
                NameText.mayBegin(text, start) && looksLikeAModel(text, start, length)
                        ? new Occurrence(start, NameText.end(text, start, length))
                        : new Occurrence(start, start);
        };
    }

    private boolean looksLikeAModel(byte[] text, int start, int length) {
        int end = NameText.end(text, start, length);
        if (end - start > NameText.LONGEST) {
            return false;
        }
        String name = NameText.text(text, start, end).toLowerCase(Locale.ROOT);
        return !names.contains(name)
                && (shape.isKnown(name) || (NameText.value(text, start, end, length) && shape.isOfFamily(name)));
    }

    private static List<Occurrence> firstAndLongest(List<Occurrence> found) {
        found.sort(
                Comparator.comparingInt(Occurrence::start).thenComparing(Occurrence::end, Comparator.reverseOrder()));
        List<Occurrence> kept = new ArrayList<>();
        int end = 0;
        for (Occurrence occurrence : found) {
            if (occurrence.start() >= end) {
                kept.add(occurrence);
                end = occurrence.end();
            }
        }
        return kept;
    }

    private static List<Clue> clues(String name, boolean canonical) {
        if (isDistinct(name, canonical)) {
            return List.of(new Clue(name, Kind.TOKEN));
        }
        return name.length() == 1
                ? List.of()
                : QUOTES.stream()
                        .map(quote -> new Clue(quote + name + quote, Kind.QUOTED))
                        .toList();
    }

    private static boolean isDistinct(String name, boolean canonical) {
        if (name.getBytes(UTF_8).length < ByteStrings.SHORTEST) {
            return false;
        }
        return name.chars().anyMatch(NameText::isDigit)
                || (canonical && name.chars().anyMatch(c -> "-./:".indexOf(c) >= 0));
    }

    /**
     * A name in the text.
     *
     * @param start the position of its first byte
     * @param end the position after its last byte
     */
    public record Occurrence(int start, int end) {

        int length() {
            return end - start;
        }
    }
}
