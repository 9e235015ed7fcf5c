/** A stored answer given again: whether it is the same to the last bit, and if not, what became different. */
@NullMarked
package dev.autopack.modelintel.replay;

import org.jspecify.annotations.NullMarked;
