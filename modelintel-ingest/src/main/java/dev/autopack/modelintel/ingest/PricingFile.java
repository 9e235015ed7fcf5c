package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.ingest.Value.Mapping;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The prices of {@code pricing.yaml}. A section with prices is a provider; all other sections are left alone. */
final class PricingFile {

    private static final String INPUT = "input_per_1k";
    private static final String OUTPUT = "output_per_1k";
    private static final BigDecimal HIGHEST_PER_MILLION = BigDecimal.valueOf(10_000);
    private static final Pattern UPDATED = Pattern.compile("#\\s*Updated:\\s*(\\d{4}-\\d{2}-\\d{2})\\b.*");

    private final Optional<Instant> updated;
    private final List<Listed> prices = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> unread = new LinkedHashSet<>();

    /**
     * One price as listed.
     *
     * @param at where it stands
     * @param provider its section
     * @param model its name as written
     * @param effectiveAt its own date, else that of the file's header
     */
    record Listed(
            Position at,
            String provider,
            ModelId model,
            BigDecimal inputUsdPerMillion,
            BigDecimal outputUsdPerMillion,
            Optional<Instant> effectiveAt,
            Optional<String> sourceUrl) {}

    private PricingFile(SourceText source) {
        this.updated = updated(source);
        Fields document = Fields.of("", YamlParser.read(source));
        requireUsd(document);
        document.keys().forEach(key -> document.optional(key).ifPresent(value -> section(document, key, value)));
    }

    /** @throws BadInputException if the file is malformed or a price is incomplete, impossible or not in USD */
    static PricingFile read(SourceText source) {
        return new PricingFile(source);
    }

    List<Listed> prices() {
        return prices;
    }

    /** What was not read and why. */
    List<String> notes() {
        return notes;
    }

    private void section(Fields document, String key, Value value) {
        if (isPrice(value)) {
            throw document.bad(key, "has a price but stands outside of a provider", "indent it below its provider");
        }
        if (!(value instanceof Mapping mapping)
                || mapping.members().values().stream().noneMatch(member -> isPrice(member.value()))) {
            return;
        }
        Fields provider = document.fields(key);
        requireUsd(provider);
        for (String model : provider.others()) {
            if (provider.optional(model).filter(PricingFile::isPrice).isPresent()) {
                prices.add(listed(key, model, provider.fields(model)));
            } else {
                notes.add(provider.at(model) + ": " + Printable.quote(model) + " of " + Printable.quote(key)
                        + " has neither " + INPUT + " nor " + OUTPUT + " and was not read.");
            }
        }
    }

    private Listed listed(String provider, String model, Fields fields) {
        requireUsd(fields);
        BigDecimal input = usdPerMillion(fields, INPUT);
        BigDecimal output = usdPerMillion(fields, OUTPUT);
        Optional<Instant> effectiveAt = fields.optionalInstant("effective_at");
        Optional<Instant> ownUpdate = fields.optionalInstant("updated");
        Optional<String> sourceUrl = fields.optionalUrl("source_url").map(URI::toString);
        fields.others().stream()
                .filter(unread::add)
                .forEach(key -> notes.add(fields.at(key) + ": "
                        + Printable.quote(key) + " of " + Printable.quote(model)
                        + " is no key of a price and was not read, here"
                        + " and below."));
        return new Listed(
                fields.at(),
                provider,
                fields.made(() -> ModelId.of(model)),
                input,
                output,
                effectiveAt.or(() -> ownUpdate).or(() -> updated),
                sourceUrl);
    }

    private static BigDecimal usdPerMillion(Fields fields, String key) {
        BigDecimal perThousand = fields.number(key);
        BigDecimal perMillion = perThousand.movePointRight(3);
        if (perThousand.signum() < 0) {
            throw fields.bad(key, "is " + perThousand + ", below 0", "a minus sign slipped in");
        }
        if (perMillion.compareTo(HIGHEST_PER_MILLION) > 0) {
            throw fields.bad(
                    key,
                    "is " + perThousand + " USD per 1,000 tokens, above 10",
                    "it is meant per million tokens: divide it by 1,000");
        }
        return perMillion;
    }

    private static void requireUsd(Fields fields) {
        fields.optionalText("currency")
                .filter(currency -> !currency.equals("USD"))
                .ifPresent(currency -> {
                    throw fields.bad(
                            "currency",
                            "is " + Printable.quote(currency) + ", but prices are kept in USD",
                            "convert them");
                });
    }

    private static boolean isPrice(Value value) {
        return value instanceof Mapping mapping
                && (mapping.members().containsKey(INPUT) || mapping.members().containsKey(OUTPUT));
    }

    /** The date in the comment {@code # Updated: 2026-01-31} above the content. */
    private static Optional<Instant> updated(SourceText source) {
        List<String> header = source.text()
                .lines()
                .takeWhile(line -> line.isBlank() || line.startsWith("#"))
                .toList();
        for (int i = 0; i < header.size(); i++) {
            Matcher matcher = UPDATED.matcher(header.get(i));
            if (matcher.matches()) {
                return Optional.of(startOf(matcher.group(1), new Position(source.name(), i + 1, 1)));
            }
        }
        return Optional.empty();
    }

    private static Instant startOf(String date, Position at) {
        try {
            return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw at.bad("the date of 'Updated:' is " + date + ", which no calendar has. Maybe correct it.");
        }
    }
}
