package dev.autopack.modelintel.ingest;

import java.util.Locale;

/** Makes text of unknown origin fit for one line of a terminal or log. */
public final class Printable {

    private static final int LONGEST_LINE = 1000;
    private static final int LONGEST_QUOTE = 60;

    private Printable() {}

    /** The text with control, format and separator characters as {@code \\uXXXX}, at most 1,000 characters long. */
    static String line(String text) {
        return escaped(text, LONGEST_LINE);
    }

    /** The text in single quotes, at most 60 characters of it. */
    public static String quote(String text) {
        return "'" + shortened(text) + "'";
    }

    /** At most 60 characters of the text. */
    static String shortened(String text) {
        return escaped(text, LONGEST_QUOTE);
    }

    private static String escaped(String text, int longest) {
        StringBuilder line = new StringBuilder();
        int end = text.codePointCount(0, Math.min(text.length(), 2 * longest)) <= longest
                ? Math.min(text.length(), 2 * longest)
                : text.offsetByCodePoints(0, longest);
        text.substring(0, end).codePoints().forEach(c -> {
            if (breaksOrHides(c)) {
                line.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return end < text.length() ? line.append("...").toString() : line.toString();
    }

    /** Whether a character ends a line, steers a terminal, is invisible or is half a character. */
    public static boolean breaksOrHides(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
