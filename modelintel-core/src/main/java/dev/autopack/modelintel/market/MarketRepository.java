package dev.autopack.modelintel.market;

import dev.autopack.modelintel.evidence.RecordedFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps what sources state of the market, and gives it back. */
public interface MarketRepository {

    /**
     * Records a feed in one transaction. Recording the same content again, or twice at once, changes nothing; the order
     * in which feeds of different sources are recorded does not matter.
     *
     * @param allowShrink whether to take a feed that has lost more than 30 % of the models that its source had last
     *     time
     * @throws ShrunkFeedException if it has, and that is not allowed
     */
    RecordedFacts record(Feed feed, boolean allowShrink);

    /** When and where a source was read last; empty if it never was. */
    Optional<FeedReading> lastReading(String source);

    /** What was on offer, and known, at an instant. */
    Market asOf(Instant asOf);

    /**
     * Makes a quarantined price count, and says who confirmed it.
     *
     * @return whether there is such a price
     */
    boolean confirm(long priceId, String by);

    /** Sets which source wins where several state a price, the most trusted first. */
    void trust(List<String> sources);
}
