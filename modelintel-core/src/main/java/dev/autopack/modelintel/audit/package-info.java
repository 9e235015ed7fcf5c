/**
 * Finds the names of models in text: those that the catalog knows, and those that look like them. Works on bytes that
 * somebody else has read.
 */
@NullMarked
package dev.autopack.modelintel.audit;

import org.jspecify.annotations.NullMarked;
