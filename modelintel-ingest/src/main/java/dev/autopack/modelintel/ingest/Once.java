package dev.autopack.modelintel.ingest;

import java.util.HashMap;
import java.util.Map;

/** Refuses the second record about the same thing: which of the two holds would depend on their order. */
final class Once {

    private final Map<Object, Position> seen = new HashMap<>();

    /**
     * @param at where the record stands
     * @param what the thing in words
     * @param key equal for records about the same thing
     * @throws BadInputException if there was one already
     */
    void check(Position at, String what, Object key) {
        Position earlier = seen.putIfAbsent(key, at);
        if (earlier != null) {
            throw at.bad(what + " stands in line " + earlier.line() + " already. Maybe remove one of the two.");
        }
    }
}
