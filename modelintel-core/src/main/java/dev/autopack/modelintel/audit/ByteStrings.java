package dev.autopack.modelintel.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds every occurrence of many strings at once, without regard to the case of ASCII letters.
 *
 * <p>Of each string four bytes in a row are chosen, and the two groups of three within them are entered into a table.
 * Only every second position of the text is looked up: of two groups that begin side by side, one begins there. Where
 * the table has an entry, the strings behind it are compared in full. A text without any of the strings costs about one
 * step for two bytes, however many strings there are.
 */
final class ByteStrings {

    /** The shortest string that can be searched for, in bytes. */
    static final int SHORTEST = 4;

    private static final int STRIDE = 2;
    private static final int INDEX_BITS = 16;
    /** Makes a small letter of a capital, and one byte of another otherwise; applied to three bytes at once. */
    private static final int FOLD = 0x202020;

    private static final String LETTERS_BY_RARITY = "zqjxkvbywgpfmucdlhrsnioate";

    private final byte[][] strings;
    private final long[] filter = new long[(1 << INDEX_BITS) >> 6];
    private final int[] firstEntry = new int[1 << INDEX_BITS];
    private final int[] nextEntry;
    /** Where in its string the group of an entry begins; entries count from 1, two for each string. */
    private final int[] offset;

    /** Is told of an occurrence; {@code string} is the position in the list of strings. */
    interface Occurrences {
        void at(int start, int string);
    }

    /** @throws IllegalArgumentException if a string is shorter than {@link #SHORTEST} bytes in UTF-8 */
    ByteStrings(List<String> strings) {
        this.strings = new byte[strings.size()][];
        this.nextEntry = new int[1 + STRIDE * strings.size()];
        this.offset = new int[1 + STRIDE * strings.size()];
        for (int i = 0; i < strings.size(); i++) {
            byte[] bytes = strings.get(i).getBytes(StandardCharsets.UTF_8);
            if (bytes.length < SHORTEST) {
                throw new IllegalArgumentException("'" + strings.get(i) + "' is shorter than " + SHORTEST + " bytes.");
            }
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = lower(bytes[at]);
            }
            this.strings[i] = bytes;
            enter(i, rarest(bytes));
        }
    }

    /**
     * Finds the occurrences that lie within {@code [from, to)}, each once, overlapping ones too, in no particular order.
     */
    void search(byte[] text, int from, int to, Occurrences occurrences) {
        long[] bits = filter;
        for (int at = from; at < to - 2; at += STRIDE) {
            int index = index(text[at], text[at + 1], text[at + 2]);
            if (((bits[index >> 6] >>> index) & 1) != 0) {
                compare(text, from, to, at, firstEntry[index], occurrences);
            }
        }
    }

    private void compare(byte[] text, int from, int to, int at, int first, Occurrences occurrences) {
        for (int entry = first; entry != 0; entry = nextEntry[entry]) {
            int string = (entry - 1) / STRIDE;
            int start = at - offset[entry];
            if (start >= from && start + strings[string].length <= to && equal(text, start, strings[string])) {
                occurrences.at(start, string);
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

    private void enter(int string, int at) {
        byte[] bytes = strings[string];
        for (int i = 0; i < STRIDE; i++) {
            int index = index(bytes[at + i], bytes[at + i + 1], bytes[at + i + 2]);
            int entry = 1 + STRIDE * string + i;
            offset[entry] = at + i;
            nextEntry[entry] = firstEntry[index];
            firstEntry[index] = entry;
            filter[index >> 6] |= 1L << index;
        }
    }

    /** Multiplicative hashing, Knuth, The Art of Computer Programming 3, section 6.4. */
    private static int index(byte a, byte b, byte c) {
        int group = (a & 0xff) | ((b & 0xff) << 8) | ((c & 0xff) << 16) | FOLD;
        return (group * 0x9E3779B1) >>> (32 - INDEX_BITS);
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    /** Any four bytes would do; those that are rare in text save comparisons. */
    private static int rarest(byte[] bytes) {
        int best = 0;
        for (int at = 1; at + SHORTEST <= bytes.length; at++) {
            if (commonness(bytes, at) < commonness(bytes, best)) {
                best = at;
            }
        }
        return best;
    }

    private static int commonness(byte[] bytes, int at) {
        return commonness(Arrays.copyOfRange(bytes, at, at + 3))
                + commonness(Arrays.copyOfRange(bytes, at + 1, at + 4));
    }

    /** An estimate for a group; digits are rare beside letters and common among themselves. */
    private static int commonness(byte[] group) {
        int product = 1;
        int digits = 0;
        for (byte b : group) {
            int rank = LETTERS_BY_RARITY.indexOf(b);
            digits += b >= '0' && b <= '9' ? 1 : 0;
            product *= rank >= 0 ? rank + 1 : 6;
        }
        return digits > 1 ? product * 20 : product;
    }
}
