package dev.autopack.modelintel.audit;

/** What the catalog says of a name. */
public enum NameStatus {
    /** A model that nobody advises against. */
    CURRENT,
    /** A model that its provider advises against. */
    DEPRECATED,
    /** It looks like a model, but the catalog does not have it. */
    UNKNOWN
}
