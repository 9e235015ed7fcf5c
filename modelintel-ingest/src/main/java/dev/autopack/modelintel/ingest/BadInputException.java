package dev.autopack.modelintel.ingest;

/**
 * A file or an argument cannot be used. The message is one line that names the file and the line, or the argument, and
 * what to do.
 */
public class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what, where and what to do; whatever would break the line or hide text in a terminal is escaped */
    public BadInputException(String message) {
        super(Printable.line(message));
    }

    /**
     * @param message what, where and what to do; whatever would break the line or hide text in a terminal is escaped
     * @param cause what led to it
     */
    public BadInputException(String message, Throwable cause) {
        super(Printable.line(message), cause);
    }
}
