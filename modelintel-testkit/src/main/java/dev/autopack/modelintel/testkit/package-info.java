/** Test support for whoever implements or uses a port of modelintel: databases, generated domain values, contracts. */
@NullMarked
package dev.autopack.modelintel.testkit;

import org.jspecify.annotations.NullMarked;
