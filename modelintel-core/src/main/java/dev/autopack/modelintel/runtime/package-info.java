/** What the user's own runs cost and delivered. */
@NullMarked
package dev.autopack.modelintel.runtime;

import org.jspecify.annotations.NullMarked;
