/** What public benchmarks measured. */
@NullMarked
package dev.autopack.modelintel.benchmark;

import org.jspecify.annotations.NullMarked;
