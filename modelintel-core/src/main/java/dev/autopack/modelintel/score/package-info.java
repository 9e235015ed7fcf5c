/** How good a model is for a use case, as a score that explains itself. */
@NullMarked
package dev.autopack.modelintel.score;

import org.jspecify.annotations.NullMarked;
