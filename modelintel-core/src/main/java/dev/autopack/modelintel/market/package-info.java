/** What the market offers: who sells which model at which price, since when, and who says so. */
@NullMarked
package dev.autopack.modelintel.market;

import org.jspecify.annotations.NullMarked;
