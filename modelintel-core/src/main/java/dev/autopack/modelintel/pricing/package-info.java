/** What tokens cost. */
@NullMarked
package dev.autopack.modelintel.pricing;

import org.jspecify.annotations.NullMarked;
