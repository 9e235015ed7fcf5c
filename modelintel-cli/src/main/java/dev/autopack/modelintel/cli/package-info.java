/** The command line: a command parses, calls one thing and prints. */
@NullMarked
package dev.autopack.modelintel.cli;

import org.jspecify.annotations.NullMarked;
