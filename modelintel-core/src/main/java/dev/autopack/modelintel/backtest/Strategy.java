package dev.autopack.modelintel.backtest;

import java.util.Locale;

/** A rule that picks the model to serve, in the order of the report. */
public enum Strategy {
    /** The engine, where every model competes. */
    ENGINE,
    /** The engine under the plan's rule of candidates. */
    ENGINE_PLAN_RULE,
    /** The model that serves now. */
    KEEP_CURRENT,
    /** The lowest price of a typical task's tokens. */
    CHEAPEST_PRICE,
    /** The highest mean standing in the public benchmarks. */
    BEST_BENCHMARK,
    /** The highest success rate among the tried. */
    MOST_SUCCESSFUL_TRIED,
    /** The highest posterior value among the tried: Jeffreys' mean of the rate times the worth, less the mean cost. */
    BEST_POSTERIOR_TRIED,
    /** The plan's weighted sum with plain steps for each part. */
    PLAN_FORMULA,
    /** The best of the tried by everything in the file: nobody who keeps to the tried does better by skill. */
    ORACLE_TRIED,
    /** The best of all by everything in the file. */
    ORACLE_ALL;

    /** The name in reports, such as {@code keep_current}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
