package dev.autopack.modelintel.pricing;

/** Tokens were counted so that a kind has more of them than the kind that it is within. */
public class InconsistentUsageException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InconsistentUsageException(Meter meter, Usage usage) {
        super("The tokens contradict each other: " + usage.of(meter) + " " + meter.label()
                + " tokens are fewer than those counted within them. Maybe they lack the cached ones.");
    }
}
