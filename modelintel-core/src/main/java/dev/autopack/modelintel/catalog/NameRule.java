package dev.autopack.modelintel.catalog;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
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

    /** The name, in lower case, has a part that the pattern describes. */
    record Like(Pattern pattern) implements NameRule {
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
