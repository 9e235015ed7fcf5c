package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.RecordedFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what sources state of the market, and gives it back. */
public interface MarketRepository {

    /**
     * Records feeds in one transaction: all of them or none. Recording the same content again, or twice at once, changes
     * nothing; the order of feeds of different sources does not matter.
     *
     * @param allowShrink whether to take a feed that has lost more than 30 % of the models that its source had last
     *     time
     * @return what each changed, in their order
     * @throws ShrunkFeedException if one has, and that is not allowed
     */
    List<RecordedFacts> record(List<Feed> feeds, boolean allowShrink);

    /** When and where each source was read last. */
    Map<String, FeedReading> lastReadings();

    /**
     * Notes that a source was read again and states what it stated before: that confirms its prices. One that has been
     * recorded with another content meanwhile is left alone.
     *
     * @param same where it was read now, and when it was new
     */
    void seenAgain(String source, FeedReading same, Instant now);

    /** What was on offer, and known, at an instant. */
    Market asOf(Instant asOf);

    /**
     * Makes a quarantined price count, and says who confirmed it.
     *
     * @return whether there is such a price
     */
    boolean confirm(long priceId, String by);

    /**
     * Makes what a user says of the market hold, in one transaction. An alias that is no longer there is forgotten; a price
     * or discount that is no longer there ends now. A model that only leaderboards know and that an alias now means another
     * by gives its figures to that one.
     *
     * @throws dev.autopack.modelintel.evidence.UnknownModelException if something is about a model that the catalog does
     *     not have
     */
    RecordedFacts adopt(OwnTerms terms, Instant now);

    /** Notes which raw names a source uses, beside those of earlier times, so that those that mean nothing can be listed. */
    void noteNames(String source, Set<String> names, Instant now);

    /** Raw names that mean no model or several, or one that is known by its name alone. */
    List<UnresolvedName> unresolved();

    /** The models that somebody offers, defines or prices. */
    Set<ModelId> offered();

    /** The models that are deprecated or gone at an instant, as far as that was known then. */
    Map<ModelId, EndOfLife> ends(Instant asOf);
}
