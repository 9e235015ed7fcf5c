package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.NameRule;
import dev.autopack.modelintel.catalog.ProviderName;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A model as a provider offers it, as one source describes it.
 *
 * @param key who offers it under which name
 * @param model the canonical model behind it
 * @param maker who offers the model first hand
 * @param displayName what people call it
 * @param contextWindowTokens the longest input in tokens, positive
 * @param toolUse whether it can call tools
 * @param releasedAt the day of its release
 * @param lifecycle whether it is on its way out
 * @param rule which other raw names mean this offering; empty where the source declares no rule
 * @param sourceUrl where it was read
 */
public record Offering(
        Key key,
        ModelId model,
        String maker,
        String displayName,
        Optional<Integer> contextWindowTokens,
        Optional<Boolean> toolUse,
        Optional<LocalDate> releasedAt,
        Lifecycle lifecycle,
        Optional<NameRule> rule,
        Optional<String> sourceUrl) {

    /** @throws IllegalArgumentException if a name is blank or the context window is not positive */
    public Offering {
        if (maker.isBlank() || displayName.isBlank()) {
            throw new IllegalArgumentException("The maker or the display name of " + key + " is blank.");
        }
        contextWindowTokens.ifPresent(tokens -> {
            if (tokens <= 0) {
                throw new IllegalArgumentException(
                        "The context window of " + key + " is " + tokens + "; it must be positive.");
            }
        });
    }

    /** Whether the model's maker itself offers it. */
    public boolean firstHand() {
        return ProviderName.maker(key.provider()).equals(maker);
    }

    /**
     * What tells offerings apart.
     *
     * @param provider who offers it, such as {@code openrouter}
     * @param name the name it has there, such as {@code z-ai/glm-4.6}
     */
    public record Key(String provider, String name) implements Comparable<Key> {

        /** @throws IllegalArgumentException if one is blank */
        public Key {
            if (provider.isBlank() || name.isBlank()) {
                throw new IllegalArgumentException(
                        "An offering lacks its provider or name: '" + provider + "', '" + name + "'.");
            }
        }

        @Override
        public int compareTo(Key other) {
            int byProvider = provider.compareTo(other.provider);
            return byProvider != 0 ? byProvider : name.compareTo(other.name);
        }

        @Override
        public String toString() {
            return provider + "/" + name;
        }
    }
}
