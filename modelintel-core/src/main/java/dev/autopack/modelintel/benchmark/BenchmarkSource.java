package dev.autopack.modelintel.benchmark;

/** Who measured a benchmark figure. */
public enum BenchmarkSource {
    /** The model's own vendor. */
    OFFICIAL,
    /** The LMSYS arena. */
    LMSYS,
    /** Anybody else, such as the benchmark's authors. */
    THIRD_PARTY
}
