package dev.autopack.modelintel.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The text of a file.
 *
 * @param name the file as messages call it
 * @param text its characters without a byte order mark
 * @param byteOrderMark whether it begins with one
 */
record SourceText(String name, String text, boolean byteOrderMark) {

    /** The longest file in bytes. Everything is read into memory; the largest known catalog has 2 MiB. */
    static final int LONGEST = 16 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @throws BadInputException if the file cannot be read, is too long, not UTF-8 or empty */
    static SourceText read(Path file) {
        String name = file.toString();
        if (name.isEmpty()) {
            throw new BadInputException(
                    "The name of a file is empty. Maybe a variable that the command has it from is not set.");
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException(name + " is a directory. Maybe name a file in it.");
        }
        try {
            if (Files.size(file) > LONGEST) {
                throw tooLong(name);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return read(name, in);
            }
        } catch (NoSuchFileException e) {
            throw new BadInputException(name + " does not exist. Maybe the path is mistyped.", e);
        } catch (IOException e) {
            throw new BadInputException(name + " cannot be read. Maybe its permissions forbid it.", e);
        }
    }

    /** @throws BadInputException if there are too many bytes, or none, or they are not UTF-8 */
    static SourceText read(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw tooLong(name);
        }
        String text = decoded(name, bytes);
        boolean byteOrderMark = text.startsWith(BYTE_ORDER_MARK);
        SourceText source = new SourceText(name, byteOrderMark ? text.substring(1) : text, byteOrderMark);
        if (source.text.isBlank()) {
            throw new BadInputException(name + " is empty. Maybe it was not written to the end.");
        }
        return source;
    }

    /** The same file with another text. */
    SourceText with(String otherText) {
        return new SourceText(name, otherText, byteOrderMark);
    }

    /** The content of the file. */
    byte[] bytes() {
        return (byteOrderMark ? BYTE_ORDER_MARK + text : text).getBytes(StandardCharsets.UTF_8);
    }

    private static String decoded(String name, byte[] bytes) {
        ByteBuffer unread = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(unread).toString();
        } catch (CharacterCodingException e) {
            long line = 1;
            for (int i = 0; i < unread.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new BadInputException(name + ":" + line + ": not UTF-8. Maybe save the file in UTF-8.", e);
        }
    }

    static BadInputException tooLong(String name) {
        return new BadInputException(
                name + " is longer than " + (LONGEST >> 20) + " MiB. Maybe it is not the file you mean.");
    }
}
