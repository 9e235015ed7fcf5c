package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.pricing.Price;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Dated price observations: CSV with the columns {@code observed_at}, {@code model}, {@code input_usd_per_mtok} and
 * {@code output_usd_per_mtok}. Other columns are not read.
 */
public final class PriceHistoryFile {

    private static final String SOURCE = "price_history";

    private PriceHistoryFile() {}

    /**
     * Reads the prices of the models that are recognised; the others are left out.
     *
     * @param models the model that a raw name means
     * @throws BadInputException if the file is missing or malformed or states an impossible price
     */
    public static List<Price> read(Path file, Function<String, Optional<ModelId>> models) {
        List<Price> prices = new ArrayList<>();
        for (Fields row : Records.read(file, "prices")) {
            Instant observed = row.optionalInstant("observed_at")
                    .orElseThrow(() -> row.bad("observed_at", "is missing", "fill it"));
            BigDecimal input = row.number("input_usd_per_mtok");
            BigDecimal output = row.number("output_usd_per_mtok");
            models.apply(row.text("model"))
                    .ifPresent(model -> prices.add(row.made(
                            () -> new Price(model, input, output, observed, SOURCE, Optional.empty(), observed))));
        }
        return prices;
    }
}
