package dev.autopack.modelintel.runtime;

import java.util.List;

/** Keeps calls that were logged elsewhere, to be aggregated like an installation's own. */
public interface UsageEventRepository {

    /**
     * Records calls in one transaction. A call that is on record already, by its source and id, is left as it is.
     *
     * @return how many were new
     */
    int record(List<UsageEvent> events);
}
