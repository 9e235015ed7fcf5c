/** How good the recommendations would have been: the engine and simpler rules on outcomes of runs that really happened. */
@NullMarked
package dev.autopack.modelintel.backtest;

import org.jspecify.annotations.NullMarked;
