package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.ingest.Value.Form;
import dev.autopack.modelintel.ingest.Value.Mapping;
import dev.autopack.modelintel.ingest.Value.Member;
import dev.autopack.modelintel.ingest.Value.Scalar;
import dev.autopack.modelintel.ingest.Value.Sequence;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mapping read field by field. Whatever is wrong with one is a {@link BadInputException} that names file, line and
 * field. It remembers which keys were asked for, so that no list of known keys is kept beside the code.
 */
final class Fields {

    /** Several scripts and emoji need them within a word. */
    private static final String JOINERS = "\u200C\u200D";

    /** How long a text may be, and what it may have of the characters that are seen badly or not at all. */
    private enum Extent {
        LINE(300, JOINERS),
        ADDRESS(2_000, ""),
        PROSE(10_000, JOINERS + "\n\r\t");

        private final int longest;
        private final String tolerated;

        Extent(int longest, String tolerated) {
            this.longest = longest;
            this.tolerated = tolerated;
        }
    }

    /** Two digits of exponent: prices and scores need no more, and printing a longer one takes gigabytes. */
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:[0-9]{1,30}(?:\\.[0-9]{0,30})?|\\.[0-9]{1,30})(?:[eE][-+]?[0-9]{1,2})?");

    private final String path;
    private final Mapping mapping;
    private final Set<String> asked = new LinkedHashSet<>();

    private Fields(String path, Mapping mapping) {
        this.path = path;
        this.mapping = mapping;
    }

    /**
     * The fields of a mapping.
     *
     * @param path where it stands in the document, keys joined by dots; empty for the document itself
     * @throws BadInputException if the value is no mapping
     */
    static Fields of(String path, Value value) {
        if (value instanceof Mapping mapping) {
            return new Fields(path, mapping);
        }
        throw value.at()
                .bad((path.isEmpty() ? "the document" : path)
                        + " is no mapping. Maybe write it as 'key: value' lines, indented below it.");
    }

    Position at() {
        return mapping.at();
    }

    /** Where a key stands. */
    Position at(String key) {
        Member member = mapping.members().get(key);
        return member == null ? at() : member.at();
    }

    /** All keys; each is a line of text like any other. */
    Set<String> keys() {
        mapping.members().forEach((key, member) -> {
            if (key.isBlank()
                    || key.length() > Extent.LINE.longest
                    || hidden(key, Extent.LINE).isPresent()) {
                throw member.at()
                        .bad(pathOf(key) + " is a key that is blank, longer than " + Extent.LINE.longest
                                + " characters or has invisible ones. Maybe correct it.");
            }
        });
        return mapping.members().keySet();
    }

    /** Whether there is a key, with a value or without. */
    boolean has(String key) {
        return mapping.members().containsKey(key);
    }

    /** The value of a key, unless it is missing or null. */
    Optional<Value> optional(String key) {
        asked.add(key);
        return mapping.get(key).filter(value -> !(value instanceof Scalar scalar && scalar.form() == Form.NOTHING));
    }

    Value required(String key) {
        return optional(key).orElseThrow(() -> missing(key));
    }

    /** A line of up to 300 characters. */
    String text(String key) {
        return optionalText(key).orElseThrow(() -> missing(key));
    }

    Optional<String> optionalText(String key) {
        return optional(key).map(value -> checked(key, value, Extent.LINE));
    }

    /** Up to 10,000 characters, line ends and tabs among them. */
    String prose(String key) {
        return checked(key, required(key), Extent.PROSE);
    }

    List<String> texts(String key) {
        if (required(key) instanceof Sequence list) {
            return list.items().stream()
                    .map(item -> checked(key, item, Extent.LINE))
                    .toList();
        }
        throw bad(key, "is no list", "write it in brackets");
    }

    ModelId model(String key) {
        String name = text(key);
        return made(() -> ModelId.of(name));
    }

    /** An http or https address. */
    URI url(String key) {
        return optionalUrl(key).orElseThrow(() -> missing(key));
    }

    Optional<URI> optionalUrl(String key) {
        return optional(key).map(value -> {
            String text = checked(key, value, Extent.ADDRESS);
            try {
                URI url = new URI(text);
                if (url.getHost() != null && Set.of("http", "https").contains(url.getScheme())) {
                    return url;
                }
            } catch (URISyntaxException e) {
                throw bad(key, "is " + Printable.quote(text) + ", no address", "encode what is special in it");
            }
            throw bad(key, "is " + Printable.quote(text) + ", no http(s) address", "begin it with https://");
        });
    }

    BigDecimal number(String key) {
        return optionalNumber(key).orElseThrow(() -> missing(key));
    }

    Optional<BigDecimal> optionalNumber(String key) {
        return optional(key).map(value -> number(key, value));
    }

    /** The numbers of a mapping by key. */
    Map<String, BigDecimal> numbers(String key) {
        Fields inner = fields(key);
        return inner.keys().stream().collect(Collectors.toMap(Function.identity(), inner::number));
    }

    Optional<Integer> optionalWhole(String key) {
        return optionalNumber(key).map(number -> {
            try {
                return number.intValueExact();
            } catch (ArithmeticException e) {
                throw bad(key, "is " + number + ", no whole number below 2,147,483,648", "round it");
            }
        });
    }

    int whole(String key) {
        return optionalWhole(key).orElseThrow(() -> missing(key));
    }

    boolean flag(String key) {
        return optionalFlag(key).orElseThrow(() -> missing(key));
    }

    Optional<Boolean> optionalFlag(String key) {
        return optional(key).map(value -> {
            if (value instanceof Scalar scalar && scalar.form() == Form.FLAG) {
                return scalar.text().equalsIgnoreCase("true");
            }
            throw bad(key, "is " + shown(value) + ", neither true nor false", "write one of them without quotes");
        });
    }

    Optional<LocalDate> optionalDate(String key) {
        return optional(key).map(value -> date(key, checked(key, value, Extent.LINE)));
    }

    /** A date, which means its first moment in UTC, or a time with its zone. */
    Optional<Instant> optionalInstant(String key) {
        return optional(key).map(value -> {
            String text = checked(key, value, Extent.LINE);
            if (text.length() <= "2026-01-31".length()) {
                return date(key, text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            try {
                OffsetDateTime time = OffsetDateTime.parse(text);
                return inRange(key, time.toLocalDate(), time.toInstant());
            } catch (DateTimeException e) {
                throw noDate(key, text);
            }
        });
    }

    /** One of the constants of an enum, by its name in lower case. */
    <E extends Enum<E>> Optional<E> optionalChoice(String key, E[] choices) {
        return optionalText(key)
                .map(text -> Arrays.stream(choices)
                        .filter(choice -> lowerCase(choice).equals(text))
                        .findFirst()
                        .orElseThrow(() -> bad(
                                key,
                                "is " + Printable.quote(text),
                                "use one of "
                                        + Arrays.stream(choices)
                                                .map(Fields::lowerCase)
                                                .collect(Collectors.joining(", ")))));
    }

    <E extends Enum<E>> E choice(String key, E[] choices) {
        return optionalChoice(key, choices).orElseThrow(() -> missing(key));
    }

    Fields fields(String key) {
        return of(pathOf(key), required(key));
    }

    /** The keys that nobody has asked for. */
    List<String> others() {
        return keys().stream().filter(key -> !asked.contains(key)).toList();
    }

    /** @throws BadInputException if there is a key that nobody has asked for */
    void refuseOthers() {
        others().stream().findFirst().ifPresent(key -> {
            throw at(key).bad(
                            pathOf(key) + " is no known key. Maybe you mean one of " + String.join(", ", asked) + ".");
        });
    }

    /** A domain value; what it refuses is bad input here. */
    <T> T made(Supplier<T> domainValue) {
        try {
            return domainValue.get();
        } catch (IllegalArgumentException e) {
            throw at().bad((path.isEmpty() ? "" : path + ": ") + e.getMessage());
        }
    }

    /** A fault of a field: what it is, and what to do about it. */
    BadInputException bad(String key, String what, String maybe) {
        return at(key).bad(pathOf(key) + " " + what + ". Maybe " + maybe + ".");
    }

    private BadInputException missing(String key) {
        return at().bad(pathOf(key) + " is missing. Maybe it is mistyped or not indented like its siblings.");
    }

    private String pathOf(String key) {
        String shown = Printable.shortened(key);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    private String checked(String key, Value value, Extent extent) {
        if (!(value instanceof Scalar scalar)) {
            throw bad(key, "is no text", "quote it");
        }
        String text = scalar.text();
        if (text.isBlank()) {
            throw bad(key, "is blank", "leave it out or fill it in");
        }
        if (text.length() > extent.longest) {
            throw bad(key, "has " + text.length() + " characters", "shorten it to " + extent.longest);
        }
        hidden(text, extent).ifPresent(c -> {
            throw bad(
                    key,
                    String.format(Locale.ROOT, "has the character U+%04X in %s", c, Printable.quote(text)),
                    "remove it");
        });
        return text;
    }

    private static OptionalInt hidden(String text, Extent extent) {
        return text.codePoints()
                .filter(c -> Printable.breaksOrHides(c) && extent.tolerated.indexOf(c) < 0)
                .findFirst();
    }

    private BigDecimal number(String key, Value value) {
        if (value instanceof Scalar scalar
                && scalar.form() == Form.NUMBER
                && DECIMAL.matcher(scalar.text()).matches()) {
            return new BigDecimal(scalar.text());
        }
        throw bad(key, "is " + shown(value) + ", not a number", "write digits with a point, without quotes or unit");
    }

    private LocalDate date(String key, String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            return inRange(key, date, date);
        } catch (DateTimeException e) {
            throw noDate(key, text);
        }
    }

    private <T> T inRange(String key, LocalDate date, T value) {
        if (date.getYear() < 1970 || date.getYear() > 2999) {
            throw bad(key, "is " + date + ", not from 1970 to 2999", "a digit is wrong");
        }
        return value;
    }

    private BadInputException noDate(String key, String text) {
        return bad(
                key, "is " + Printable.quote(text) + ", no date", "write it like 2026-01-31 or 2026-01-31T12:00:00Z");
    }

    private static String shown(Value value) {
        return value instanceof Scalar scalar ? Printable.quote(scalar.text()) : "a mapping or list";
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
