package dev.autopack.modelintel.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in a YAML, JSON or CSV file, and where. */
sealed interface Value {

    Position at();

    /** What a scalar is by its notation. */
    enum Form {
        TEXT,
        NUMBER,
        FLAG,
        NOTHING
    }

    /** @param text as it is written, without quotes; a number has all its digits */
    record Scalar(Position at, String text, Form form) implements Value {}

    record Sequence(Position at, List<Value> items) implements Value {}

    record Mapping(Position at, Map<String, Member> members) implements Value {

        Optional<Value> get(String key) {
            return Optional.ofNullable(members.get(key)).map(Member::value);
        }
    }

    /**
     * One entry of a mapping.
     *
     * @param at where its key stands
     */
    record Member(Position at, Value value) {}

    /** Collects the members of a mapping and refuses a key that stands twice. */
    final class Members {

        private final Map<String, Member> members = new LinkedHashMap<>();

        void add(Position at, String key, Value value) {
            Member earlier = members.putIfAbsent(key, new Member(at, value));
            if (earlier != null) {
                throw at.malformed("the key " + Printable.quote(key) + " stands in line "
                        + earlier.at().line() + " already. Maybe remove one of the two.");
            }
        }

        /** Takes over the members that have no namesake here, as the YAML merge key asks for. */
        void addAbsent(Mapping merged) {
            merged.members().forEach(members::putIfAbsent);
        }

        Mapping toMapping(Position at) {
            return new Mapping(at, members);
        }
    }
}
