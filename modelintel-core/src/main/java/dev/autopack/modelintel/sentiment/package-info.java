/** What the community says. It supports a recommendation and never decides one. */
@NullMarked
package dev.autopack.modelintel.sentiment;

import org.jspecify.annotations.NullMarked;
