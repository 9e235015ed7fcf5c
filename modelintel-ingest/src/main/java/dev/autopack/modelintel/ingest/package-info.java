/**
 * Adapters for outside formats: bytes in, facts and refusals out. Everything that is wrong with a file is a
 * {@link dev.autopack.modelintel.ingest.BadInputException} of one line; nothing here writes a file or a database.
 */
@NullMarked
package dev.autopack.modelintel.ingest;

import org.jspecify.annotations.NullMarked;
