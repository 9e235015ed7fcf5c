package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.UnknownModelException;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.market.Market;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "prices",
        description =
                "Shows every price of a model on record: who states it for which offering, since when it holds, when"
                        + " it was seen and last confirmed. Or confirms one that is in quarantine.")
final class PricesCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @ArgGroup(multiplicity = "1")
    private What what;

    static final class What {
        @Option(names = "--model", paramLabel = "M", description = "The model, under any of its names.")
        private @Nullable String model;

        @ArgGroup(exclusive = false)
        private @Nullable Confirmation confirmation;
    }

    static final class Confirmation {
        @Option(names = "--confirm", paramLabel = "ID", required = true, description = "The price that is right.")
        private long id;

        @Option(names = "--by", paramLabel = "WHO", required = true, description = "Who says so.")
        private String by = "";
    }

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "What was known then. Default: now.")
    private Optional<Instant> asOf = Optional.empty();

    @Override
    public void run() {
        Confirmation confirmation = what.confirmation;
        if (confirmation != null) {
            confirm(confirmation);
            return;
        }
        Market market = modelintel.withStore(store -> store.market().asOf(asOf.orElseGet(modelintel::now)));
        String name = String.valueOf(what.model);
        ModelId model =
                market.modelOf(name).orElseThrow(() -> new UnknownModelException(List.of(Modelintel.modelId(name))));
        modelintel.print(
                Rendering.render(MarketDocuments.prices(model, market.pricesOf(model)), format.format(), "prices"));
    }

    private void confirm(Confirmation confirmation) {
        if (!modelintel.withStore(store -> store.market().confirm(confirmation.id, confirmation.by))) {
            throw new BadInputException("There is no price " + confirmation.id
                    + ". Maybe look for its number with 'modelintel prices --model M'.");
        }
        modelintel.print(Rendering.render(
                MarketDocuments.confirmation(confirmation.id, confirmation.by), format.format(), "confirmation"));
    }
}
