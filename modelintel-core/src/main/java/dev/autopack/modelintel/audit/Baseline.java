package dev.autopack.modelintel.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names that were there already when somebody decided to accept no new ones: of each file and name, how many. Lines do
 * not count, so that an edit elsewhere in the file changes nothing; one more of the same name is new.
 *
 * @param accepted how many of each name are accepted in each file, positive
 */
public record Baseline(SortedMap<Spot, Integer> accepted) {

    /** @throws IllegalArgumentException if a number is not positive */
    public Baseline {
        accepted = Collections.unmodifiableSortedMap(new TreeMap<>(accepted));
        accepted.forEach((place, count) -> {
            if (count < 1) {
                throw new IllegalArgumentException(
                        "The baseline accepts " + count + " of " + place.name() + " in " + place.path() + ".");
            }
        });
    }

    public static Baseline empty() {
        return new Baseline(new TreeMap<>());
    }

    /** A baseline that accepts these, but for those that a comment beside them accepts. */
    public static Baseline of(List<Match> matches) {
        TreeMap<Spot, Integer> accepted = new TreeMap<>();
        matches.stream()
                .filter(match ->
                        match.acceptance().filter(Acceptance.INLINE::equals).isEmpty())
                .forEach(match -> accepted.merge(Spot.of(match), 1, Integer::sum));
        return new Baseline(accepted);
    }

    /** The matches with those marked that this baseline accepts: the first ones of each name in each file. */
    public List<Match> accept(List<Match> matches) {
        Map<Spot, Integer> left = new HashMap<>(accepted);
        List<Match> judged = new ArrayList<>();
        for (Match match : matches) {
            boolean accepts = match.acceptance().isEmpty() && left.merge(Spot.of(match), -1, Integer::sum) >= 0;
            judged.add(accepts ? match.accepted(Acceptance.BASELINE) : match);
        }
        return judged;
    }

    /**
     * A name in a file.
     *
     * @param path the file
     * @param name the name as written
     */
    public record Spot(String path, String name) implements Comparable<Spot> {

        static Spot of(Match match) {
            return new Spot(match.path(), match.name());
        }

        @Override
        public int compareTo(Spot other) {
            int byPath = path.compareTo(other.path);
            return byPath != 0 ? byPath : name.compareTo(other.name);
        }
    }
}
