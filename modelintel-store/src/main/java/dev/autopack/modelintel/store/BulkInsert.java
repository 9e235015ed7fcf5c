package dev.autopack.modelintel.store;

import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Inserts many rows by {@code copy}: PostgreSQL reads them far faster than statements with a parameter for each value,
 * and so does the driver write them.
 */
final class BulkInsert {

    private BulkInsert() {}

    /** Columns that a row leaves untouched get their defaults. The rows do not learn their ids. */
    static <R extends Record> void insert(DSLContext context, Table<R> table, Collection<R> rows) {
        Map<List<Field<?>>, List<R>> byColumns = rows.stream().collect(Collectors.groupingBy(BulkInsert::columns));
        byColumns.forEach((columns, alike) -> insert(context, table, columns, alike));
    }

    private static List<Field<?>> columns(Record row) {
        return Stream.of(row.fields()).filter(row::changed).collect(Collectors.toList());
    }

    private static <R extends Record> void insert(
            DSLContext context, Table<R> table, List<Field<?>> columns, List<R> rows) {
        String copy = context.render(table) + " ("
                + columns.stream()
                        .map(column -> context.render(column.getUnqualifiedName()))
                        .collect(Collectors.joining(", "))
                + ")";
        StringBuilder lines = new StringBuilder();
        for (R row : rows) {
            char before = 0;
            for (Field<?> column : columns) {
                if (before != 0) {
                    lines.append(before);
                }
                append(lines, row.get(column));
                before = '\t';
            }
            lines.append('\n');
        }
        context.connection(connection -> connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + copy + " from stdin", new StringReader(lines.toString())));
    }

    /** As the text format of {@code copy} has it. */
    private static void append(StringBuilder lines, @Nullable Object value) {
        if (value == null) {
            lines.append("\\N");
            return;
        }
        String text = value.toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> lines.append("\\\\");
                case '\t' -> lines.append("\\t");
                case '\n' -> lines.append("\\n");
                case '\r' -> lines.append("\\r");
                default -> lines.append(c);
            }
        }
    }
}
