/** Which models may be considered for a use case, and why the others may not. */
@NullMarked
package dev.autopack.modelintel.candidate;

import org.jspecify.annotations.NullMarked;
