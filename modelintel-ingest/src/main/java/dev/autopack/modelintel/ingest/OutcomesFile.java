package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.backtest.Outcome;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.runtime.Complexity;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What came of agent runs: CSV with the columns {@code task_id}, {@code complexity} ({@code low}, {@code medium},
 * {@code high}), {@code model}, {@code provider} (may be empty), {@code success} (1 or 0, or true or
 * false) and {@code cost_usd} (may be empty). Other columns are not read.
 */
public final class OutcomesFile {

    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<ModelId, Model> models = new TreeMap<>();

    private OutcomesFile(Path file) {
        Once once = new Once();
        Providers providers = Providers.byNamingConvention();
        for (Fields row : Records.read(file, "outcomes")) {
            String task = row.text("task_id");
            ModelId model = row.model("model");
            once.check(row.at(), model + " in " + task, List.of(model, task));
            Optional<String> provider = row.optionalText("provider");
            Complexity complexity = row.choice("complexity", Complexity.values());
            OptionalDouble cost = row.optionalNumber("cost_usd")
                    .map(BigDecimal::doubleValue)
                    .map(OptionalDouble::of)
                    .orElse(OptionalDouble.empty());
            boolean succeeded = succeeded(row);
            outcomes.add(row.made(() -> new Outcome(task, complexity, model, succeeded, cost)));
            models.computeIfAbsent(model, id -> Model.named(id, provider.orElseGet(() -> providerOf(providers, id))));
        }
    }

    /** @throws BadInputException if the file is missing or malformed, or has a run twice */
    public static OutcomesFile read(Path file) {
        return new OutcomesFile(file);
    }

    private static boolean succeeded(Fields row) {
        String success = row.text("success");
        return switch (success.toLowerCase(Locale.ROOT)) {
            case "1", "1.0", "true" -> true;
            case "0", "0.0", "false" -> false;
            default -> throw row.bad("success", "is " + Printable.quote(success), "write 1 or 0, or true or false");
        };
    }

    /** By naming convention; else models whose names begin with the same word count as of one provider. */
    private static String providerOf(Providers providers, ModelId model) {
        return providers
                .of(model)
                .orElseGet(() -> model.value().toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0] + "?");
    }

    public List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /** The models that ran. */
    public List<Model> models() {
        return List.copyOf(models.values());
    }
}
