package dev.autopack.modelintel.audit;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How languages mark comments, and the strings in which such a mark is none. */
enum CommentSyntax {
    HASH(
            "py pyi sh bash zsh yaml yml toml rb pl pm r conf cfg env properties tf tfvars hcl cmake mk ps1 gitignore"
                    + " dockerfile makefile containerfile jl nix ex exs",
            ImmutableList.of("#"),
            "",
            "",
            ImmutableList.of("\"\"\"", "'''", "\"", "'")),
    SLASHES(
            "java kt kts scala groovy gradle js jsx mjs cjs ts tsx c h cc cpp cxx hpp cs go rs swift dart proto jsonc json5"
                    + " css scss less zig m mm",
            ImmutableList.of("//"),
            "/*",
            "*/",
            ImmutableList.of("\"\"\"", "\"", "'", "`")),
    PHP("php", ImmutableList.of("//", "#"), "/*", "*/", ImmutableList.of("\"", "'")),
    DASHES("sql lua hs elm ada", ImmutableList.of("--"), "/*", "*/", ImmutableList.of("\"", "'")),
    SEMICOLON("ini lisp clj cljs el scm asm", ImmutableList.of(";", "#"), "", "", ImmutableList.of("\"")),
    PERCENT("tex erl hrl", ImmutableList.of("%"), "", "", ImmutableList.of()),
    MARKUP(
            "html htm xml xhtml svg vue svelte md markdown plist",
            ImmutableList.of(),
            "<!--",
            "-->",
            ImmutableList.of());

    private final ImmutableSet<String> endings;
    private final ImmutableList<String> lineMarks;
    private final String blockStart;
    private final String blockEnd;
    private final ImmutableList<String> quotes;
    /** What every mark and quote begins with. */
    private final String beginnings;

    CommentSyntax(
            String endings,
            ImmutableList<String> lineMarks,
            String blockStart,
            String blockEnd,
            ImmutableList<String> quotes) {
        this.endings = ImmutableSet.copyOf(endings.split(" ", -1));
        this.lineMarks = lineMarks;
        this.blockStart = blockStart;
        this.blockEnd = blockEnd;
        this.quotes = quotes;
        this.beginnings = Stream.of(lineMarks, ImmutableList.of(blockStart), quotes)
                .flatMap(List::stream)
                .filter(mark -> !mark.isEmpty())
                .map(mark -> mark.substring(0, 1))
                .distinct()
                .collect(Collectors.joining());
    }

    /** By the ending of the file's name, or the whole name where it has none; empty where no comments are known. */
    static Optional<CommentSyntax> ofFile(String path) {
        String name = Ascii.toLowerCase(path.substring(path.lastIndexOf('/') + 1));
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(syntax -> syntax.endings.contains(ending))
                .findFirst();
    }

    /**
     * Which of some positions stand in a comment.
     *
     * @param positions in ascending order
     */
    boolean[] inComment(byte[] text, int length, int[] positions) {
        boolean[] in = new boolean[positions.length];
        Map<String, Integer> apostropheBefore = new HashMap<>(); // looked for once a line, which may be long
        int next = 0;
        int at = 0;
        while (next < positions.length && at < length) {
            while (at < length && beginnings.indexOf(text[at]) < 0) {
                at++;
            }
            while (next < positions.length && positions[next] < at) {
                next++;
            }
            boolean line = !longestAt(lineMarks, text, at, length).isEmpty() && opensComment(text, at);
            boolean block = !blockStart.isEmpty() && startsWith(text, at, length, blockStart);
            String quote = longestAt(quotes, text, at, length);
            int end = at + 1;
            if (line) {
                end = NameText.endOfLine(text, at, length);
            } else if (block) {
                end = after(text, at + blockStart.length(), length, blockEnd);
            } else if (!quote.isEmpty() && at >= apostropheBefore.getOrDefault(quote, 0)) {
                end = endOfString(text, at + quote.length(), length, quote);
                if (end == at + quote.length()) {
                    apostropheBefore.put(quote, NameText.endOfLine(text, at, length));
                }
            }
            while (next < positions.length && positions[next] < end) {
                in[next++] = line || block;
            }
            at = end;
        }
        return in;
    }

    /** A {@code #} within a word, a URL or a shell's expansion is none: {@code issue#4}, {@code /#top}, {@code ${#x}}. */
    private static boolean opensComment(byte[] text, int at) {
        return at == 0 || text[at] != '#' || !(NameText.isWord(text[at - 1]) || "/${&".indexOf(text[at - 1]) >= 0);
    }

    /** Behind the closing quote; a quote that none closes on its line is an apostrophe, as are all like it after it there. */
    private static int endOfString(byte[] text, int from, int length, String quote) {
        boolean manyLines = quote.length() > 1 || quote.equals("`");
        for (int at = from; at < length && (manyLines || text[at] != '\n'); at++) {
            if (text[at] == '\\') {
                at++;
            } else if (startsWith(text, at, length, quote)) {
                return at + quote.length();
            }
        }
        return manyLines ? length : from;
    }

    private static int after(byte[] text, int from, int length, String mark) {
        for (int at = from; at < length; at++) {
            if (startsWith(text, at, length, mark)) {
                return at + mark.length();
            }
        }
        return length;
    }

    /** The longest of some marks at a position; empty where none is there. */
    private static String longestAt(List<String> marks, byte[] text, int at, int length) {
        String longest = "";
        for (String mark : marks) {
            if (mark.length() > longest.length() && startsWith(text, at, length, mark)) {
                longest = mark;
            }
        }
        return longest;
    }

    private static boolean startsWith(byte[] text, int at, int length, String mark) {
        if (at + mark.length() > length) {
            return false;
        }
        for (int i = 0; i < mark.length(); i++) {
            if (text[at + i] != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
