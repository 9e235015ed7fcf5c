/** What a model is and what it is called. */
@NullMarked
package dev.autopack.modelintel.catalog;

import org.jspecify.annotations.NullMarked;
