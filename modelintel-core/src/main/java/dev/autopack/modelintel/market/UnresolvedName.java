package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.Resolution;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A raw name that leads to no model, so that a person has to say what it means.
 *
 * @param name the name
 * @param seenIn where it was read, such as {@code telemetry} or {@code aider}
 * @param calls how many calls of the last statistics go by it; empty where it is in none
 * @param resolution how far the catalog got with it
 */
public record UnresolvedName(String name, SortedSet<String> seenIn, Optional<Long> calls, Resolution resolution) {}
