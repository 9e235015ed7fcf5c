package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.UsageFile;
import dev.autopack.modelintel.ingest.UsageFile.Request;
import dev.autopack.modelintel.market.Market;
import dev.autopack.modelintel.market.Quote;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Service;
import dev.autopack.modelintel.pricing.Usage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "cost",
        description = "Says what requests cost, by which price and by which rule their model was found.")
final class CostCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @ArgGroup(multiplicity = "1")
    private What what;

    static final class What {
        @Option(
                names = "--from",
                paramLabel = "FILE.csv",
                description = "Requests, one a row: columns model, provider, at, service, and the tokens called like"
                        + " the options, such as input_tokens.")
        private @Nullable Path from;

        @ArgGroup(exclusive = false)
        private @Nullable One one;
    }

    static final class One {
        @Option(names = "--model", paramLabel = "M", required = true, description = "What the model was called.")
        private String model = "";

        @Option(names = "--provider", paramLabel = "P", description = "Who was asked. Default: the model's maker.")
        private Optional<String> provider = Optional.empty();

        @Option(names = "--service", paramLabel = "standard|batch|flex|priority", description = "Default: standard.")
        private Service service = Service.STANDARD;

        @Option(names = "--input-tokens", paramLabel = "N", description = "Sent, cached ones included.")
        private long input;

        @Option(names = "--output-tokens", paramLabel = "N", description = "Received, reasoning included.")
        private long output;

        @Option(names = "--cache-read-tokens", paramLabel = "N", description = "Of those sent, read from the cache.")
        private long cacheRead;

        @Option(names = "--cache-write-tokens", paramLabel = "N", description = "Of those sent, written to the cache.")
        private long cacheWrite;

        @Option(
                names = "--tokens",
                paramLabel = "KIND=N",
                description = "Of any other kind, such as cache_write_1h, output_reasoning, input_audio, input_image.")
        private Map<Meter, Long> others = Map.of();

        Map<Meter, Long> tokens() {
            Map<Meter, Long> tokens = new EnumMap<>(Map.of(
                    Meter.INPUT, input,
                    Meter.OUTPUT, output,
                    Meter.CACHE_READ, cacheRead,
                    Meter.CACHE_WRITE, cacheWrite));
            tokens.putAll(others);
            return tokens;
        }
    }

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "When the tokens were used, where the file does not say. Default: now.")
    private Optional<Instant> at = Optional.empty();

    @Override
    public void run() {
        List<Request> requests = requests();
        Market market = modelintel.withStore(store -> store.market().asOf(modelintel.now()));
        List<Quote> quotes = requests.stream()
                .map(request -> market.quote(
                        request.provider(),
                        request.model(),
                        request.usage(),
                        request.at().or(() -> at).orElseGet(modelintel::now)))
                .toList();
        modelintel.print(Rendering.render(MarketDocuments.costs(requests, quotes), format.format(), "cost"));
    }

    private List<Request> requests() {
        if (what.from != null) {
            return UsageFile.read(what.from);
        }
        One one = what.one;
        if (one == null) {
            throw new BadInputException("Nothing to price is named. Maybe give --model or --from.");
        }
        return List.of(new Request(one.provider, one.model, usage(one), Optional.empty()));
    }

    private static Usage usage(One one) {
        Map<Meter, Long> tokens = one.tokens();
        if (tokens.values().stream().allMatch(number -> number == 0)) {
            throw new BadInputException("There are no tokens to price. Maybe give --input-tokens or --output-tokens.");
        }
        try {
            return new Usage(new TreeMap<>(tokens), one.service);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
