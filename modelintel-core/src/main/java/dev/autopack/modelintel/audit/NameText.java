package dev.autopack.modelintel.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Where names and lines begin and end in text. */
final class NameText {

    /** The longest name, in bytes. */
    static final int LONGEST = 800;

    private NameText() {}

    /**
     * Whether a name may begin at a position: before it stands no ASCII letter, digit, underscore or hyphen.
     * {@code glm-4.6} begins in {@code zai/glm-4.6} and {@code anthropic.glm-4.6}, not in {@code my-glm-4.6}.
     */
    static boolean mayBegin(byte[] text, int start) {
        return start == 0 || !(isWord(text[start - 1]) || text[start - 1] == '-');
    }

    /**
     * Whether a name may end before a position: after it stands no ASCII letter, digit or underscore, no hyphen that is
     * followed by one of these, and no dot that is followed by a digit. {@code glm-4.6} ends in {@code glm-4.6.} and
     * {@code glm-4.6.json} and {@code glm-4.6:free}, not in {@code glm-4.65}, {@code glm-4.6-air} or {@code glm-4.6.1}.
     */
    static boolean mayEnd(byte[] text, int end, int length) {
        if (end >= length) {
            return true;
        }
        byte next = text[end];
        if (next == '-') {
            return end + 1 >= length || !isWord(text[end + 1]);
        }
        if (next == '.') {
            return end + 1 >= length || !isDigit(text[end + 1]);
        }
        return !isWord(next);
    }

    /** The end of the name that begins at a position. */
    static int end(byte[] text, int start, int length) {
        int end = start;
        while (!mayEnd(text, end, length) && end - start <= LONGEST) {
            end++;
        }
        return end;
    }

    /** Whether a string stands alone between two quotation marks or backticks of a kind. */
    static boolean quoted(byte[] text, int start, int end, int length) {
        return start > 0 && end < length && isQuote(text[start - 1]) && text[end] == text[start - 1];
    }

    /**
     * Whether a string stands alone as a value: quoted, or from a colon, an equals sign or a list's dash (and blanks)
     * to the end of its line or a comma.
     */
    static boolean value(byte[] text, int start, int end, int length) {
        if (quoted(text, start, end, length)) {
            return true;
        }
        int before = start - 1;
        while (before >= 0 && text[before] == ' ') {
            before--;
        }
        boolean begins = before >= 0
                && (text[before] == ':' || text[before] == '=' || (text[before] == '-' && before < start - 1));
        int after = end;
        while (after < length && text[after] == ' ') {
            after++;
        }
        return begins && (after == length || text[after] == '\n' || text[after] == '\r' || text[after] == ',');
    }

    static String text(byte[] text, int start, int end) {
        return new String(text, start, end - start, UTF_8);
    }

    static boolean isQuote(byte b) {
        return b == '"' || b == '\'' || b == '`';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWord(byte b) {
        return isDigit(b) || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_';
    }

    /** Where the line ends that a position is in: at its line feed, or at the end of the text. */
    static int endOfLine(byte[] text, int from, int length) {
        int at = from;
        while (at < length && text[at] != '\n') {
            at++;
        }
        return at;
    }
}
