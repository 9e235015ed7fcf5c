/** All that is known as of an instant, as one immutable value, and the port it comes through. */
@NullMarked
package dev.autopack.modelintel.evidence;

import org.jspecify.annotations.NullMarked;
