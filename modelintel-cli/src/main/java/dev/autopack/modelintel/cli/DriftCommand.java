package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.market.Drift;
import dev.autopack.modelintel.market.Market;
import dev.autopack.modelintel.pricing.Price;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "drift",
        description = "Holds the prices and models of the configuration against all other sources in the catalog.")
final class DriftCommand implements Callable<Integer> {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Option(
            names = "--fail-above",
            paramLabel = "PCT",
            description =
                    "Exit with 1 if a price is more than so many percent away, or a model is deprecated. Default: never.")
    private @Nullable Double failAbove;

    @Override
    public Integer call() {
        if (failAbove != null && !(failAbove >= 0)) {
            throw new BadInputException("--fail-above is " + failAbove + ". Maybe give 5: it must be at least 0.");
        }
        Facts configuration =
                modelintel.config().catalog(Optional.empty(), modelintel.now()).facts();
        Market market = modelintel.withStore(store -> {
            if (store.market().lastReadings().isEmpty()) {
                throw new BadInputException("There is nothing to compare with: no source of the market has been read."
                        + " Maybe run 'modelintel ingest-catalog --from FILE-or-URL --source models-dev' first.");
            }
            return store.market().asOf(modelintel.now());
        });
        List<Drift> drifts = drifts(configuration, market);
        modelintel.print(Rendering.render(MarketDocuments.drifts(drifts, modelintel.now()), format.format(), "drift"));
        return failAbove != null && drifts.stream().anyMatch(this::fails) ? ExitCode.FOUND : ExitCode.DONE;
    }

    private List<Drift> drifts(Facts configuration, Market market) {
        Map<ModelId, Optional<Price>> named = new TreeMap<>();
        Stream.concat(configuration.definitions().stream(), configuration.mentions().stream())
                .forEach(model -> named.put(model.id(), Optional.empty()));
        configuration.prices().stream()
                .map(StatedPrice::price)
                .forEach(price -> named.put(price.model(), Optional.of(price)));
        return named.entrySet().stream()
                .map(entry -> market.drift(entry.getKey().value(), entry.getValue(), modelintel.now()))
                .toList();
    }

    private boolean fails(Drift drift) {
        double limit = failAbove == null ? Double.POSITIVE_INFINITY : failAbove;
        return MarketDocuments.isDeprecated(drift, modelintel.now())
                || drift.differencePct().stream().anyMatch(pct -> Math.abs(pct) > limit);
    }
}
