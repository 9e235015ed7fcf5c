package dev.autopack.modelintel.store;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be reached, or refuses. The message is one line that names the database without its password, says
 * why, and what may help.
 */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
