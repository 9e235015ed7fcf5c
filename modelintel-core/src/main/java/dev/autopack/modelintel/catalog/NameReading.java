package dev.autopack.modelintel.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A model's name taken apart:
 *
 * <ol>
 *   <li>in lower case, without what stands before the last slash ({@code openrouter/z-ai/}) or as dotted words in front
 *       ({@code us.anthropic.}), and without what follows a colon ({@code :free});
 *   <li>a date is the snapshot: {@code 20250929}, {@code 2025-09-29}, {@code 11-2025}, {@code 05-06}, {@code 0528};
 *   <li>{@code thinking}, {@code reasoner} ... and {@code instruct}, {@code chat}, {@code no thinking} ... are the mode;
 *   <li>effort and budget ({@code high}, {@code 32k}, {@code default} ...), {@code preview} and {@code latest} are
 *       settings of the same model and fall away;
 *   <li>what is left is the identity: the words in any order, the numbers in theirs. {@code claude-4-sonnet} and
 *       {@code Claude Sonnet 4} are the same, {@code glm-4.6} and {@code glm-4.6v} are not.
 * </ol>
 *
 * @param identity what must be equal
 * @param date the snapshot, digits only
 * @param mode how the model is run
 */
record NameReading(String identity, Optional<String> date, Optional<Mode> mode) {

    enum Mode {
        THINKING,
        PLAIN
    }

    private static final Pattern PREFIX = Pattern.compile("^(?:.*/|(?:[a-z]+\\.)+(?=[a-z]))");
    private static final Pattern DATE = Pattern.compile("(?<![a-z0-9.])(?:20\\d{6}|20\\d\\d[-_ ]\\d\\d[-_ ]\\d\\d"
            + "|(?:0[1-9]|1[0-2])[-_ ]20\\d\\d|(?:0[1-9]|1[0-2])[-_ ](?:[0-2]\\d|3[01])|[0-2]\\d(?:0[1-9]|[12]\\d|3[01]))"
            + "(?![a-z0-9.])");
    private static final Pattern PLAIN =
            Pattern.compile("\\bno[n]?[- ]?(?:thinking|think|reasoning)\\b|\\b(?:instruct|chat|base|it)\\b");
    private static final Pattern THINKING =
            Pattern.compile("(?:\\b|(?<=high))(?:thinking|reasoner|reasoning|think)\\b");
    private static final Set<String> SETTINGS = Set.of(
            "high", "xhigh", "medium", "low", "minimal", "effort", "auto", "default", "tokens", "preview", "latest");
    private static final Pattern BUDGET = Pattern.compile("\\d+k");

    static NameReading of(String name) {
        String rest = PREFIX.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        int colon = rest.indexOf(':');
        rest = colon > 0 ? rest.substring(0, colon) : rest;
        Optional<String> date = Optional.empty();
        Matcher dates = DATE.matcher(rest);
        if (dates.find() && dates.start() > 0) {
            date = Optional.of(dates.group().replaceAll("\\D", ""));
            rest = dates.replaceAll(" ");
        }
        Optional<Mode> mode = Optional.empty();
        if (PLAIN.matcher(rest).find()) {
            mode = Optional.of(Mode.PLAIN);
        } else if (THINKING.matcher(rest).find()) {
            mode = Optional.of(Mode.THINKING);
        }
        rest = THINKING.matcher(PLAIN.matcher(rest).replaceAll(" ")).replaceAll(" ");
        List<String> words = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (String part : rest.split("[^a-z0-9]+", -1)) {
            if (!part.isEmpty()
                    && !SETTINGS.contains(part)
                    && !BUDGET.matcher(part).matches()) {
                (Character.isDigit(part.charAt(0)) ? numbers : words).add(part);
            }
        }
        return new NameReading(
                words.stream().sorted().collect(Collectors.joining(" ")) + "|" + String.join(" ", numbers), date, mode);
    }

    /** Whether both may be names of one model: neither date nor mode says otherwise. */
    boolean agreesWith(NameReading other) {
        return agree(date, other.date) && agree(mode, other.mode);
    }

    /** Whether both name the same snapshot and mode, or neither names any. */
    boolean sameVariantAs(NameReading other) {
        return date.equals(other.date) && mode.equals(other.mode);
    }

    private static <T> boolean agree(Optional<T> ours, Optional<T> theirs) {
        return ours.isEmpty() || theirs.isEmpty() || ours.equals(theirs);
    }
}
