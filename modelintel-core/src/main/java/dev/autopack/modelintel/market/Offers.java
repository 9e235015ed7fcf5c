package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.CanonicalName;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.catalog.ProviderName;
import dev.autopack.modelintel.catalog.Resolution;
import dev.autopack.modelintel.catalog.Resolution.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the offering behind a provider and a raw name. In this order, and the first that finds something decides: an
 * alias, the name that the offering has at the provider, the rules that the source declares for it, the canonical spelling of the
 * model. A provider that passes on another's models is asked for its own first.
 */
final class Offers {

    private final ModelNames names;
    private final Map<ModelId, String> makers;
    private final Map<String, List<Offering>> byProvider;

    Offers(ModelNames names, Collection<Offering> offerings, Map<ModelId, String> makers) {
        this.names = names;
        this.makers = makers;
        this.byProvider = offerings.stream()
                .collect(Collectors.groupingBy(offering -> offering.key().provider()));
    }

    /** The offering of a name at a provider. */
    Offer at(String provider, String rawName) {
        List<String> asked = new ArrayList<>(List.of(ProviderName.of(provider)));
        asked.addAll(ProviderName.passedOn(asked.get(0)));
        Optional<ModelId> aliased = aliased(provider, rawName);
        for (String next : asked) {
            Offer offer = aliased.isPresent() ? aliased(next, aliased.get()) : atOne(next, rawName.strip());
            if (offer.match() != Match.UNKNOWN) {
                return offer;
            }
        }
        return ofMaker(asked, rawName)
                .orElseGet(() ->
                        Offer.unknown("nothing that " + provider + " offers is spelled " + CanonicalName.of(rawName)));
    }

    /** A model that its maker is asked for, where no source says under which names its maker offers it. */
    private Optional<Offer> ofMaker(List<String> asked, String rawName) {
        Resolution resolution = names.resolution(rawName);
        return resolution
                .model()
                .filter(model -> makers.containsKey(model) && asked.contains(ProviderName.of(makers.get(model))))
                .map(model -> new Offer(resolution.match(), Optional.of(model), List.of(), resolution.rule()));
    }

    /** The offering of a name whose provider is not said, except perhaps in front of the name. */
    Offer anywhere(String rawName) {
        int slash = rawName.indexOf('/');
        if (names.aliased(rawName).isEmpty()
                && slash > 0
                && byProvider.containsKey(ProviderName.of(rawName.substring(0, slash)))) {
            Offer offer = at(rawName.substring(0, slash), rawName.substring(slash + 1));
            if (offer.match() != Match.UNKNOWN) {
                return offer;
            }
        }
        Resolution resolution = names.resolution(rawName);
        if (resolution.model().isEmpty()) {
            return new Offer(resolution.match(), Optional.empty(), List.of(), resolution.rule());
        }
        ModelId model = resolution.model().get();
        for (String provider : firstHandProviders(model)) {
            Offer offer = atOne(provider, rawName);
            if (offer.model().equals(Optional.of(model))) {
                return new Offer(resolution.match(), offer.model(), offer.keys(), resolution.rule());
            }
        }
        return new Offer(resolution.match(), Optional.of(model), List.of(), resolution.rule());
    }

    /** What the name means by an alias, which goes before all rules; the alias may have the provider in front. */
    private Optional<ModelId> aliased(String provider, String rawName) {
        return names.aliased(provider + "/" + rawName.strip()).or(() -> names.aliased(rawName));
    }

    private Offer aliased(String provider, ModelId model) {
        List<Offering> offerings = byProvider.getOrDefault(provider, List.of()).stream()
                .filter(offering -> offering.model().equals(model))
                .toList();
        return offerings.isEmpty()
                ? Offer.unknown(provider + " is not known to offer " + model)
                : decided(Match.ALIAS, plainest(offerings), "it is an alias");
    }

    private List<String> firstHandProviders(ModelId model) {
        return byProvider.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .anyMatch(offering ->
                                offering.firstHand() && offering.model().equals(model)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private Offer atOne(String provider, String rawName) {
        List<Offering> offerings = byProvider.get(provider);
        if (offerings == null) {
            return Offer.unknown(provider + " is not known to offer anything");
        }
        List<Offering> named = offerings.stream()
                .filter(offering -> isNamed(offering, rawName))
                .toList();
        if (!named.isEmpty()) {
            return decided(Match.EXACT, named, "it is the name at " + provider);
        }
        List<Offering> ruled = offerings.stream()
                .filter(offering ->
                        offering.rule().filter(rule -> rule.matches(rawName)).isPresent())
                .toList();
        if (!ruled.isEmpty()) {
            return decided(Match.RULE, ruled, "the rule of " + ruled.get(0).key() + " matches");
        }
        Resolution resolution = names.resolution(rawName);
        List<Offering> spelled = offerings.stream()
                .filter(offering -> resolution.model().equals(Optional.of(offering.model())))
                .toList();
        return spelled.isEmpty()
                ? Offer.unknown(resolution.rule())
                : decided(
                        resolution.match() == Match.ALIAS ? Match.ALIAS : Match.RULE,
                        plainest(spelled),
                        resolution.rule());
    }

    private static boolean isNamed(Offering offering, String rawName) {
        return offering.key().name().equalsIgnoreCase(rawName);
    }

    private static Offer decided(Match match, List<Offering> offerings, String rule) {
        List<ModelId> models =
                offerings.stream().map(Offering::model).distinct().sorted().toList();
        List<Offering.Key> keys =
                offerings.stream().map(Offering::key).distinct().sorted().toList();
        boolean oneName = keys.stream()
                        .map(key -> key.name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                == 1;
        return models.size() == 1 && oneName
                ? new Offer(match, Optional.of(models.get(0)), keys, rule)
                : new Offer(Match.AMBIGUOUS, Optional.empty(), keys, rule + " several: " + keys);
    }

    /**
     * Of several names of one model at one provider those that say the least: the name that is the canonical one, else
     * the shortest.
     */
    private static List<Offering> plainest(List<Offering> offerings) {
        int least = offerings.stream().mapToInt(Offers::distance).min().orElseThrow();
        return offerings.stream()
                .filter(offering -> distance(offering) == least)
                .toList();
    }

    private static int distance(Offering offering) {
        return ReferenceName.distance(offering.key().name(), offering.model());
    }
}
