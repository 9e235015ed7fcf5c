package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.ingest.Value.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The place of one edit in its surroundings: what stands there that a person should look at. */
final class EditedPlace {

    private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{Alnum}]+");
    private static final Pattern WORD_END = Pattern.compile("[\\s,\\]}]");

    private final SourceText before;
    private final int start;
    private final int line;

    EditedPlace(SourceText before, SourceText after) {
        this.before = before;
        this.start = Arrays.mismatch(before.text().toCharArray(), after.text().toCharArray());
        this.line = 1
                + (int) before.text()
                        .substring(0, start)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    List<String> notes(ModelEdit edit, ModelsFile models) {
        List<String> notes = new ArrayList<>();
        String written = models.written(edit.path()).text();
        alias(edit, models, written).ifPresent(notes::add);
        Pattern old = Pattern.compile(named(edit.from().value()) + "|" + named(written), Pattern.CASE_INSENSITIVE);
        commentsAbove().stream()
                .filter(comment -> old.matcher(comment).find())
                .forEach(comment -> notes.add(at(line) + " the comment above " + edit.path() + " would still name "
                        + edit.from() + ": " + Printable.quote(comment)));
        trailingComment()
                .filter(comment -> old.matcher(comment).find())
                .ifPresent(comment -> notes.add(at(line) + " the comment behind " + edit.path() + " would still name "
                        + edit.from() + ": " + Printable.quote(comment)));
        return notes;
    }

    /** The name is written out at the one place, so that nobody else who uses the alias gets another model. */
    private Optional<String> alias(ModelEdit edit, ModelsFile models, String written) {
        String place = at(line) + " " + edit.path() + " names " + edit.from() + " by the ";
        if (before.text().startsWith("*", start)) {
            return Optional.of(place + "YAML alias " + firstWord(before.text().substring(start))
                    + ". Only this place is changed, to " + edit.to()
                    + " itself; the anchor and whoever else refers to it stay as they are.");
        }
        if (edit.from().value().equalsIgnoreCase(written)) {
            return Optional.empty();
        }
        List<Scalar> others = models.placesThatName(written).stream()
                .filter(scalar -> scalar.at().line() != line)
                .toList();
        return Optional.of(place + "alias " + Printable.quote(written) + ". Only this place is changed, to " + edit.to()
                + " itself; the alias stays"
                + (others.isEmpty()
                        ? ", which no other place uses."
                        : " for the others that use it, in line "
                                + others.stream()
                                        .map(scalar ->
                                                String.valueOf(scalar.at().line()))
                                        .collect(Collectors.joining(", "))
                                + ". Maybe change model_aliases by hand instead to move them all."));
    }

    private List<String> commentsAbove() {
        List<String> lines = before.text().substring(0, start).lines().toList();
        List<String> comments = new ArrayList<>();
        // The last one is what stands before the value in its own line.
        for (int i = lines.size() - 2; i >= 0 && lines.get(i).strip().startsWith("#"); i--) {
            comments.add(0, lines.get(i).strip());
        }
        return comments;
    }

    private Optional<String> trailingComment() {
        String rest = before.text().substring(start).lines().findFirst().orElse("");
        int hash = rest.indexOf(" #");
        return hash < 0
                ? Optional.empty()
                : Optional.of(rest.substring(hash + 1).strip());
    }

    private String at(int lineNumber) {
        return new Position(before.name(), lineNumber, 1) + ":";
    }

    /** A name however its parts are joined, such as "Claude Sonnet 4.5", and not as the beginning of another one. */
    private static String named(String name) {
        return "(?<!\\p{Alnum})"
                + Arrays.stream(WORD_BREAK.split(name))
                        .filter(part -> !part.isEmpty())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[-_./ ]?"))
                + "(?!\\p{Alnum}|[-.]\\d)";
    }

    private static String firstWord(String text) {
        return WORD_END.split(text, 2)[0];
    }
}
