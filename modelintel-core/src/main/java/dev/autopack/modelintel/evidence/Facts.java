package dev.autopack.modelintel.evidence;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.sentiment.SentimentSignal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an outside source stated, ready to be recorded together or not at all.
 *
 * @param definitions models whose specification the source states; it replaces what was recorded
 * @param mentions models that the source merely names; recorded only where nothing is known of them
 * @param aliases other names of models
 * @param prices what tokens cost
 * @param benchmarks benchmark figures
 * @param sentiment community signals
 */
public record Facts(
        List<Model> definitions,
        List<Model> mentions,
        List<ModelAlias> aliases,
        List<StatedPrice> prices,
        List<BenchmarkResult> benchmarks,
        List<SentimentSignal> sentiment) {

    public Facts {
        definitions = List.copyOf(definitions);
        mentions = List.copyOf(mentions);
        aliases = List.copyOf(aliases);
        prices = List.copyOf(prices);
        benchmarks = List.copyOf(benchmarks);
        sentiment = List.copyOf(sentiment);
    }

    /**
     * These facts and what another source adds to them: its definitions of models that these do not define, its prices of
     * models that these do not price, and all else that it states. Names are compared without regard to case.
     */
    public Facts completedBy(Facts other) {
        Set<String> defined = names(definitions.stream().map(Model::id));
        Set<String> priced = names(prices.stream().map(price -> price.price().model()));
        return new Facts(
                joined(definitions, other.definitions, model -> !defined.contains(name(model.id()))),
                joined(mentions, other.mentions, model -> true),
                joined(aliases, other.aliases, alias -> true),
                joined(
                        prices,
                        other.prices,
                        price -> !priced.contains(name(price.price().model()))),
                joined(benchmarks, other.benchmarks, result -> true),
                joined(sentiment, other.sentiment, signal -> true));
    }

    private static <T> List<T> joined(List<T> ours, List<T> theirs, Predicate<T> wanted) {
        return Stream.concat(ours.stream(), theirs.stream().filter(wanted)).toList();
    }

    private static Set<String> names(Stream<ModelId> models) {
        return models.map(Facts::name).collect(Collectors.toSet());
    }

    private static String name(ModelId model) {
        return ModelNames.key(model.value());
    }

    public static Facts ofCatalog(
            List<Model> definitions, List<Model> mentions, List<ModelAlias> aliases, List<StatedPrice> prices) {
        return new Facts(definitions, mentions, aliases, prices, List.of(), List.of());
    }

    public static Facts ofBenchmarks(List<BenchmarkResult> benchmarks) {
        return new Facts(List.of(), List.of(), List.of(), List.of(), benchmarks, List.of());
    }

    public static Facts ofSentiment(List<SentimentSignal> sentiment) {
        return new Facts(List.of(), List.of(), List.of(), List.of(), List.of(), sentiment);
    }

    /**
     * A price and the date that its source gives for it.
     *
     * @param price the price; in effect from the stated date, or from when it was read where there is none
     * @param statedEffectiveAt the date that the source gives; empty where it gives none
     */
    public record StatedPrice(Price price, Optional<Instant> statedEffectiveAt) {

        /** @throws IllegalArgumentException if the price does not take effect at the stated date */
        public StatedPrice {
            if (!price.effectiveAt().equals(statedEffectiveAt.orElse(price.retrievedAt()))) {
                throw new IllegalArgumentException("The price of " + price.model() + " takes effect at "
                        + price.effectiveAt() + ", but its source says " + statedEffectiveAt + ".");
            }
        }
    }
}
