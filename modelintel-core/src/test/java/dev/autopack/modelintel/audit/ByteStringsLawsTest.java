package dev.autopack.modelintel.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ascii;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The search for many strings finds what looking at every position for every string finds. */
class ByteStringsLawsTest {

    @Property
    void findsWhatANaiveSearchFinds(@ForAll("strings") List<String> strings, @ForAll("texts") String text) {
        assertThat(found(strings, text)).containsExactlyInAnyOrderElementsOf(naive(strings, text));
    }

    @Property
    void findsAStringWhereverItStands(
            @ForAll("strings") List<String> strings, @ForAll("texts") String before, @ForAll("texts") String after) {
        for (int i = 0; i < strings.size(); i++) {
            String text = before + Ascii.toUpperCase(strings.get(i)) + after;
            assertThat(found(strings, text)).contains(before.getBytes(UTF_8).length + ":" + i);
        }
    }

    @Property
    void looksOnlyBetweenTheBounds(@ForAll("strings") List<String> strings, @ForAll("texts") String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int from = bytes.length / 3;
        int to = bytes.length * 2 / 3;
        List<String> found = new ArrayList<>();
        new ByteStrings(strings).search(bytes, from, to, (start, string) -> found.add(start + ":" + string));
        List<String> inside = naive(strings, text).stream()
                .filter(hit -> {
                    int start = Integer.parseInt(hit.substring(0, hit.indexOf(':')));
                    int length = strings.get(Integer.parseInt(hit.substring(hit.indexOf(':') + 1)))
                            .getBytes(UTF_8)
                            .length;
                    return start >= from && start + length <= to;
                })
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(inside);
    }

    @Example
    void aStringOfThreeBytesIsRefused() {
        assertThatThrownBy(() -> new ByteStrings(List.of("gpt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'gpt' is shorter than 4 bytes.");
    }

    @Provide
    Arbitrary<List<String>> strings() {
        return Arbitraries.strings()
                .withChars("ab4.-é")
                .ofMinLength(4)
                .ofMaxLength(9)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    /** Few letters, so that strings occur, overlap and almost occur. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("abAB4.-é\n").ofMaxLength(200);
    }

    private static List<String> found(List<String> strings, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        List<String> found = new ArrayList<>();
        new ByteStrings(strings).search(bytes, 0, bytes.length, (start, string) -> found.add(start + ":" + string));
        return found;
    }

    private static List<String> naive(List<String> strings, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        List<String> found = new ArrayList<>();
        for (int start = 0; start < bytes.length; start++) {
            for (int i = 0; i < strings.size(); i++) {
                int length = strings.get(i).getBytes(UTF_8).length;
                if (start + length <= bytes.length
                        && new String(bytes, start, length, UTF_8).equalsIgnoreCase(strings.get(i))) {
                    found.add(start + ":" + i);
                }
            }
        }
        return found;
    }
}
