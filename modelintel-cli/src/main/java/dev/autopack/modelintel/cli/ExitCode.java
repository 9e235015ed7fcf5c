package dev.autopack.modelintel.cli;

/** What the program tells its caller. */
final class ExitCode {

    static final int DONE = 0;
    /** Done, and found what the user asked to fail on. */
    static final int FOUND = 1;
    /** Wrong usage or bad input; nothing was written. */
    static final int BAD_INPUT = 2;
    /** The database cannot be reached, or refuses. */
    static final int DATABASE = 3;

    static final int INTERNAL = 4;

    private ExitCode() {}
}
