package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.RecordedFacts;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.FeedContent;
import dev.autopack.modelintel.ingest.SentimentFile;
import dev.autopack.modelintel.sentiment.Sentiment;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import dev.autopack.modelintel.sentiment.SentimentSource;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "ingest-sentiment",
        description = {
            "Records what the community says of a model: one signal given by its URL, or those of a file.",
            "Nothing is fetched of a signal: its URL says where the snippet was read."
        })
final class IngestSentimentCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @ArgGroup
    private @Nullable Input input;

    /** Either a signal or a file of signals. */
    static final class Input {
        @ArgGroup(exclusive = false, heading = "One signal:%n")
        private @Nullable Signal signal;

        @ArgGroup(exclusive = false, heading = "A file of signals:%n")
        private @Nullable Signals signals;
    }

    static final class Signal {
        @Option(
                names = "--model",
                required = true,
                paramLabel = "M",
                description = "The model, by its canonical name or an alias.")
        private String model;

        @Option(names = "--source", required = true, paramLabel = "reddit|hn|twitter|blog", description = "Where.")
        private SentimentSource source;

        @Option(
                names = "--url",
                required = true,
                paramLabel = "U",
                description = "The http(s) address of what was said.")
        private URI url;

        @Option(names = "--snippet", required = true, paramLabel = "S", description = "What was said, in a sentence.")
        private String snippet;

        @Option(
                names = "--sentiment",
                required = true,
                paramLabel = "positive|neutral|negative|mixed",
                description = "Its tone.")
        private Sentiment sentiment;

        @Option(names = "--title", paramLabel = "T", description = "The title of the page.")
        private Optional<String> title = Optional.empty();

        @Option(names = "--tag", paramLabel = "k=v", description = "A label; may be given several times.")
        private Map<String, String> tags = Map.of();
    }

    static final class Signals {
        @Option(
                names = "--from",
                required = true,
                paramLabel = "FILE|URL",
                description = "A .yaml, .json or .csv file, or its http(s) address.")
        private String from;

        @Option(names = "--limit", paramLabel = "N", description = "Only the first N signals. Default: all.")
        private @Nullable Integer limit;
    }

    @Override
    public void run() {
        if (input == null) {
            throw new BadInputException("Nothing to ingest is named. Maybe give one signal (--model M --source reddit"
                    + " --url U --snippet S --sentiment positive) or a file of them (--from sentiment.yaml).");
        }
        Signal signal = input.signal;
        Facts fromFile = input.signals == null ? Facts.ofSentiment(List.of()) : read(input.signals);
        RecordedFacts recorded = modelintel.withStore(store -> {
            Facts facts = signal == null
                    ? fromFile
                    : Facts.ofSentiment(List.of(toSignal(signal, modelintel.resolve(store, signal.model))));
            return store.evidence().record(facts);
        });
        modelintel.print(Rendering.render(Documents.recordedFacts(recorded), format.format(), "ingest"));
    }

    private Facts read(Signals signals) {
        OptionalInt limit = signals.limit == null ? OptionalInt.empty() : OptionalInt.of(signals.limit);
        return SentimentFile.read(FeedContent.at(signals.from), limit, modelintel.now());
    }

    private SentimentSignal toSignal(Signal signal, ModelId model) {
        try {
            return new SentimentSignal(
                    model,
                    signal.source,
                    signal.url,
                    signal.title,
                    signal.snippet,
                    signal.sentiment,
                    new TreeMap<>(signal.tags),
                    modelintel.now());
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
