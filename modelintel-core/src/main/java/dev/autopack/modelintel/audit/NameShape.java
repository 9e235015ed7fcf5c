package dev.autopack.modelintel.audit;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What names of a catalog look like, so that a model which came out after it is recognised.
 *
 * <p>The shape of a name is the name with its version left open: {@code glm-4.6} and {@code glm-5} both are
 * {@code glm-#}, {@code claude-opus-4-5-20251101} is {@code claude-opus-#}. A name looks like a model if it has the shape
 * of a known one. Where it stands alone as a value, it is enough that it begins with a known family and a version, as
 * {@code glm-6-omni}.
 */
final class NameShape {

    /** Shorter beginnings would be found in every other word. */
    private static final int SHORTEST_BEGINNING = 3;

    private final Set<String> shapes = new TreeSet<>();
    private final Set<String> families = new TreeSet<>();

    /**
     * @param names names in small letters
     * @param families families, such as {@code claude-sonnet}
     */
    NameShape(Collection<String> names, Collection<String> families) {
        for (String name : names) {
            String shape = of(name);
            if (shape.indexOf('#') >= SHORTEST_BEGINNING) {
                shapes.add(shape);
            }
        }
        for (String family : families) {
            if (family.length() >= SHORTEST_BEGINNING) {
                this.families.add(family.toLowerCase(Locale.ROOT));
            }
        }
    }

    /** What stands before the version; every name that looks like a model begins with one of these. */
    Set<String> beginnings() {
        Set<String> beginnings = new LinkedHashSet<>();
        shapes.forEach(shape -> beginnings.add(shape.substring(0, shape.indexOf('#'))));
        families.forEach(family -> {
            beginnings.add(family + "-");
            for (int digit = 0; digit <= 9; digit++) {
                beginnings.add(family + digit);
            }
        });
        return beginnings;
    }

    /** @param name a name in small letters */
    boolean isKnown(String name) {
        return shapes.contains(of(name));
    }

    /** Whether a name in small letters is a family and a version: {@code glm-6}, {@code minimax-m3}, {@code qwen4-omni}. */
    boolean isOfFamily(String name) {
        return families.stream().anyMatch(family -> {
            int at = family.length();
            if (!name.startsWith(family)) {
                return false;
            }
            at += at < name.length() && name.charAt(at) == '-' ? 1 : 0;
            at += at + 1 < name.length() && Character.isLetter(name.charAt(at)) ? 1 : 0;
            return at < name.length() && NameText.isDigit(name.charAt(at));
        });
    }

    /** The name with each run of digits, and of digits parted by dots or hyphens, as {@code #}. */
    static String of(String name) {
        StringBuilder shape = new StringBuilder(name.length());
        int at = 0;
        while (at < name.length()) {
            if (!NameText.isDigit(name.charAt(at))) {
                shape.append(name.charAt(at++));
                continue;
            }
            shape.append('#');
            while (at < name.length() && (NameText.isDigit(name.charAt(at)) || partsVersion(name, at))) {
                at++;
            }
        }
        return shape.toString();
    }

    private static boolean partsVersion(String name, int at) {
        char c = name.charAt(at);
        return (c == '.' || c == '-') && at + 1 < name.length() && NameText.isDigit(name.charAt(at + 1));
    }
}
