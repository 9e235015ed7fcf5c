package dev.autopack.modelintel.score;

import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import dev.autopack.modelintel.sentiment.SentimentSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the community makes of a model.
 *
 * @param value from −1, blame everywhere, to 1, praise everywhere
 * @param signals how many signals it rests on
 * @param rows ids of the signals
 */
public record Tone(double value, int signals, List<Long> rows) {

    /** Assumed neutral signals of each source: ten posts of one place say little more than five. */
    private static final double ASSUMED_NEUTRAL = 2;

    public Tone {
        rows = List.copyOf(rows);
    }

    /**
     * The tone of the signals: in each source the sum of their tones (+1, 0, −1) over their number plus
     * {@value #ASSUMED_NEUTRAL}; of these the mean over all sources by weight, a silent source counting as neutral. So a
     * source that says the same over and over cannot outweigh the others.
     */
    static Optional<Tone> of(List<Row<SentimentSignal>> signals) {
        if (signals.isEmpty()) {
            return Optional.empty();
        }
        Map<SentimentSource, double[]> bySource = new EnumMap<>(SentimentSource.class);
        for (Row<SentimentSignal> row : signals) {
            double[] sumAndCount = bySource.computeIfAbsent(row.fact().source(), source -> new double[2]);
            sumAndCount[0] += 2 * row.fact().sentiment().polarity() - 1;
            sumAndCount[1]++;
        }
        double sum = 0;
        double total = 0;
        for (SentimentSource source : SentimentSource.values()) {
            double[] sumAndCount = bySource.get(source);
            total += weight(source);
            if (sumAndCount != null) {
                sum += weight(source) * sumAndCount[0] / (sumAndCount[1] + ASSUMED_NEUTRAL);
            }
        }
        return Optional.of(new Tone(
                sum / total, signals.size(), signals.stream().map(Row::id).toList()));
    }

    /** Where people write at length of their own use counts in full, a place of short remarks half: an assumption. */
    private static double weight(SentimentSource source) {
        return switch (source) {
            case REDDIT, HN, BLOG -> 1;
            case TWITTER -> 0.5;
        };
    }
}
