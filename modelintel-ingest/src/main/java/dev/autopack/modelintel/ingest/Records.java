package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.ingest.Value.Sequence;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The records of a file whose format its extension tells. */
final class Records {

    private Records() {}

    /**
     * Reads a list of records, or a mapping whose only key holds one.
     *
     * @param key the key
     * @throws BadInputException if the file is malformed or holds something else
     */
    static List<Fields> read(Path file, String key) {
        return of(parsed(file), key);
    }

    static List<Fields> of(Value root, String key) {
        Value list = root;
        if (!(root instanceof Sequence)) {
            Fields top = Fields.of("", root);
            list = top.required(key);
            top.refuseOthers();
        }
        if (!(list instanceof Sequence records)) {
            throw list.at().bad(key + " is no list. Maybe begin each record with '- '.");
        }
        return IntStream.range(0, records.items().size())
                .mapToObj(i ->
                        Fields.of(key + "[" + (i + 1) + "]", records.items().get(i)))
                .toList();
    }

    private static Value parsed(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return YamlParser.read(SourceText.read(file));
        }
        if (name.endsWith(".json")) {
            return JsonReader.read(SourceText.read(file));
        }
        if (name.endsWith(".csv")) {
            return CsvTable.read(SourceText.read(file));
        }
        throw new BadInputException(
                file + " has an unknown extension. Maybe rename it: .yaml, .yml, .json and .csv are read.");
    }
}
