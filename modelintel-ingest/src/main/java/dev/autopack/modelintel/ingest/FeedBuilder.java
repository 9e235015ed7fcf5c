package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.catalog.CanonicalName;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ProviderName;
import dev.autopack.modelintel.market.Feed;
import dev.autopack.modelintel.market.Feed.Refused;
import dev.autopack.modelintel.market.OfferedPrice;
import dev.autopack.modelintel.market.Offering;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.RateCard;
import dev.autopack.modelintel.pricing.Service;
import dev.autopack.modelintel.pricing.Tariff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Collects what a feed states, and what of it is refused, record by record. */
final class FeedBuilder {

    private final String source;
    private final FeedContent content;
    private final String fingerprint;
    private final Instant now;
    private final Providers makers = Providers.byNamingConvention();
    private final Map<Offering.Key, Offering> offerings = new LinkedHashMap<>();
    private final List<OfferedPrice> prices = new ArrayList<>();
    private final List<BenchmarkResult> benchmarks = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();

    FeedBuilder(String source, FeedContent content, String fingerprint, Instant now) {
        this.source = source;
        this.content = content;
        this.fingerprint = fingerprint;
        this.now = now;
    }

    Optional<String> url() {
        return content.url();
    }

    Instant now() {
        return now;
    }

    /**
     * Makes something of a record; if that is impossible the record is refused with the reason.
     *
     * @param name what the record is called: in a file of one line its place says little
     */
    <T> Optional<T> attempt(Position at, String name, Supplier<T> making) {
        try {
            return Optional.of(making.get());
        } catch (BadInputException | IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            String place = at.file() + ":";
            refuse(
                    at,
                    name,
                    reason.startsWith(place) ? reason.replaceFirst(Pattern.quote(place) + "\\d+: ", "") : reason);
            return Optional.empty();
        }
    }

    void refuse(Position at, String name, String reason) {
        refused.add(new Refused(at.toString(), Printable.line(name + ": " + reason)));
    }

    /**
     * Takes an offering. One that the provider has under the same name already is refused.
     *
     * @return whether it was taken
     */
    boolean offer(Position at, Offering offering) {
        boolean isNew = offerings.putIfAbsent(offering.key(), offering) == null;
        if (!isNew) {
            refuse(at, offering.key().toString(), "is listed twice; the first one was taken.");
        }
        return isNew;
    }

    void price(OfferedPrice price) {
        prices.add(price);
    }

    void benchmark(BenchmarkResult result) {
        benchmarks.add(result);
    }

    List<Offering> offerings() {
        return List.copyOf(offerings.values());
    }

    /** Who makes a model: by how its name begins, else as the source hints. */
    String maker(ModelId model, String hint) {
        return makers.of(model).orElseGet(() -> ProviderName.maker(ProviderName.of(hint)));
    }

    /** The canonical model behind a raw name. */
    static ModelId model(String rawName) {
        return ModelId.of(CanonicalName.of(rawName));
    }

    /**
     * Refuses a price of 0 for both what is sent and what is received: it says free as well as unknown or part of a
     * subscription.
     */
    static void refuseNothing(Tariff tariff) {
        RateCard card = tariff.cards().get(Service.STANDARD);
        boolean nothing = card != null
                && card.rates().entrySet().stream()
                        .filter(entry -> entry.getKey() == Meter.INPUT || entry.getKey() == Meter.OUTPUT)
                        .allMatch(entry -> entry.getValue().base().signum() == 0);
        if (nothing) {
            throw new IllegalArgumentException("its price is 0, which may mean free, unknown or a subscription");
        }
    }

    Feed feed() {
        return new Feed(
                source,
                content.url(),
                content.validators(),
                now,
                fingerprint,
                offerings(),
                prices,
                benchmarks,
                refused);
    }
}
