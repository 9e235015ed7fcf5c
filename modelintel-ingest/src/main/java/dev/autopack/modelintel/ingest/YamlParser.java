package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.ingest.Value.Form;
import dev.autopack.modelintel.ingest.Value.Mapping;
import dev.autopack.modelintel.ingest.Value.Members;
import dev.autopack.modelintel.ingest.Value.Scalar;
import dev.autopack.modelintel.ingest.Value.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML 1.2 with the merge key, one document for each file. It builds on the parser's events and not on its object
 * model, because that one forgets where an alias stands and recurses without a limit.
 */
final class YamlParser {

    private static final int DEEPEST = 50;
    private static final int MOST_ALIASES = 50;

    private final SourceText source;
    private final Iterator<Event> events;
    private final Map<String, Value> anchored = new HashMap<>();
    private int aliasesOfCollections;

    private YamlParser(SourceText source) {
        this.source = source;
        this.events = parse(source);
    }

    /** @throws BadInputException if the text is no YAML, or breaks a limit of size, depth or aliases */
    static Value read(SourceText source) {
        return guarded(source, () -> new YamlParser(source).onlyDocument());
    }

    /**
     * The events of a document that {@link #read} accepts, with their places.
     *
     * @throws BadInputException as {@link #read}
     */
    static List<Event> events(SourceText source) {
        return guarded(source, () -> {
            new YamlParser(source).onlyDocument();
            List<Event> all = new ArrayList<>();
            parse(source).forEachRemaining(all::add);
            return all;
        });
    }

    /** What an unquoted scalar is in YAML 1.2. */
    static Form formOf(String plain) {
        Tag tag = new CoreSchema().getScalarResolver().resolve(plain, true);
        if (tag.equals(Tag.NULL) || tag.equals(Tag.MERGE)) {
            return Form.NOTHING; // the merge key means something as a key only
        }
        if (tag.equals(Tag.BOOL)) {
            return Form.FLAG;
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? Form.NUMBER : Form.TEXT;
    }

    private static Iterator<Event> parse(SourceText source) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(SourceText.LONGEST)
                // A scalar longer than the buffer would be copied with each part of it that is read.
                .setBufferSize(source.text().length() + 1)
                .build();
        return new Parse(settings).parseString(source.text()).iterator();
    }

    private Value onlyDocument() {
        events.next(); // the stream begins
        if (!events.next().getEventId().equals(Event.ID.DocumentStart)) {
            throw new BadInputException(source.name() + " holds nothing but comments. Maybe its content was lost.");
        }
        Value document = value(events.next(), 0);
        events.next(); // the document ends
        Event next = events.next();
        if (next.getEventId().equals(Event.ID.DocumentStart)) {
            throw position(next).malformed("a second document begins. Maybe remove the line '---'.");
        }
        return document;
    }

    private Value value(Event event, int depth) {
        Position at = position(event);
        if (depth > DEEPEST) {
            throw at.malformed("nested more than " + DEEPEST + " levels deep. Maybe it is not the file you mean.");
        }
        if (event instanceof AliasEvent alias) {
            return target(alias, at);
        }
        String anchor = event instanceof NodeEvent node
                ? node.getAnchor().map(Object::toString).orElse("")
                : "";
        // An alias inside of what it stands for finds no finished value, or that of an earlier anchor of this name.
        anchored.remove(anchor);
        Value value = switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event, at);
            case SequenceStart -> sequence(at, depth);
            case MappingStart -> mapping(at, depth);
            default -> throw new IllegalStateException(event + " where a value begins");
        };
        if (!anchor.isEmpty()) {
            anchored.put(anchor, value);
        }
        return value;
    }

    private Value target(AliasEvent alias, Position at) {
        Value target = anchored.get(alias.getAlias().toString());
        if (target == null) {
            throw at.malformed("the alias *" + alias.getAlias() + " stands for nothing finished above it. Maybe write"
                    + " its value out.");
        }
        if (!(target instanceof Scalar) && ++aliasesOfCollections > MOST_ALIASES) {
            throw at.malformed(
                    "more than " + MOST_ALIASES + " aliases of mappings and lists. Maybe write some of them out.");
        }
        return target;
    }

    private static Scalar scalar(ScalarEvent event, Position at) {
        boolean resolved = event.getImplicit().canOmitTagInPlainScalar();
        return new Scalar(at, event.getValue(), resolved ? formOf(event.getValue()) : Form.TEXT);
    }

    private Sequence sequence(Position at, int depth) {
        List<Value> items = new ArrayList<>();
        for (Event next = events.next(); !next.getEventId().equals(Event.ID.SequenceEnd); next = events.next()) {
            items.add(value(next, depth + 1));
        }
        return new Sequence(at, items);
    }

    private Mapping mapping(Position at, int depth) {
        Members members = new Members();
        List<Mapping> merged = new ArrayList<>();
        for (Event next = events.next(); !next.getEventId().equals(Event.ID.MappingEnd); next = events.next()) {
            Position keyAt = position(next);
            if (!(value(next, depth + 1) instanceof Scalar key)) {
                throw keyAt.malformed("a key that is a mapping or a list. Maybe quote it.");
            }
            Value value = value(events.next(), depth + 1);
            if (key.text().equals("<<") && key.form() == Form.NOTHING && value instanceof Mapping mapping) {
                merged.add(mapping);
            } else {
                members.add(keyAt, key.text(), value);
            }
        }
        merged.forEach(members::addAbsent);
        return members.toMapping(at);
    }

    private Position position(Event event) {
        return position(source, event.getStartMark().orElseThrow());
    }

    private static Position position(SourceText source, Mark mark) {
        return new Position(source.name(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static <T> T guarded(SourceText source, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (MarkedYamlEngineException e) {
            Position at = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> position(source, mark))
                    .orElse(new Position(source.name(), 1, 1));
            throw at.malformed(problem(e.getProblem()));
        } catch (ReaderException e) {
            long line = 1
                    + source.text()
                            .codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            throw new BadInputException(
                    source.name() + ":" + line + ": the character " + hex(e.getCodePoint())
                            + " is not allowed in YAML. Maybe remove it.",
                    e);
        } catch (YamlEngineException e) {
            throw new BadInputException(source.name() + ": " + problem(String.valueOf(e.getMessage())), e);
        }
    }

    private static String problem(String problem) {
        if (problem.contains("TAB")) {
            return "found a tab where a value or its indentation begins. Maybe replace it by spaces.";
        }
        return problem.strip() + ". Maybe a quote, bracket, colon or space is missing there or above.";
    }

    private static String hex(int codePoint) {
        return String.format(Locale.ROOT, "U+%04X", codePoint);
    }
}
