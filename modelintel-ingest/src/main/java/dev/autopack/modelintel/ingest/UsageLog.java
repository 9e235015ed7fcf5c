package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.ingest.Value.Mapping;
import dev.autopack.modelintel.ingest.Value.Scalar;
import dev.autopack.modelintel.ingest.Value.Sequence;
import dev.autopack.modelintel.runtime.UsageEvent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Calls of models that another program has logged. */
public enum UsageLog {

    /** Columns like those of {@code llm_usage_events}, with {@code id} and, where known, {@code cost_usd}. */
    CSV("csv") {
        @Override
        List<UsageEvent> events(Path file, String usualRole) {
            return Records.read(file, "events", "id", "created_at", "provider", "model").stream()
                    .map(row -> row.made(() -> new UsageEvent(
                            toString(),
                            row.text("id"),
                            row.text("provider"),
                            row.text("model"),
                            row.optionalText("role").orElse(usualRole),
                            row.optionalText("run_id"),
                            row.optionalText("phase_id"),
                            totalTokens(row),
                            whole(row, "prompt_tokens"),
                            whole(row, "completion_tokens"),
                            row.optionalNumber("cost_usd"),
                            time(row, "created_at"))))
                    .toList();
        }
    },

    /** The rows of {@code LiteLLM_SpendLogs}, as CSV or JSON. */
    LITELLM_SPEND_LOGS("litellm-spend-logs") {
        @Override
        List<UsageEvent> events(Path file, String usualRole) {
            return Records.read(file, "spend_logs", "request_id", "startTime", "model").stream()
                    .filter(row -> !row.has("model") || filled(row, "model").isPresent()) // a health check has none
                    .map(row -> row.made(() -> new UsageEvent(
                            toString(),
                            row.text("request_id"),
                            filled(row, "custom_llm_provider").orElse("litellm"),
                            row.text("model"),
                            usualRole,
                            filled(row, "session_id"),
                            Optional.empty(),
                            totalTokens(row),
                            whole(row, "prompt_tokens"),
                            whole(row, "completion_tokens"),
                            spend(row),
                            time(row, "startTime"))))
                    .toList();
        }

        /** LiteLLM writes an empty text where it knows nothing. */
        private Optional<String> filled(Fields row, String key) {
            return row.optional(key)
                    .filter(value ->
                            !(value instanceof Scalar scalar && scalar.text().isBlank()))
                    .flatMap(value -> row.optionalText(key));
        }

        /** LiteLLM writes 0 where it knows no price; only an answer from the cache is free. */
        private Optional<BigDecimal> spend(Fields row) {
            boolean cached = row.optional("cache_hit")
                    .filter(value -> value instanceof Scalar hit && hit.text().equalsIgnoreCase("true"))
                    .isPresent();
            return row.optionalNumber("spend").filter(usd -> cached || usd.signum() != 0);
        }
    },

    /** OpenTelemetry spans with the GenAI attributes, in OTLP JSON, one document in each line. */
    OTEL_GENAI("otel-genai") {
        @Override
        List<UsageEvent> events(Path file, String usualRole) {
            SourceText source = SourceText.read(file);
            List<Fields> documents = new ArrayList<>();
            List<String> lines = source.text().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    String name = source.name() + ", document in line " + (i + 1);
                    documents.add(Fields.of("", JsonReader.read(new SourceText(name, lines.get(i), false))));
                }
            }
            if (documents.stream().noneMatch(document -> document.has("resourceSpans"))) {
                throw new BadInputException(
                        file + ": no document has resourceSpans. Maybe it is no OTLP JSON, or has no traces.");
            }
            List<Fields> spans =
                    documents.stream().map(this::spans).flatMap(List::stream).toList();
            List<UsageEvent> events = spans.stream()
                    .flatMap(span -> event(span, usualRole).stream())
                    .toList();
            if (events.isEmpty() && !spans.isEmpty()) {
                throw new BadInputException(file + ": none of the " + spans.size()
                        + " spans has both gen_ai.request.model and gen_ai.usage.input_tokens or .output_tokens. Maybe"
                        + " the program follows other conventions.");
            }
            return events;
        }

        private List<Fields> spans(Fields document) {
            List<Fields> spans = new ArrayList<>();
            for (Fields resource : list(document, "resourceSpans")) {
                for (Fields scope : list(resource, "scopeSpans")) {
                    spans.addAll(list(scope, "spans"));
                }
            }
            return spans;
        }

        /** A span that names no model or counts no tokens is no call of a model. */
        private Optional<UsageEvent> event(Fields span, String usualRole) {
            Map<String, String> attributes = attributes(span);
            Optional<String> model = Optional.ofNullable(attributes.get("gen_ai.request.model"))
                    .or(() -> Optional.ofNullable(attributes.get("gen_ai.response.model")));
            OptionalLong input = whole(span, attributes, "gen_ai.usage.input_tokens");
            OptionalLong output = whole(span, attributes, "gen_ai.usage.output_tokens");
            if (model.isEmpty() || (input.isEmpty() && output.isEmpty())) {
                return Optional.empty();
            }
            String trace = span.text("traceId");
            return Optional.of(span.made(() -> new UsageEvent(
                    toString(),
                    trace + "/" + span.text("spanId"),
                    Optional.ofNullable(attributes.get("gen_ai.provider.name"))
                            .or(() -> Optional.ofNullable(attributes.get("gen_ai.system")))
                            .orElse("unknown"),
                    model.get(),
                    Optional.ofNullable(attributes.get("gen_ai.agent.name"))
                            .map(agent -> "agent:" + agent)
                            .orElse(usualRole),
                    Optional.of(trace),
                    Optional.empty(),
                    input.orElse(0) + output.orElse(0),
                    input,
                    output,
                    Optional.empty(),
                    nanoseconds(span, "startTimeUnixNano"))));
        }

        private Map<String, String> attributes(Fields span) {
            Map<String, String> attributes = new HashMap<>();
            for (Fields attribute : list(span, "attributes")) {
                String key = attribute.text("key");
                Fields value = attribute.fields("value");
                // OTLP writes a whole number of 64 bits as text.
                for (String type : List.of("stringValue", "intValue")) {
                    value.optional(type)
                            .filter(Scalar.class::isInstance)
                            .map(Scalar.class::cast)
                            .ifPresent(scalar -> attributes.put(key, scalar.text()));
                }
            }
            return attributes;
        }

        private OptionalLong whole(Fields span, Map<String, String> attributes, String key) {
            String text = attributes.get(key);
            if (text == null) {
                return OptionalLong.empty();
            }
            try {
                return OptionalLong.of(Long.parseLong(text));
            } catch (NumberFormatException e) {
                throw span.bad("attributes", "has " + key + " = " + Printable.quote(text), "write a whole number");
            }
        }

        private Instant nanoseconds(Fields span, String key) {
            try {
                return Instant.ofEpochSecond(0, Long.parseLong(((Scalar) span.required(key)).text()));
            } catch (NumberFormatException | ClassCastException e) {
                throw span.bad(key, "is no time", "write nanoseconds since 1970");
            }
        }
    };

    private final String source;

    UsageLog(String source) {
        this.source = source;
    }

    /** What the format is called, in options and in the calls that were read from it. */
    @Override
    public String toString() {
        return source;
    }

    /**
     * Reads a file.
     *
     * @param usualRole the role of a call whose log names none
     * @throws BadInputException if the file is missing, longer than 16 MiB, malformed or of another format, or a call lacks
     *     something, or is there twice
     */
    public List<UsageEvent> read(Path file, String usualRole) {
        List<UsageEvent> events = events(file, usualRole);
        Map<String, UsageEvent> byId = new HashMap<>();
        for (UsageEvent event : events) {
            if (byId.put(event.id(), event) != null) {
                throw new BadInputException(file + ": there are two calls with the id " + Printable.quote(event.id())
                        + ". Maybe two logs were joined.");
            }
        }
        return events;
    }

    abstract List<UsageEvent> events(Path file, String usualRole);

    private static List<Fields> list(Fields parent, String key) {
        return parent.optional(key).stream()
                .flatMap(value -> value instanceof Sequence sequence ? sequence.items().stream() : Stream.of(value))
                .filter(Mapping.class::isInstance)
                .map(value -> Fields.of(key, value))
                .toList();
    }

    private static OptionalLong whole(Fields row, String key) {
        Optional<BigDecimal> number = row.optionalNumber(key);
        try {
            return number.isPresent() ? OptionalLong.of(number.get().longValueExact()) : OptionalLong.empty();
        } catch (ArithmeticException e) {
            throw row.bad(key, "is " + number.get(), "write a whole number");
        }
    }

    /** The sum where the log has none; a call without any tokens says so with a 0. */
    private static long totalTokens(Fields row) {
        OptionalLong prompt = whole(row, "prompt_tokens");
        OptionalLong completion = whole(row, "completion_tokens");
        if (prompt.isEmpty() && completion.isEmpty()) {
            row.required("total_tokens");
        }
        return whole(row, "total_tokens").orElseGet(() -> prompt.orElse(0) + completion.orElse(0));
    }

    /** A time without a zone is in UTC. */
    private static Instant time(Fields row, String key) {
        String text = row.text(key).replace(' ', 'T');
        try {
            return OffsetDateTime.parse(text.matches(".*(Z|[+-]\\d\\d:\\d\\d)") ? text : text + "Z")
                    .toInstant();
        } catch (DateTimeException e) {
            throw row.bad(key, "is " + Printable.quote(text) + ", no time", "write it like 2026-01-31T12:00:00Z");
        }
    }
}
