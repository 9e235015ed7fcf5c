package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import dev.autopack.modelintel.cli.FormatOption.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;

/** Renders a document as JSON, or for people through a template of the same name. */
final class Rendering {

    private static final int TERMINAL_WIDTH = 100;
    private static final int[] COLUMN_WIDTHS = {6, 12, 30};

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Rendering() {}

    /** @param template the name of the templates, such as {@code recommend} for {@code recommend.text.mustache} */
    static String render(JsonNode document, Format format, String template) {
        return switch (format) {
            case JSON -> json(document);
            case TEXT -> fill(document, template + ".text", Escapers.NONE);
            case MARKDOWN -> fill(document, template + ".md", Rendering::escapeMarkdown);
        };
    }

    /** The page, which also shows a picture where the document has the figures for one. */
    static String html(JsonNode document, String template) {
        CostChart.addTo(document);
        return fill(document, template + ".html", Escapers.HTML);
    }

    private static String json(JsonNode document) {
        try {
            return JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fill(JsonNode document, String template, Mustache.Escaper escaper) {
        try (Reader reader = template(template)) {
            Map<String, Object> context = new HashMap<>();
            context.put("document", plain(document));
            context.put("decimals4", number(x -> String.format(Locale.ROOT, "%.4f", x)));
            context.put("decimals3", number(x -> String.format(Locale.ROOT, "%.3f", x)));
            context.put("decimals2", number(x -> String.format(Locale.ROOT, "%.2f", x)));
            context.put("signed3", number(x -> String.format(Locale.ROOT, "%+.3f", x)));
            context.put("percentage", number(x -> String.format(Locale.ROOT, "%+.0f %%", x)));
            context.put("share", number(x -> String.format(Locale.ROOT, "%.0f %%", 100 * x)));
            context.put("points", number(x -> String.format(Locale.ROOT, "%+.0f points", 100 * x)));
            context.put("barwidth", number(x -> String.format(Locale.ROOT, "%.1f", 100 * x)));
            context.put("minute", text(Rendering::minute));
            context.put("wrap", text(Rendering::wrap));
            context.put("oneline", text(Rendering::oneLine));
            for (int width : COLUMN_WIDTHS) {
                context.put("left" + width, text(value -> String.format(Locale.ROOT, "%-" + width + "s", value)));
            }
            return Mustache.compiler()
                    .withEscaper(escaper)
                    .withLoader(Rendering::template)
                    .nullValue("")
                    .compile(reader)
                    .execute(context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reader template(String name) {
        InputStream in = Rendering.class.getResourceAsStream(name + ".mustache");
        if (in == null) {
            throw new IllegalStateException("There is no template " + name + ".");
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    /** The document as maps, lists and values. A mapper could do it too, but takes longer to load than most commands. */
    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            node.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.textValue();
    }

    /** Formats the number within a section, such as {@code {{#decimals3}}{{score}}{{/decimals3}}}. */
    private static Mustache.Lambda number(DoubleFunction<String> format) {
        return text(value -> format.apply(Double.parseDouble(value)));
    }

    /** Formats the text within a section. */
    private static Mustache.Lambda text(UnaryOperator<String> format) {
        return (fragment, out) -> {
            StringWriter text = new StringWriter();
            fragment.execute(text);
            out.write(format.apply(text.toString()));
        };
    }

    /** An instant to the minute. */
    private static String minute(String instant) {
        return MINUTE.format(Instant.parse(instant));
    }

    /** Breaks a paragraph into indented lines that fit a terminal. */
    private static String wrap(String paragraph) {
        Help.TextTable table = Help.TextTable.forColumns(
                Help.defaultColorScheme(Help.Ansi.OFF), new Help.Column(TERMINAL_WIDTH, 5, Help.Column.Overflow.WRAP));
        table.indentWrappedLines = 0;
        table.addRowValues(paragraph);
        return table.toString().stripTrailing();
    }

    /** The text with control characters, which a file's name may have, as {@code \\u000a}. */
    static String oneLine(String text) {
        return CONTROL.matcher(text)
                .replaceAll(control ->
                        String.format(Locale.ROOT, "\\\\u%04x", control.group().codePointAt(0)));
    }

    private static String escapeMarkdown(String raw) {
        return raw.replaceAll("([\\\\`*_{}\\[\\]<>|#])", "\\\\$1").replaceAll("\\s+", " ");
    }
}
