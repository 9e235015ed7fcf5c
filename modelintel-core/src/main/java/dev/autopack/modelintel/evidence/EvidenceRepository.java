package dev.autopack.modelintel.evidence;

import dev.autopack.modelintel.catalog.ModelNames;
import java.time.Instant;

/** Keeps facts, and gives back all that was known at an instant. */
public interface EvidenceRepository {

    /**
     * Records facts in one transaction. Recording the same facts again, or twice at once, changes nothing.
     *
     * <p>A price is never overwritten. Of the prices that one source states for one model and one date, a changed one
     * is kept beside the earlier and holds from when it was read; without a stated date a price is kept only if it
     * differs from the latest of its source. A benchmark figure or signal that changed is updated in place.
     *
     * @throws UnknownModelException if a benchmark figure, signal, price or alias is about a model that neither the
     *     facts nor the catalog have
     */
    RecordedFacts record(Facts facts);

    /**
     * What was known at an instant: prices in effect by then, benchmark figures and signals read by then, and the
     * statistics of the window that ended last by then.
     */
    Evidence asOf(Instant asOf);

    /** The names that the catalog knows. */
    ModelNames names();
}
