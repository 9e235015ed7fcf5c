/** What is expected of a model in a use case, how sure that is, and the score that follows from it. */
@NullMarked
package dev.autopack.modelintel.score;

import org.jspecify.annotations.NullMarked;
