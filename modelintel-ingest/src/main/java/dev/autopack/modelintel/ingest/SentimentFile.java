package dev.autopack.modelintel.ingest;

import com.google.common.base.Splitter;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.ingest.Value.Mapping;
import dev.autopack.modelintel.sentiment.Sentiment;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import dev.autopack.modelintel.sentiment.SentimentSource;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Community signals in YAML ({@code .yaml}, {@code .yml}), JSON ({@code .json}) or CSV ({@code .csv}). */
public final class SentimentFile {

    private static final Splitter TAGS = Splitter.on(';').trimResults().omitEmptyStrings();

    private static final String KEY = "sentiment";

    private SentimentFile() {}

    /**
     * Reads a file of signals. All of it must be in order, even what lies beyond the limit.
     *
     * @param limit how many signals to keep, the first ones of the file; not negative
     * @param now when a signal without {@code retrieved_at} was read
     * @throws BadInputException if the limit is negative, the file is missing or malformed, its extension is none of
     *     these, or a signal is incomplete or there twice
     */
    public static Facts read(FeedContent content, OptionalInt limit, Instant now) {
        return facts(Records.read(content.text(), KEY), limit, now);
    }

    private static Facts facts(List<Fields> records, OptionalInt limit, Instant now) {
        if (limit.isPresent() && limit.getAsInt() < 0) {
            throw new BadInputException(
                    "The limit is " + limit.getAsInt() + ". Maybe leave it out to keep all signals.");
        }
        Once once = new Once();
        List<SentimentSignal> signals = new ArrayList<>();
        for (Fields record : records) {
            SentimentSignal signal = signal(record, now);
            once.check(
                    record.at(),
                    "a signal about " + signal.model() + " from this address",
                    List.of(signal.model(), signal.sourceUrl()));
            signals.add(signal);
        }
        return Facts.ofSentiment(signals.subList(0, Math.min(signals.size(), limit.orElse(signals.size()))));
    }

    private static SentimentSignal signal(Fields fields, Instant now) {
        ModelId model = fields.model("model");
        SentimentSource source = fields.choice("source", SentimentSource.values());
        URI url = fields.url("source_url");
        Optional<String> title = fields.optionalText("title");
        String snippet = fields.prose("snippet");
        Sentiment sentiment = fields.choice("sentiment", Sentiment.values());
        SortedMap<String, String> tags =
                fields.optional("tags").map(value -> tags(fields, value)).orElseGet(TreeMap::new);
        Instant retrievedAt = fields.optionalInstant("retrieved_at").orElse(now);
        fields.refuseOthers();
        return fields.made(() -> new SentimentSignal(model, source, url, title, snippet, sentiment, tags, retrievedAt));
    }

    private static SortedMap<String, String> tags(Fields fields, Value value) {
        SortedMap<String, String> tags = new TreeMap<>();
        if (value instanceof Mapping) {
            Fields mapping = fields.fields("tags");
            mapping.keys().forEach(key -> tags.put(key, mapping.text(key)));
            return tags;
        }
        for (String tag : TAGS.split(fields.text("tags"))) {
            String[] pair = tag.split("=", 2);
            if (pair.length < 2 || tags.put(pair[0].strip(), pair[1].strip()) != null) {
                throw fields.bad("tags", "has " + Printable.quote(tag), "write each key once, as key=value;key=value");
            }
        }
        return tags;
    }
}
