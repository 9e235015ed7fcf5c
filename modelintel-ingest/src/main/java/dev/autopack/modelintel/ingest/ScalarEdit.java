package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.ingest.Value.Form;
import dev.autopack.modelintel.usecase.ConfigPath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.Event.ID;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Changes one scalar of a YAML text and no other byte. The edited text is parsed again: an edit that changes anything
 * but that value is not made.
 */
final class ScalarEdit {

    /** Anchor and tag, which stand before a value and stay. */
    private static final Pattern PROPERTIES = Pattern.compile("(?:[&!]\\S*\\s+)*");

    private final SourceText source;
    private final ConfigPath path;
    private final List<Event> events;

    private ScalarEdit(SourceText source, ConfigPath path) {
        this.source = source;
        this.path = path;
        this.events = YamlParser.events(source);
    }

    /**
     * The text with another value at a place.
     *
     * @throws BadInputException if no value of its own stands there, or it cannot be changed alone
     */
    static SourceText replace(SourceText source, ConfigPath path, String replacement) {
        return new ScalarEdit(source, path).replaced(replacement);
    }

    private SourceText replaced(String replacement) {
        int site = site();
        NodeEvent old = (NodeEvent) events.get(site);
        int start = offset(old.getStartMark());
        int end = offset(old.getEndMark());
        if (old instanceof ScalarEvent scalar) {
            Matcher properties = PROPERTIES.matcher(source.text()).region(start, end);
            start = properties.lookingAt() ? properties.end() : start;
            requireOneLine(scalar, source.text().substring(start, end));
        }
        String before = source.text().substring(0, start);
        String after = source.text().substring(end);
        return notations(old, replacement)
                .map(notation -> source.with(before + notation + after))
                .filter(edited -> changesOnly(site, edited, replacement))
                .findFirst()
                .orElseThrow(() -> refused(
                        old,
                        "cannot be replaced by " + Printable.quote(replacement) + " without changing something else",
                        "edit it by hand"));
    }

    /** The index of the event that is the value. */
    private int site() {
        int node = 2; // after the begin of the stream and of the document
        for (String segment : path.segments()) {
            requireUnshared((NodeEvent) events.get(node));
            node = member(node, segment);
        }
        if (events.get(node) instanceof ScalarEvent scalar) {
            requireUnshared(scalar);
        } else if (!(events.get(node) instanceof AliasEvent)) {
            throw refused((NodeEvent) events.get(node), "is no single value", "the path is too short");
        }
        return node;
    }

    private int member(int mapping, String key) {
        if (!events.get(mapping).getEventId().equals(ID.MappingStart)) {
            throw absent();
        }
        int next = mapping + 1;
        while (!events.get(next).getEventId().equals(ID.MappingEnd)) {
            int value = after(next);
            if (events.get(next) instanceof ScalarEvent scalar
                    && scalar.getValue().equals(key)) {
                return value;
            }
            next = after(value);
        }
        throw absent();
    }

    /** The index of the event that follows a node. */
    private int after(int node) {
        int open = 0;
        int next = node;
        do {
            switch (events.get(next).getEventId()) {
                case MappingStart, SequenceStart -> open++;
                case MappingEnd, SequenceEnd -> open--;
                default -> {
                    // a scalar or an alias
                }
            }
            next++;
        } while (open > 0);
        return next;
    }

    /** What other places refer to cannot be changed for one of them. */
    private void requireUnshared(NodeEvent node) {
        if (node instanceof AliasEvent alias) {
            throw refused(node, "goes through the alias *" + alias.getAlias(), "write out what it stands for");
        }
        Optional<Anchor> anchor = node.getAnchor();
        events.stream()
                .filter(AliasEvent.class::isInstance)
                .map(AliasEvent.class::cast)
                .filter(alias -> anchor.isPresent() && alias.getAlias().equals(anchor.get()))
                .findFirst()
                .ifPresent(alias -> {
                    throw refused(
                            node,
                            "is shared: *" + alias.getAlias() + " in line "
                                    + (alias.getStartMark().orElseThrow().getLine() + 1) + " refers to it",
                            "write its value out there");
                });
    }

    private void requireOneLine(ScalarEvent scalar, String notation) {
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN && notation.equals(scalar.getValue());
        boolean quoted = notation.length() > 1
                && ((scalar.isSQuoted() && notation.startsWith("'"))
                        || (scalar.isDQuoted() && notation.startsWith("\"")));
        if (!plain && !quoted) {
            throw refused(scalar, "is not written as one word", "write it on one line, behind its key");
        }
    }

    /** How the replacement may be written, the notation of the old value first. */
    private static Stream<String> notations(NodeEvent old, String replacement) {
        String doubleQuoted = '"' + replacement.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        if (old instanceof ScalarEvent scalar && scalar.isDQuoted()) {
            return Stream.of(doubleQuoted);
        }
        return old instanceof ScalarEvent scalar && scalar.isSQuoted()
                ? Stream.of("'" + replacement.replace("'", "''") + "'", doubleQuoted)
                : Stream.of(replacement, doubleQuoted);
    }

    private boolean changesOnly(int site, SourceText edited, String replacement) {
        List<Event> after;
        try {
            after = YamlParser.events(edited);
        } catch (BadInputException e) {
            return false; // this notation does not fit there; the caller tries the next or refuses
        }
        return after.size() == events.size()
                && IntStream.range(0, events.size())
                        .allMatch(i -> i == site
                                ? isReplacement((NodeEvent) events.get(i), after.get(i), replacement)
                                : events.get(i).toString().equals(after.get(i).toString()));
    }

    private static boolean isReplacement(NodeEvent before, Event after, String replacement) {
        if (!(after instanceof ScalarEvent scalar) || !scalar.getValue().equals(replacement)) {
            return false;
        }
        boolean text = !scalar.getImplicit().canOmitTagInPlainScalar() || YamlParser.formOf(replacement) == Form.TEXT;
        return before instanceof ScalarEvent old
                ? text
                        && scalar.getAnchor().equals(old.getAnchor())
                        && scalar.getTag().equals(old.getTag())
                : text && scalar.getAnchor().isEmpty() && scalar.getTag().isEmpty();
    }

    private int offset(Optional<Mark> mark) {
        return source.text().offsetByCodePoints(0, mark.orElseThrow().getIndex());
    }

    private BadInputException absent() {
        return new BadInputException(source.name() + ": " + path
                + " is not written at a place of its own. Maybe '<<' brings it in: write it out.");
    }

    private BadInputException refused(NodeEvent at, String what, String maybe) {
        return new Position(source.name(), at.getStartMark().orElseThrow().getLine() + 1, 1)
                .bad(path + " " + what + ". Maybe " + maybe + ".");
    }
}
