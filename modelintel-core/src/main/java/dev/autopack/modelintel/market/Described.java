package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A model as all sources together describe it. Every field is that of the first source that has one: first hand before
 * second hand, then by trust, then by name. Its end is told by what stands for the model itself, so that the end of an
 * old snapshot is not that of the model.
 *
 * @param model its specification
 * @param lifecycle its end
 */
public record Described(Model model, Lifecycle lifecycle) {

    /**
     * An offering and who describes it.
     *
     * @param source the source
     * @param offering the offering
     */
    public record Listing(String source, Offering offering) {}

    /**
     * Describes a model.
     *
     * @param listings every source's description of its offerings, at least one
     */
    public static Described of(ModelId id, Collection<Listing> listings, Trust trust) {
        Comparator<Listing> order = Comparator.<Listing, Boolean>comparing(
                        listing -> !listing.offering().firstHand())
                .thenComparing(Listing::source, trust.comparator())
                .thenComparingInt(listing ->
                        ReferenceName.distance(listing.offering().key().name(), id))
                .thenComparing(listing -> listing.offering().key());
        List<Offering> sorted =
                listings.stream().sorted(order).map(Listing::offering).toList();
        Offering first = sorted.get(0);
        Model model = new Model(
                id,
                first.maker(),
                id.family(),
                first.displayName(),
                first(sorted, Offering::contextWindowTokens),
                first(sorted, Offering::toolUse),
                first(sorted, Offering::releasedAt),
                false,
                first(sorted, Offering::sourceUrl));
        Set<Listing> references = references(listings);
        List<Lifecycle> ends = listings.stream()
                .filter(references::contains)
                .sorted(order)
                .map(listing -> listing.offering().lifecycle())
                .toList();
        return new Described(model, Lifecycle.merged(ends));
    }

    /** Of each source and model the one listing that stands for the model itself: first hand, under its plainest name. */
    public static Set<Listing> references(Collection<Listing> listings) {
        Map<List<Object>, Listing> plainest = new HashMap<>();
        for (Listing listing : listings) {
            if (listing.offering().firstHand()) {
                plainest.merge(
                        List.of(listing.source(), listing.offering().model()),
                        listing,
                        (one, other) -> PLAINEST_LAST.compare(one, other) < 0 ? other : one);
            }
        }
        return new HashSet<>(plainest.values());
    }

    /** Of equally plain names the later one, which has the later date. */
    private static final Comparator<Listing> PLAINEST_LAST = Comparator.<Listing>comparingInt(
                    listing -> -ReferenceName.distance(
                            listing.offering().key().name(), listing.offering().model()))
            .thenComparing(listing -> listing.offering().key());

    private static <F, T> Optional<T> first(List<F> sources, Function<F, Optional<T>> field) {
        return sources.stream().map(field).flatMap(Optional::stream).findFirst();
    }
}
