package dev.autopack.modelintel.evidence;

/**
 * A fact and the id of the row that keeps it, so that every number can be traced.
 *
 * @param <T> the kind of fact
 * @param id the row's id within the facts of its kind
 * @param fact the fact
 */
public record Row<T>(long id, T fact) {}
