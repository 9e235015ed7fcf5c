package dev.autopack.modelintel.pricing;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tokens of one request by kind.
 *
 * @param tokens numbers of tokens from 0; a narrower kind's tokens are counted in the wider ones too, so that
 *     {@link Meter#INPUT} has all tokens sent
 * @param service at which service they were used
 */
public record Usage(SortedMap<Meter, Long> tokens, Service service) {

    /** @throws IllegalArgumentException if a number is negative */
    public Usage {
        tokens.forEach((meter, number) -> {
            if (number < 0) {
                throw new IllegalArgumentException(
                        "There are " + number + " " + meter.label() + " tokens; it must be a number from 0.");
            }
        });
        tokens = Collections.unmodifiableSortedMap(new TreeMap<>(tokens));
    }

    public static Usage of(Map<Meter, Long> tokens) {
        return new Usage(new TreeMap<>(tokens), Service.STANDARD);
    }

    /** Tokens of a kind; a kind that was not counted has none. */
    public long of(Meter meter) {
        Long number = tokens.get(meter);
        return number == null ? 0 : number;
    }
}
