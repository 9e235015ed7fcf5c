package dev.autopack.modelintel.pricing;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of token that can have a price of its own. Kinds overlap: tokens read from the cache are input tokens too, and
 * are counted in both. A kind is within another if it has all of its traits.
 */
public enum Meter {
    /** All tokens sent, cached ones included. */
    INPUT(Trait.SENT),
    CACHE_READ(Trait.SENT, Trait.READ),
    /** Written to the cache, for whatever time. */
    CACHE_WRITE(Trait.SENT, Trait.WRITTEN),
    /** Written to the cache for an hour. */
    CACHE_WRITE_1H(Trait.SENT, Trait.WRITTEN, Trait.HOUR),
    INPUT_AUDIO(Trait.SENT, Trait.AUDIO),
    CACHE_AUDIO_READ(Trait.SENT, Trait.READ, Trait.AUDIO),
    INPUT_IMAGE(Trait.SENT, Trait.IMAGE),
    CACHE_IMAGE_READ(Trait.SENT, Trait.READ, Trait.IMAGE),
    INPUT_VIDEO(Trait.SENT, Trait.VIDEO),
    CACHE_VIDEO_READ(Trait.SENT, Trait.READ, Trait.VIDEO),
    /** All tokens received, reasoning included. */
    OUTPUT(Trait.RECEIVED),
    OUTPUT_REASONING(Trait.RECEIVED, Trait.REASONING),
    OUTPUT_CITATION(Trait.RECEIVED, Trait.CITATION),
    OUTPUT_AUDIO(Trait.RECEIVED, Trait.AUDIO),
    OUTPUT_IMAGE(Trait.RECEIVED, Trait.IMAGE),
    OUTPUT_VIDEO(Trait.RECEIVED, Trait.VIDEO);

    private enum Trait {
        SENT,
        RECEIVED,
        READ,
        WRITTEN,
        HOUR,
        REASONING,
        CITATION,
        AUDIO,
        IMAGE,
        VIDEO
    }

    private final ImmutableSet<Trait> traits;

    Meter(Trait first, Trait... others) {
        this.traits = Sets.immutableEnumSet(first, others);
    }

    /** Its name in files and options, such as {@code cache_read}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that label; empty where there is none. */
    public static Optional<Meter> of(String label) {
        for (Meter meter : values()) {
            if (meter.label().equals(label)) {
                return Optional.of(meter);
            }
        }
        return Optional.empty();
    }

    /** Whether the tokens are sent, not received. */
    public boolean isInput() {
        return traits.contains(Trait.SENT);
    }

    /** Whether every token of this kind is one of the other kind; each kind is within itself. */
    boolean isWithin(Meter other) {
        return traits.containsAll(other.traits);
    }

    /** The greater of two kinds of which one is within the other is the narrower one. */
    int narrowness() {
        return traits.size();
    }

    /** The kind of all tokens sent, or of all received. */
    Meter whole() {
        return isInput() ? INPUT : OUTPUT;
    }
}
