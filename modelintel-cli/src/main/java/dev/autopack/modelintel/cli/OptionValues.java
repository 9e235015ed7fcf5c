package dev.autopack.modelintel.cli;

import com.google.common.base.Splitter;
import dev.autopack.modelintel.ingest.Printable;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.usecase.ScoringWeights;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options that are more than a text or a number. */
final class OptionValues {

    private static final int LONGEST_TEXT = 2000;

    private OptionValues() {}

    /** A text that is fit for terminals and reports: nothing invisible in it, nothing that steers a terminal. */
    static String text(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new TypeConversionException(
                    "has " + text.length() + " characters. Maybe shorten it to " + LONGEST_TEXT);
        }
        text.codePoints()
                .filter(c -> c != '\n' && c != '\t' && Printable.breaksOrHides(c))
                .findFirst()
                .ifPresent(c -> {
                    throw new TypeConversionException(String.format(
                            Locale.ROOT, "%s has the character U+%04X. Maybe remove it", Printable.quote(text), c));
                });
        return text;
    }

    /** An instant, or a date for its beginning in UTC. */
    static Instant instant(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no instant. Maybe write it like 2026-08-25T00:00:00Z or 2026-08-25.");
        }
    }

    static UseCaseId useCaseId(String text) {
        try {
            return new UseCaseId(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** Such as {@code price=0.3,benchmark=0.4,runtime=0.25,sentiment=0.05}. */
    static ScoringWeights weights(String text) {
        Map<ComponentName, Double> weights = new EnumMap<>(ComponentName.class);
        try {
            for (Map.Entry<String, String> part :
                    Splitter.on(',').withKeyValueSeparator('=').split(text).entrySet()) {
                weights.put(
                        ComponentName.valueOf(part.getKey().strip().toUpperCase(Locale.ROOT)),
                        Double.valueOf(part.getValue()));
            }
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text
                    + "' are no weights. Maybe write them like price=0.35,benchmark=0.4,runtime=0.2,sentiment=0.05.");
        }
        try {
            return new ScoringWeights(
                    required(weights, ComponentName.PRICE),
                    required(weights, ComponentName.BENCHMARK),
                    required(weights, ComponentName.RUNTIME),
                    required(weights, ComponentName.SENTIMENT));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static double required(Map<ComponentName, Double> weights, ComponentName name) {
        Double weight = weights.get(name);
        if (weight == null) {
            throw new IllegalArgumentException(
                    "The weight of " + name.label() + " is missing. Maybe give it as 0: all four are needed.");
        }
        return weight;
    }
}
