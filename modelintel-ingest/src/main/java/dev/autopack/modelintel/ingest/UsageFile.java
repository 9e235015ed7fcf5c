package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Service;
import dev.autopack.modelintel.pricing.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests whose cost is asked for, one a row: {@code model} and numbers of tokens, such as {@code input_tokens}. */
public final class UsageFile {

    private UsageFile() {}

    /**
     * One request.
     *
     * @param provider who was asked
     * @param model what the model was called
     * @param usage the tokens
     * @param at when; empty where the file does not say
     */
    public record Request(Optional<String> provider, String model, Usage usage, Optional<Instant> at) {}

    /**
     * Reads a CSV file. The columns are called like the options of the command; others are left alone. A cached token
     * of text is one of input, and needs no column of its own.
     *
     * @throws BadInputException if the file is missing or malformed, has no rows, or a number is no number of tokens, or no row has any
     */
    public static List<Request> read(Path file) {
        List<Request> requests = CsvTable.read(SourceText.read(file)).items().stream()
                .map(row -> request(Fields.of("row", row)))
                .toList();
        if (requests.isEmpty()) {
            throw new BadInputException(file + " has no rows. Maybe it was cut off: each row is a request.");
        }
        if (requests.stream().allMatch(request -> request.usage().tokens().isEmpty())) {
            throw new BadInputException(file + " has no number of tokens. Maybe call its column input_tokens or"
                    + " output_tokens: the columns are called like the options of cost.");
        }
        return requests;
    }

    private static Request request(Fields row) {
        Map<Meter, Long> tokens = new EnumMap<>(Meter.class);
        for (Meter meter : Meter.values()) {
            String column = meter.label() + "_tokens";
            row.optionalNumber(column).ifPresent(number -> tokens.put(meter, whole(row, column, number)));
        }
        Service service = row.optionalChoice("service", Service.values()).orElse(Service.STANDARD);
        return new Request(
                row.optionalText("provider"),
                row.text("model"),
                row.made(() -> new Usage(new TreeMap<>(tokens), service)),
                row.optionalInstant("at"));
    }

    private static long whole(Fields row, String column, BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw row.bad(column, "is " + number + ", no whole number of tokens", "round it");
        }
    }
}
