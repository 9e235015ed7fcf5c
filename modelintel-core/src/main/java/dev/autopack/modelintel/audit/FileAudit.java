package dev.autopack.modelintel.audit;

import dev.autopack.modelintel.audit.NameSearch.Occurrence;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The audit of one file, whose text is given in windows from its beginning to its end.
 *
 * <p>A name is accepted if its line has {@value #ALLOW} in it, or the line before has it and no letter or digit in front
 * of it. Comments are told from code only in a file that is one window: a longer one is a dump of data.
 */
public final class FileAudit {

    /** Accepts the names in its line, or, standing on a line of its own, in the next. */
    public static final String ALLOW = "modelintel:allow";

    private static final byte[] ALLOW_BYTES = ALLOW.getBytes(StandardCharsets.US_ASCII);

    private final NameSearch search;
    private final AuditCatalog catalog;
    private final LocalDate today;
    private final String path;
    private final List<Match> matches = new ArrayList<>();
    private int line = 1;
    private int column = 1;

    /**
     * @param path the file's path with slashes
     * @param today the day on which a model counts as deprecated or not yet
     */
    public FileAudit(NameSearch search, AuditCatalog catalog, LocalDate today, String path) {
        this.search = search;
        this.catalog = catalog;
        this.today = today;
        this.path = path;
    }

    /**
     * Audits the names that begin within {@code [from, to)}, which follows on what was audited before.
     *
     * @param from where the new text begins; before it may stand some of the text before
     * @param length how much of the text is in sight; at least {@link NameSearch#LOOKAHEAD} more than {@code to} unless
     *     the file ends there
     */
    public void add(byte[] text, int from, int to, int length) {
        List<Occurrence> occurrences = search.search(text, from, to, length);
        boolean whole = from == 0 && to == length;
        if (occurrences.isEmpty() && whole) {
            return;
        }
        boolean[] inComment = whole ? inComment(text, length, occurrences) : new boolean[occurrences.size()];
        int at = from;
        int endOfLine = from;
        boolean allowed = false;
        for (int i = 0; i < occurrences.size(); i++) {
            Occurrence occurrence = occurrences.get(i);
            advance(text, at, occurrence.start());
            at = occurrence.start();
            // Once for a line: it may be as long as the file and have names all over.
            if (at >= endOfLine) {
                endOfLine = NameText.endOfLine(text, at, length);
                allowed = isAllowed(text, at, endOfLine);
            }
            matches.add(match(text, occurrence, inComment[i], allowed));
        }
        advance(text, at, to);
    }

    /** The names found so far, in the order of the text. */
    public List<Match> matches() {
        return List.copyOf(matches);
    }

    private Match match(byte[] text, Occurrence occurrence, boolean inComment, boolean allowed) {
        String name = NameText.text(text, occurrence.start(), occurrence.end());
        Optional<CatalogEntry> entry = catalog.find(name);
        NameStatus status = entry.map(known -> known.deprecated(today) ? NameStatus.DEPRECATED : NameStatus.CURRENT)
                .orElse(NameStatus.UNKNOWN);
        return new Match(
                path,
                line,
                column,
                name,
                entry,
                status,
                inComment ? Place.COMMENT : Place.ofFile(path),
                allowed ? Optional.of(Acceptance.INLINE) : Optional.empty());
    }

    private boolean[] inComment(byte[] text, int length, List<Occurrence> occurrences) {
        int[] starts = occurrences.stream().mapToInt(Occurrence::start).toArray();
        return CommentSyntax.ofFile(path)
                .map(syntax -> syntax.inComment(text, length, starts))
                .orElseGet(() -> new boolean[starts.length]);
    }

    private void advance(byte[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text[at] == '\n') {
                line++;
                column = 1;
            } else if ((text[at] & 0xC0) != 0x80) {
                column++; // not within a character of UTF-8
            }
        }
    }

    private static boolean isAllowed(byte[] text, int at, int end) {
        int start = startOfLine(text, at);
        if (indexOfAllow(text, start, end) >= 0) {
            return true;
        }
        int before = startOfLine(text, Math.max(0, start - 1));
        int allow = indexOfAllow(text, before, start);
        return allow >= 0 && !hasWord(text, before, allow);
    }

    private static int startOfLine(byte[] text, int at) {
        int start = at;
        while (start > 0 && text[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static boolean hasWord(byte[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (NameText.isWord(text[at])) {
                return true;
            }
        }
        return false;
    }

    private static int indexOfAllow(byte[] text, int from, int to) {
        for (int at = from; at + ALLOW_BYTES.length <= to; at++) {
            if (Arrays.equals(text, at, at + ALLOW_BYTES.length, ALLOW_BYTES, 0, ALLOW_BYTES.length)) {
                return at;
            }
        }
        return -1;
    }
}
