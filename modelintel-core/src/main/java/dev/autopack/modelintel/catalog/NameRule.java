package dev.autopack.modelintel.catalog;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A condition on raw names, as a feed declares it. Letters are compared without regard to case. */
public sealed interface NameRule {

    boolean matches(String rawName);

    /** Example names that the rule was written for. */
    Stream<String> examples();

    /** The name is this text. */
    record Equal(String text) implements NameRule {
        @Override
        public boolean matches(String rawName) {
            return rawName.equalsIgnoreCase(text);
        }

        @Override
        public Stream<String> examples() {
            return Stream.of(text);
        }
    }

    /** The name begins with this text. */
    record StartsWith(String text) implements NameRule {
        @Override
        public boolean matches(String rawName) {
            return rawName.regionMatches(true, 0, text, 0, text.length());
        }

        @Override
        public Stream<String> examples() {
            return Stream.of(text);
        }
    }

    /** The name ends with this text. */
    record EndsWith(String text) implements NameRule {
        @Override
        public boolean matches(String rawName) {
            return rawName.regionMatches(true, rawName.length() - text.length(), text, 0, text.length());
        }

        @Override
        public Stream<String> examples() {
            return Stream.of(text);
        }
    }

    /** The name has this text in it. */
    record Contains(String text) implements NameRule {
        @Override
        public boolean matches(String rawName) {
            return rawName.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
        }

        @Override
        public Stream<String> examples() {
            return Stream.of(text);
        }
    }

    /**
     * The name, in lower case, has a part that the pattern describes. Patterns come from outside: RE2 matches any in a time
     * that is linear in the length of the name.
     *
     * @param pattern of up to 500 instructions
     */
    record Like(Pattern pattern) implements NameRule {

        private static final int MOST_INSTRUCTIONS = 500;

        /** @throws IllegalArgumentException if the pattern is longer */
        public Like {
            if (pattern.programSize() > MOST_INSTRUCTIONS) {
                throw new IllegalArgumentException("The pattern " + pattern + " is too long or repeats too much.");
            }
        }

        /**
         * @param regex in the syntax of RE2, which has no look-around and no reference back; no group is repeated a number of
         *     times, because RE2 writes such a group out
         * @throws IllegalArgumentException if it is something else, or longer
         */
        public static Like of(String regex) {
            if (regex.contains("){")) {
                throw new IllegalArgumentException(
                        "The pattern " + regex + " repeats a group a number of times. Maybe write it out.");
            }
            try {
                return new Like(Pattern.compile(regex));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "The pattern " + regex + " is none of RE2: " + e.getDescription() + ".", e);
            }
        }

        @Override
        public boolean matches(String rawName) {
            return pattern.matcher(rawName.toLowerCase(Locale.ROOT)).find();
        }

        @Override
        public Stream<String> examples() {
            return Stream.empty();
        }
    }

    /** At least one of the rules holds. */
    record AnyOf(List<NameRule> rules) implements NameRule {

        public AnyOf {
            rules = List.copyOf(rules);
        }

        @Override
        public boolean matches(String rawName) {
            return rules.stream().anyMatch(rule -> rule.matches(rawName));
        }

        @Override
        public Stream<String> examples() {
            return rules.stream().flatMap(NameRule::examples);
        }
    }

    /** All of the rules hold. */
    record AllOf(List<NameRule> rules) implements NameRule {

        public AllOf {
            rules = List.copyOf(rules);
        }

        @Override
        public boolean matches(String rawName) {
            return rules.stream().allMatch(rule -> rule.matches(rawName));
        }

        @Override
        public Stream<String> examples() {
            return Stream.empty();
        }
    }
}
