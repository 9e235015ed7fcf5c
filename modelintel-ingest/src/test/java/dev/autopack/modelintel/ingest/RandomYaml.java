package dev.autopack.modelintel.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A YAML document of random shape and notation in which one value is known: where it stands, and what stands before
 * and after it.
 */
final class RandomYaml {

    private static final List<String> KEYS =
            List.of("key", "größe", "💡", "with space", "a-b", "'quoted: #'", "\"d\\\"q\"", "7");
    private static final List<String> PLAIN_KEYS =
            List.of("key", "größe", "💡", "with space", "a-b", "quoted: #", "d\"q", "7");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<String> anchors = new ArrayList<>();
    private final String nameInFile;
    private int anchorCount;
    private int valueStart;
    private int valueEnd;

    /** The keys that lead to the value. */
    final List<String> path = new ArrayList<>();

    /** What stands before the value, and after it. */
    final String before;

    final String after;
    final String document;

    RandomYaml(long seed, String nameInFile) {
        this.random = new Random(seed);
        this.nameInFile = nameInFile;
        if (random.nextInt(4) == 0) {
            text.append("# header\n---\n");
        }
        if (random.nextInt(3) == 0) {
            text.append("base: &s0 shared-value\n");
            anchors.add("s0");
        }
        block(0, 1 + random.nextInt(4), true);
        String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
        String start = text.substring(0, valueStart).replace("\n", lineEnd);
        String value = text.substring(valueStart, valueEnd);
        String end = text.substring(valueEnd).replace("\n", lineEnd);
        before = start;
        after = random.nextInt(3) == 0 ? end.stripTrailing() : end;
        document = before + value + after;
    }

    private void block(int indent, int depth, boolean leads) {
        int members = 1 + random.nextInt(4);
        int leading = random.nextInt(members);
        int firstKey = random.nextInt(KEYS.size());
        for (int i = 0; i < members; i++) {
            int key = (firstKey + i) % KEYS.size();
            comment(indent);
            text.append(" ".repeat(indent)).append(KEYS.get(key)).append(":");
            boolean next = leads && i == leading;
            if (next) {
                path.add(PLAIN_KEYS.get(key));
            }
            if (next && depth == 1) {
                text.append(" ".repeat(1 + random.nextInt(3)));
                value();
                endOfLine();
            } else if (next && random.nextInt(3) == 0) {
                text.append(" ");
                flow(depth - 1, true);
                endOfLine();
            } else if (next || (random.nextInt(4) == 0 && depth > 1)) {
                endOfLine();
                block(indent + 1 + random.nextInt(4), depth - 1, next);
            } else {
                other(indent);
            }
        }
    }

    private void flow(int depth, boolean leads) {
        int members = 1 + random.nextInt(3);
        int leading = random.nextInt(members);
        text.append("{");
        for (int i = 0; i < members; i++) {
            text.append(i == 0 ? "" : random.nextBoolean() ? ", " : ",\n              ");
            text.append(KEYS.get(i)).append(": ");
            boolean next = leads && i == leading;
            if (next) {
                path.add(PLAIN_KEYS.get(i));
            }
            if (next && depth == 0) {
                value();
            } else if (next || (depth > 0 && random.nextBoolean())) {
                flow(Math.max(0, depth - 1), next);
            } else {
                text.append(List.of("[1, 'two, 2', \"#3\"]", "plain text", "~", "'it''s'")
                        .get(random.nextInt(4)));
            }
        }
        text.append(random.nextBoolean() ? "}" : " }");
    }

    private void value() {
        if (!anchors.isEmpty() && random.nextInt(4) == 0) {
            known("*" + anchors.get(random.nextInt(anchors.size())));
            text.append(" ");
            return;
        }
        if (random.nextInt(5) == 0) {
            text.append("&unused").append(anchorCount++).append(" ");
        }
        if (random.nextInt(6) == 0) {
            text.append("!!str ");
        }
        String quote = List.of("", "'", "\"").get(random.nextInt(3));
        known(quote + nameInFile + quote);
    }

    private void known(String notation) {
        valueStart = text.length();
        text.append(notation);
        valueEnd = text.length();
    }

    private void other(int indent) {
        String inner = " ".repeat(indent + 2);
        switch (random.nextInt(9)) {
            case 0 ->
                text.append(" |\n")
                        .append(inner)
                        .append("# no comment\n")
                        .append(inner)
                        .append("key: no value\n");
            case 1 ->
                text.append(" >-\n")
                        .append(inner)
                        .append("folded\n")
                        .append(inner)
                        .append("text\n");
            case 2 -> text.append(" \"double \\u00e9 \\\" # no comment\"  # comment\n");
            case 3 ->
                text.append("\n").append(inner).append("- one\n").append(inner).append("- {two: 2}\n");
            case 4 -> text.append(" plain text over\n").append(inner).append("two lines\n");
            case 5 -> {
                anchors.add("a" + anchorCount);
                text.append(" &a").append(anchorCount++).append(" anchored\n");
            }
            case 6 -> text.append(anchors.isEmpty() ? " 3.50\n" : " *" + anchors.get(0) + "\n");
            case 7 -> text.append("\n");
            default -> text.append(" ").append(nameInFile).append("\n");
        }
    }

    private void comment(int indent) {
        if (random.nextInt(4) == 0) {
            text.append(" ".repeat(indent)).append("# ").append(nameInFile).append(" 'im Kommentar: größer 💡\n");
        }
        if (random.nextInt(6) == 0) {
            text.append("\n");
        }
    }

    private void endOfLine() {
        text.append(random.nextInt(3) == 0 ? "   # why: [\n" : "\n");
    }
}
