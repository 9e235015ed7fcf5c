/** The engine's entry point: use case and evidence in, explained recommendations out. */
@NullMarked
package dev.autopack.modelintel.recommend;

import org.jspecify.annotations.NullMarked;
