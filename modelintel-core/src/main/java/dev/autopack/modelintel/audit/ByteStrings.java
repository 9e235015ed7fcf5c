package dev.autopack.modelintel.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * Finds every occurrence of many strings at once, without regard to the case of ASCII letters.
 *
 * <p>Of each string four bytes in a row are chosen, its window. Only every second position of the text is looked up, in
 * a set of groups of three bytes: of the two groups within a window, one begins there. Where the set has the group, a
 * table is asked for the window, and the strings that share it are compared in full. A text without any of the strings
 * so costs about one step for two bytes, however many strings there are.
 */
final class ByteStrings {

    /** The shortest string that can be searched for, in bytes. */
    static final int SHORTEST = 4;

    private static final int STRIDE = 2;
    private static final int GROUPS = 1 << 21;

    /** Makes small letters of capitals, and of any other byte another one, four bytes at once. */
    private static final int FOLD = 0x20202020;

    /** 2^32 divided by the golden ratio: Knuth, The Art of Computer Programming 3, section 6.4. */
    private static final int GOLDEN = 0x9E3779B1;

    private static final String LETTERS_BY_RARITY = "zqjxkvbywgpfmucdlhrsnioate";

    private final byte[][] strings;
    /** Where in its string the window begins. */
    private final int[] offsets;

    /** By the number of a group, in any case of its letters, whether a window has it. */
    private final boolean[] groups = new boolean[GROUPS];
    /** Open addressing; no window is 0, which marks a free place. */
    private final int[] windows;

    private final int windowShift;
    /** By place in the table the first string, and by string the next one, of the same window; counted from 1. */
    private final int[] first;

    private final int[] next;

    /** Is told of an occurrence; {@code string} is the position in the list of strings. */
    interface Occurrences {
        void at(int start, int string);
    }

    /** @throws IllegalArgumentException if a string is shorter than {@link #SHORTEST} bytes in UTF-8 */
    ByteStrings(List<String> texts) {
        strings = texts.stream().map(ByteStrings::lowerBytes).toArray(byte[][]::new);
        offsets = new int[strings.length];
        next = new int[strings.length + 1];
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(strings.length) + 1;
        windows = new int[1 << bits];
        first = new int[1 << bits];
        windowShift = Integer.SIZE - bits;
        for (int string = 0; string < strings.length; string++) {
            enter(string);
        }
    }

    /** Finds the occurrences within {@code [from, to)}, each once, overlapping ones too, in no particular order. */
    void search(byte[] text, int from, int to, Occurrences occurrences) {
        if (to - from < SHORTEST) {
            return;
        }
        boolean[] set = groups;
        int a = text[from];
        for (int at = from; at < to - 2; at += STRIDE) {
            int c = text[at + 2];
            if (set[group(a, text[at + 1], c)]) {
                compare(text, from, to, at, occurrences);
                compare(text, from, to, at - 1, occurrences);
            }
            a = c;
        }
    }

    private void compare(byte[] text, int from, int to, int at, Occurrences occurrences) {
        if (at < from || at + SHORTEST > to) {
            return;
        }
        for (int other = first[place(window(text, at))]; other != 0; other = next[other]) {
            byte[] string = strings[other - 1];
            int start = at - offsets[other - 1];
            if (start >= from && start + string.length <= to && equal(text, start, string)) {
                occurrences.at(start, other - 1);
            }
        }
    }

    private static boolean equal(byte[] text, int start, byte[] string) {
        for (int i = 0; i < string.length; i++) {
            if (lower(text[start + i]) != string[i]) {
                return false;
            }
        }
        return true;
    }

    private void enter(int string) {
        byte[] bytes = strings[string];
        int at = rarestWindow(bytes);
        offsets[string] = at;
        for (int i = at; i < at + STRIDE; i++) {
            enterGroup(bytes[i], bytes[i + 1], bytes[i + 2]);
        }
        int window = window(bytes, at);
        int place = place(window);
        windows[place] = window;
        next[string + 1] = first[place];
        first[place] = string + 1;
    }

    /** The place of a window in the table, or the free one where it would go. */
    private int place(int window) {
        int place = (window * GOLDEN) >>> windowShift;
        while (windows[place] != window && windows[place] != 0) {
            place = (place + 1) & (windows.length - 1);
        }
        return place;
    }

    private void enterGroup(byte a, byte b, byte c) {
        for (int x : new int[] {a, upper(a)}) {
            for (int y : new int[] {b, upper(b)}) {
                groups[group(x, y, c)] = true;
                groups[group(x, y, upper(c))] = true;
            }
        }
    }

    /** A number for each group of ASCII; what is beyond shares them. */
    private static int group(int a, int b, int c) {
        return ((a << 14) ^ (b << 7) ^ c) & (GROUPS - 1);
    }

    private static int window(byte[] text, int at) {
        return ((text[at] & 0xff)
                        | ((text[at + 1] & 0xff) << 8)
                        | ((text[at + 2] & 0xff) << 16)
                        | ((text[at + 3] & 0xff) << 24))
                | FOLD;
    }

    private static byte[] lowerBytes(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length < SHORTEST) {
            throw new IllegalArgumentException("'" + text + "' is shorter than " + SHORTEST + " bytes.");
        }
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = lower(bytes[at]);
        }
        return bytes;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    private static byte upper(byte b) {
        return b >= 'a' && b <= 'z' ? (byte) (b & ~0x20) : b;
    }

    /** Any window would do; one that is rare in text saves comparisons. */
    private static int rarestWindow(byte[] bytes) {
        int rarest = 0;
        for (int at = 1; at + SHORTEST <= bytes.length; at++) {
            if (commonness(bytes, at) < commonness(bytes, rarest)) {
                rarest = at;
            }
        }
        return rarest;
    }

    /** An estimate of how often the groups of a window occur. */
    private static int commonness(byte[] bytes, int window) {
        return groupCommonness(bytes, window) + groupCommonness(bytes, window + 1);
    }

    /** The product of the ranks of its bytes; digits are rare beside letters and common among themselves. */
    private static int groupCommonness(byte[] bytes, int group) {
        int product = 1;
        int digits = 0;
        for (int at = group; at < group + 3; at++) {
            int rank = LETTERS_BY_RARITY.indexOf(bytes[at]);
            product *= rank < 0 ? 6 : rank + 1;
            digits += NameText.isDigit(bytes[at]) ? 1 : 0;
        }
        return digits > 1 ? product * 20 : product;
    }
}
