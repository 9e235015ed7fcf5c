package dev.autopack.modelintel.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.common.hash.Hashing;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.nio.charset.StandardCharsets;
import org.jooq.JSONB;

/**
 * Domain records as JSON of the same shape, and back to equal records: no digit is lost. The same value has the same text
 * on every Java, so that its digest tells whether it is the same.
 */
final class RecordJson {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // The JDK's own way to write a double has changed with Java 19.
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addMixIn(ModelId.class, Name.class)
            .addMixIn(UseCaseId.class, Name.class)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            // A field that a later version has dropped.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private RecordJson() {}

    /** Names are written as plain text. */
    private abstract static class Name {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        @SuppressWarnings("UnusedVariable")
        Name(String value) {}

        @JsonValue
        abstract String value();
    }

    static JSONB written(Object value) {
        return JSONB.jsonb(text(value));
    }

    static <T> T read(JSONB json, Class<T> type) {
        try {
            return MAPPER.readValue(json.data(), type);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    static <T> T read(JSONB json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json.data(), type);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** SHA-256 of the text, in hexadecimal. */
    static String digest(Object value) {
        return Hashing.sha256().hashString(text(value), StandardCharsets.UTF_8).toString();
    }

    private static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A domain record cannot be written as JSON.", e);
        }
    }

    private static IllegalStateException unreadable(JsonProcessingException e) {
        return new IllegalStateException("A JSON column does not hold what this version of modelintel writes.", e);
    }
}
