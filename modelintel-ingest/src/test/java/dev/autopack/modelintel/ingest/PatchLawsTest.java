package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.usecase.ConfigPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class PatchLawsTest {

    /** Another reader of YAML than ours: the object model of the library. */
    private final Load load =
            new Load(LoadSettings.builder().setSchema(new CoreSchema()).build());

    @Property(tries = 2_000)
    void anEditChangesTheOneValueAndNoOtherByte(@ForAll long seed, @ForAll("names") String replacement) {
        RandomYaml yaml = new RandomYaml(seed, "glm-4.7");
        SourceText source = new SourceText("models.yaml", yaml.document, seed % 2 == 0);

        SourceText edited = ScalarEdit.replace(source, new ConfigPath(yaml.path), replacement);

        assertThat(edited.byteOrderMark()).isEqualTo(source.byteOrderMark());
        assertThat(edited.text()).startsWith(yaml.before).endsWith(yaml.after);
        assertThat(edited.text().substring(yaml.before.length(), edited.text().length() - yaml.after.length()))
                .isIn(replacement, quoted('\'', replacement.replace("'", "''")), quoted('"', escaped(replacement)));
        assertThat(load.loadFromString(edited.text()))
                .isEqualTo(changed(load.loadFromString(yaml.document), yaml.path, replacement));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "claude-sonnet-5",
                        "o3",
                        "4.5",
                        "true",
                        "null",
                        "~",
                        "-",
                        "a:b",
                        "a:",
                        "x#y",
                        "#x",
                        "it's",
                        "a,b",
                        "{x}",
                        "[x",
                        "größe-1",
                        "💡",
                        "*a",
                        "&a",
                        "!a",
                        "a\"b",
                        "\\d",
                        "%a",
                        "@a",
                        "`a",
                        "|",
                        ">",
                        "?",
                        "<<",
                        "0x1F",
                        ".inf",
                        "'",
                        "\""),
                Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(12));
    }

    private static String quoted(char quote, String text) {
        return quote + text + quote;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @SuppressWarnings("unchecked")
    private static Object changed(Object document, List<String> path, String replacement) {
        if (path.isEmpty()) {
            return replacement;
        }
        Map<Object, Object> copy = new LinkedHashMap<>((Map<Object, Object>) document);
        Object key = copy.containsKey(path.get(0)) ? path.get(0) : Integer.valueOf(path.get(0));
        copy.put(key, changed(Objects.requireNonNull(copy.get(key)), path.subList(1, path.size()), replacement));
        return copy;
    }
}
