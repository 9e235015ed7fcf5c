package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.ingest.Value.Sequence;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The records of a file whose format its extension tells. */
final class Records {

    private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json", ".csv");

    private Records() {}

    /**
     * Reads a list of records, or a mapping whose only key holds one. The extension of the name tells the format.
     *
     * @param key the key
     * @param columns what the header of CSV must have, be there records or not
     * @throws BadInputException if the file is malformed or holds something else
     */
    static List<Fields> read(Path file, String key, String... columns) {
        String extension = requireKnownExtension(file.toString());
        SourceText text = SourceText.read(file);
        if (extension.equals(".csv")) {
            CsvTable.requireColumns(text, columns);
        }
        return read(text, key);
    }

    /** The same of what was read already. */
    static List<Fields> read(SourceText text, String key) {
        return of(parsed(text), key);
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

    private static Value parsed(SourceText text) {
        return switch (requireKnownExtension(text.name())) {
            case ".json" -> JsonReader.read(text);
            case ".csv" -> CsvTable.read(text);
            default -> YamlParser.read(text);
        };
    }

    private static String requireKnownExtension(String name) {
        return EXTENSIONS.stream()
                .filter(name.toLowerCase(Locale.ROOT)::endsWith)
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        name + " has an unknown extension. Maybe rename it: .yaml, .yml, .json and .csv are read."));
    }
}
