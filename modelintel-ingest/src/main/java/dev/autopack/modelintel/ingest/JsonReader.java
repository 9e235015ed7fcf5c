package dev.autopack.modelintel.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.autopack.modelintel.ingest.Value.Form;
import dev.autopack.modelintel.ingest.Value.Mapping;
import dev.autopack.modelintel.ingest.Value.Members;
import dev.autopack.modelintel.ingest.Value.Scalar;
import dev.autopack.modelintel.ingest.Value.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** JSON, one document for each file. Numbers keep their digits. */
final class JsonReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .build();

    private final String file;
    private final JsonParser parser;

    private JsonReader(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** @throws BadInputException if the text is no JSON or is nested too deeply */
    static Value read(SourceText source) {
        try (JsonParser parser = JSON.createParser(source.text())) {
            return new JsonReader(source.name(), parser).onlyValue();
        } catch (StreamConstraintsException e) {
            throw new BadInputException(
                    source.name() + " is nested more than 50 levels deep. Maybe it is not the file you mean.", e);
        } catch (JsonProcessingException e) {
            throw new Position(
                            source.name(),
                            e.getLocation().getLineNr(),
                            e.getLocation().getColumnNr())
                    .malformed(problem(e.getOriginalMessage())
                            + ". Maybe a quote, bracket or comma is missing or too many.");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is read from outside any more
        }
    }

    /** What the parser found, without its settings and codes, and with a place that is in the file. */
    private static String problem(String found) {
        return found.replaceAll(
                        " \\((?:start marker at|for \\w+ starting at) \\[.*line: (\\d+), column: (\\d+)]\\)",
                        " (opened at $1:$2)")
                .replaceAll(" ?\\(code \\d+\\)", "")
                .replaceAll("\\(('.')\\)", "$1")
                .replaceAll("\\(\\(CTRL-CHAR, code (\\d+)\\)\\)", "of code $1")
                .replaceAll(": enable `.*` to allow", "")
                .replaceAll("maybe a \\(non-standard\\) comment\\?.*", "JSON has no comments")
                .replaceAll("(?:a valid value )?\\(JSON String, .*'false'\\)", "a value");
    }

    private Value onlyValue() throws IOException {
        Value value = value(parser.nextToken());
        if (parser.nextToken() != null) {
            throw position().malformed("something follows the end of the document. Maybe remove it.");
        }
        return value;
    }

    private Value value(JsonToken token) throws IOException {
        Position at = position();
        return switch (token) {
            case START_OBJECT -> mapping(at);
            case START_ARRAY -> sequence(at);
            case VALUE_STRING -> new Scalar(at, parser.getText(), Form.TEXT);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(at, parser.getText(), Form.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(at, parser.getText(), Form.FLAG);
            case VALUE_NULL -> new Scalar(at, "", Form.NOTHING);
            default -> throw new IllegalStateException(token + " where a value begins");
        };
    }

    private Mapping mapping(Position at) throws IOException {
        Members members = new Members();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Position keyAt = position();
            String key = parser.currentName();
            members.add(keyAt, key, value(parser.nextToken()));
        }
        return members.toMapping(at);
    }

    private Sequence sequence(Position at) throws IOException {
        List<Value> items = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            items.add(value(next));
        }
        return new Sequence(at, items);
    }

    private Position position() {
        return new Position(
                file,
                parser.currentTokenLocation().getLineNr(),
                parser.currentTokenLocation().getColumnNr());
    }
}
