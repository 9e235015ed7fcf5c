package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.catalog.ProviderName;
import dev.autopack.modelintel.pricing.Cost;
import dev.autopack.modelintel.pricing.InconsistentUsageException;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.pricing.Usage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is on offer and what it costs, as known at an instant: immutable, complete, a plain value. */
public final class Market {

    private final Offers offers;
    private final Trust trust;
    private final Map<Offering.Key, List<MarketPrice>> ofOffering;
    private final Map<ModelId, List<MarketPrice>> ofModel;
    private final Map<ModelId, List<Offering>> offerings;
    private final List<Discount> discounts;
    private final Map<ModelId, String> makers;

    private Market(
            ModelNames names,
            Collection<Offering> offerings,
            Collection<MarketPrice> prices,
            Collection<Discount> discounts,
            Map<ModelId, String> makers,
            Trust trust) {
        this.discounts = List.copyOf(discounts);
        this.makers = Map.copyOf(makers);
        this.offers = new Offers(names, offerings, this.makers);
        this.trust = trust;
        this.ofOffering = prices.stream()
                .filter(price -> price.offering().isPresent())
                .collect(Collectors.groupingBy(price -> price.offering().orElseThrow()));
        this.ofModel = prices.stream().collect(Collectors.groupingBy(MarketPrice::model));
        this.offerings = offerings.stream().collect(Collectors.groupingBy(Offering::model));
    }

    /**
     * @param names what models are called
     * @param offerings every source's description of every offering
     * @param prices every price on record that was known
     * @param discounts what the user has negotiated
     * @param makers who offers each model first hand
     * @param trust which source wins
     */
    public static Market of(
            ModelNames names,
            Collection<Offering> offerings,
            Collection<MarketPrice> prices,
            Collection<Discount> discounts,
            Map<ModelId, String> makers,
            Trust trust) {
        return new Market(names, offerings, prices, discounts, makers, trust);
    }

    /** Every price of the model on record, of all offerings and sources. */
    public List<MarketPrice> pricesOf(ModelId model) {
        return listed(ofModel, model);
    }

    /** Every source's description of every offering of the model. */
    public List<Offering> offeringsOf(ModelId model) {
        return listed(offerings, model);
    }

    /** The model that a raw name means; empty if it is unknown or ambiguous. */
    public Optional<ModelId> modelOf(String rawName) {
        return offers.anywhere(rawName).model();
    }

    /**
     * What tokens cost: the one place where an offering, tokens and an instant become a cost.
     *
     * @param provider who was asked; without one the model's maker
     * @param rawName what the model was called
     * @param usage the tokens
     * @param at when they were used
     */
    public Quote quote(Optional<String> provider, String rawName, Usage usage, Instant at) {
        Offer offer = provider.isPresent() ? offers.at(provider.get(), rawName) : offers.anywhere(rawName);
        Optional<MarketPrice> price = trust.inForce(pricesOf(offer).toList(), at);
        if (price.isEmpty()) {
            return unpriced(offer, price, reasonWithoutPrice(offer, at));
        }
        try {
            Optional<Discount> discount = discount(offer, price.get(), at);
            Optional<Cost> cost = price.get()
                    .tariff()
                    .cost(usage, at)
                    .map(list ->
                            discount.map(terms -> list.times(terms.remainder())).orElse(list));
            return cost.isPresent()
                    ? new Quote(offer.match(), offer.model(), offer.rule(), price, discount, cost, Optional.empty())
                    : unpriced(offer, price, "the price does not cover what was used");
        } catch (InconsistentUsageException e) {
            return unpriced(offer, price, String.valueOf(e.getMessage()));
        }
    }

    /**
     * How a model of a configuration stands against what others say of it.
     *
     * @param rawName what the configuration calls it
     * @param configured the price that the configuration states
     */
    public Drift drift(String rawName, Optional<Price> configured, Instant at) {
        Offer offer = offers.anywhere(rawName);
        List<MarketPrice> outside =
                pricesOf(offer).filter(price -> price.offering().isPresent()).toList();
        Lifecycle lifecycle = offer.model().map(model -> end(model, offer)).orElse(Lifecycle.CURRENT);
        return new Drift(rawName, offer.model(), configured, trust.inForce(outside, at), lifecycle);
    }

    /** The end of exactly what is named, where sources tell that apart, else that of the model. */
    private Lifecycle end(ModelId model, Offer offer) {
        return Lifecycle.merged(offeringsOf(model).stream()
                .filter(Offering::firstHand)
                .filter(offering -> offer.keys().isEmpty() || offer.keys().contains(offering.key()))
                .map(Offering::lifecycle)
                .toList());
    }

    /** A price that the user states is what he pays. */
    private Optional<Discount> discount(Offer offer, MarketPrice price, Instant at) {
        return price.isOwn()
                ? Optional.empty()
                : offer.model().flatMap(model -> Discount.inForce(discounts, model, providers(offer, model), at));
    }

    private Set<String> providers(Offer offer, ModelId model) {
        return offer.keys().isEmpty()
                ? Optional.ofNullable(makers.get(model))
                        .map(ProviderName::atFirstHand)
                        .map(Set::of)
                        .orElse(Set.of())
                : offer.keys().stream().map(Offering.Key::provider).collect(Collectors.toSet());
    }

    private Stream<MarketPrice> pricesOf(Offer offer) {
        Stream<MarketPrice> offered = offer.model().isEmpty()
                ? Stream.empty()
                : offer.keys().stream().flatMap(key -> listed(ofOffering, key).stream());
        Stream<MarketPrice> own = offer.model().filter(model -> isFirstHand(offer)).stream()
                .flatMap(model -> listed(ofModel, model).stream())
                .filter(price -> price.offering().isEmpty() && price.onlyAt().isEmpty());
        Stream<MarketPrice> there = offer.model().stream()
                .flatMap(model -> listed(ofModel, model).stream()
                        .filter(price -> price.onlyAt()
                                .filter(providers(offer, model)::contains)
                                .isPresent()));
        return Stream.of(offered, own, there).flatMap(prices -> prices);
    }

    /** A price of the model itself is one of its maker. */
    private boolean isFirstHand(Offer offer) {
        return offer.keys().isEmpty()
                || offer.model()
                        .map(model -> listed(offerings, model).stream()
                                .anyMatch(offering ->
                                        offering.firstHand() && offer.keys().contains(offering.key())))
                        .orElse(false);
    }

    private String reasonWithoutPrice(Offer offer, Instant at) {
        if (offer.model().isEmpty()) {
            return offer.rule();
        }
        List<MarketPrice> prices = pricesOf(offer).toList();
        if (prices.isEmpty()) {
            return "no source has a price of it";
        }
        return prices.stream().noneMatch(MarketPrice::counts)
                ? "its prices are in quarantine"
                : "no price of it was in effect at " + at;
    }

    private static Quote unpriced(Offer offer, Optional<MarketPrice> price, String reason) {
        return new Quote(
                offer.match(),
                offer.model(),
                offer.rule(),
                price,
                Optional.empty(),
                Optional.empty(),
                Optional.of(reason));
    }

    private static <K, V> List<V> listed(Map<K, List<V>> lists, K key) {
        List<V> list = lists.get(key);
        return list == null ? List.of() : list;
    }
}
