package dev.autopack.modelintel.cli;

/**
 * A configuration of {@link java.util.logging} without any handler: what the libraries log is for {@code --verbose}.
 *
 * <p>It is named and not applied, because to ask for one logger opens every jar of the class path, and most commands
 * never log.
 */
public final class SilentLibraries {

    /** Called when the first library logs. */
    public SilentLibraries() {}
}
