package dev.autopack.modelintel.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.autopack.modelintel.ingest.Value.Form;
import dev.autopack.modelintel.ingest.Value.Members;
import dev.autopack.modelintel.ingest.Value.Scalar;
import dev.autopack.modelintel.ingest.Value.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** CSV after RFC 4180 with a header: a list with one mapping for each row. An empty cell is nothing. */
final class CsvTable {

    private CsvTable() {}

    /** @throws BadInputException if the text is no CSV, or a row has more or fewer cells than the header */
    static Sequence read(SourceText source) {
        return read(source, false);
    }

    /**
     * The same, but a row that has more or fewer cells than the header is left out: a file of somebody else, in which
     * nobody can say which cell is missing.
     *
     * @throws BadInputException if the text is no CSV
     */
    static Sequence readWholeRows(SourceText source) {
        return read(source, true);
    }

    /** @throws BadInputException if the text is no CSV, or its header lacks a column */
    static void requireColumns(SourceText source, String... columns) {
        try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(source.text())) {
            List<String> header = records.stream()
                    .limit(1)
                    .flatMap(record -> record.getFields().stream())
                    .map(String::strip)
                    .toList();
            for (String column : columns) {
                if (!header.contains(column)) {
                    throw new Position(source.name(), 1, 1)
                            .bad("the column " + column
                                    + " is missing. Maybe the file was cut off, or is of another format.");
                }
            }
        } catch (CsvParseException e) {
            throw malformed(source, 1, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is read from outside any more
        }
    }

    private static Sequence read(SourceText source, boolean onlyWholeRows) {
        List<Value> rows = new ArrayList<>();
        long line = 1;
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // row() refuses both, with the line
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofNamedCsvRecord(source.text())) {
            for (NamedCsvRecord row : records) {
                line = row.getStartingLineNumber();
                if (!onlyWholeRows || isWhole(row)) {
                    rows.add(row(new Position(source.name(), (int) line, 1), row));
                }
            }
        } catch (CsvParseException e) {
            throw malformed(source, line, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is read from outside any more
        }
        return new Sequence(new Position(source.name(), 1, 1), rows);
    }

    private static BadInputException malformed(SourceText source, long line, CsvParseException e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return new BadInputException(
                source.name() + ":" + line + ": here or below: " + reason.getMessage()
                        + ". Maybe a quote or comma is missing or too many.",
                e);
    }

    private static Value row(Position at, NamedCsvRecord row) {
        if (!isWhole(row)) {
            throw at.bad("the row has " + row.getFieldCount() + " cells and the header "
                    + row.getHeader().size() + ". Maybe a text with a comma lacks its quotes.");
        }
        Members members = new Members();
        row.getFieldsAsMap().forEach((column, cell) -> {
            String text = cell.strip();
            members.add(at, column.strip(), new Scalar(at, text, text.isEmpty() ? Form.NOTHING : formOf(text)));
        });
        return members.toMapping(at);
    }

    private static boolean isWhole(NamedCsvRecord row) {
        return row.getFieldCount() == row.getHeader().size();
    }

    /** CSV has no notation for types: what looks like a number is one, and a word such as {@code null} is a word. */
    private static Form formOf(String text) {
        Form form = YamlParser.formOf(text);
        return form == Form.NOTHING ? Form.TEXT : form;
    }
}
