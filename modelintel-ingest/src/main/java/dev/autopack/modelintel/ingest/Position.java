package dev.autopack.modelintel.ingest;

/**
 * A place in a file.
 *
 * @param file the file as its reader calls it
 * @param line from 1
 * @param column from 1
 */
record Position(String file, int line, int column) {

    /** The form for faults of meaning, where the line says enough. */
    @Override
    public String toString() {
        return file + ":" + line;
    }

    /** A fault of syntax here. */
    BadInputException malformed(String message) {
        return new BadInputException(file + ":" + line + ":" + column + ": " + message);
    }

    /** A fault of meaning here. */
    BadInputException bad(String message) {
        return new BadInputException(this + ": " + message);
    }
}
