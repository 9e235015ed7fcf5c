/** The jobs that models are chosen for. */
@NullMarked
package dev.autopack.modelintel.usecase;

import org.jspecify.annotations.NullMarked;
