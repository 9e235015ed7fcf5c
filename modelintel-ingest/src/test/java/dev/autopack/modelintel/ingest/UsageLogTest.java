package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.runtime.UsageEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageLogTest {

    @TempDir
    private Path directory;

    @Test
    void csvHasTheColumnsOfTheTable() throws IOException {
        List<UsageEvent> events = UsageLog.CSV.read(file("calls.csv", """
                        id,created_at,provider,model,role,run_id,phase_id,total_tokens,prompt_tokens,completion_tokens,cost_usd
                        1,2026-06-01T14:00:00+02:00,openai,gpt-5,builder,r,p,,1000,20,0.0125
                        2,2026-06-01 12:00:00,openai,gpt-5,,,,77,,,
                        """), "tidy");

        Instant noon = Instant.parse("2026-06-01T12:00:00Z");
        assertThat(events)
                .containsExactly(
                        new UsageEvent(
                                "csv",
                                "1",
                                "openai",
                                "gpt-5",
                                "builder",
                                Optional.of("r"),
                                Optional.of("p"),
                                1020,
                                OptionalLong.of(1000),
                                OptionalLong.of(20),
                                Optional.of(new BigDecimal("0.0125")),
                                noon),
                        new UsageEvent(
                                "csv",
                                "2",
                                "openai",
                                "gpt-5",
                                "tidy",
                                Optional.empty(),
                                Optional.empty(),
                                77,
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                Optional.empty(),
                                noon));
    }

    @Test
    void aSpendOfZeroInTheLogOfLitellmIsUnknownUnlessTheAnswerWasCached() throws IOException {
        List<UsageEvent> events = UsageLog.LITELLM_SPEND_LOGS.read(file("spend.csv", """
                        request_id,call_type,spend,total_tokens,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,cache_hit
                        a,acompletion,0.5,30,20,10,2026-06-01 12:00:00.123,claude-sonnet-4-5,anthropic,False
                        b,acompletion,0,30,20,10,2026-06-01 12:00:00.123,own-model,,
                        c,acompletion,0,30,20,10,2026-06-01 12:00:00.123,claude-sonnet-4-5,anthropic,True
                        d,health,0,0,0,0,2026-06-01 12:00:00.123,,,
                        """), "builder");

        assertThat(events)
                .extracting(event -> event.id() + " " + event.provider() + " "
                        + event.costUsd().map(BigDecimal::toPlainString).orElse("-"))
                .containsExactly("a anthropic 0.5", "b litellm -", "c anthropic 0");
    }

    @Test
    void aSpanThatNamesAModelAndCountsTokensIsACall() throws IOException {
        List<UsageEvent> events = UsageLog.OTEL_GENAI.read(file("spans.jsonl", """
                        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t1","spanId":"s1","startTimeUnixNano":"1780315200000000000","attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"glm-4.7"}},{"key":"gen_ai.provider.name","value":{"stringValue":"zhipu"}},{"key":"gen_ai.agent.name","value":{"stringValue":"planner"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"100"}},{"key":"gen_ai.usage.output_tokens","value":{"intValue":7}}]},{"traceId":"t1","spanId":"s2","startTimeUnixNano":"1","attributes":[{"key":"gen_ai.tool.name","value":{"stringValue":"grep"}}]}]}]}]}

                        {"resourceSpans":[]}
                        """), "builder");

        assertThat(events)
                .containsExactly(new UsageEvent(
                        "otel-genai",
                        "t1/s1",
                        "zhipu",
                        "glm-4.7",
                        "agent:planner",
                        Optional.of("t1"),
                        Optional.empty(),
                        107,
                        OptionalLong.of(100),
                        OptionalLong.of(7),
                        Optional.empty(),
                        Instant.parse("2026-06-01T12:00:00Z")));
    }

    @Test
    void theJsonOfLitellmHasAnEmptyTextWhereNothingIsKnown() throws IOException {
        List<UsageEvent> events = UsageLog.LITELLM_SPEND_LOGS.read(file("spend.json", """
                        [{"request_id": "a", "startTime": "2026-06-01T12:00:00Z", "model": "glm-4.7", "custom_llm_provider": "",
                          "session_id": "", "total_tokens": 30},
                         {"request_id": "b", "startTime": "2026-06-01T12:00:00Z", "model": "", "total_tokens": 0}]
                        """), "builder");

        assertThat(events).hasSize(1);
        assertThat(events.get(0).provider()).isEqualTo("litellm");
        assertThat(events.get(0).run()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csv | id,created_at,provider,total_tokens | 1,2026-06-01,p,7 | 1: the column model is missing",
                "csv | id,created_at,provider,model | 1,2026-06-01T12:00:00Z,p,m | 2: events[1].total_tokens is missing",
                "litellm-spend-logs | request_id,startTime,total_tokens | a,2026-06-01T12:00:00Z,7"
                        + " | 1: the column model is missing",
                "litellm-spend-logs | request_id,startTime,model | a,2026-06-01T12:00:00Z,m"
                        + " | 2: spend_logs[1].total_tokens is missing",
                "litellm-spend-logs | request_id,model,total_tokens | a,m,7 | 1: the column startTime is missing"
            })
    void aColumnThatTheFormatNeedsIsNamedWhereItIsMissing(String source, String header, String row, String fault)
            throws IOException {
        Path calls = file("calls.csv", header + "\n" + row + "\n");

        assertThatThrownBy(() -> log(source).read(calls, "builder"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("calls.csv:" + fault);
    }

    @Test
    void aLogWithoutCallsHasTheColumnsToo() throws IOException {
        Path quiet = file("quiet.csv", "id,created_at,provider,model,total_tokens\n");
        Path cut = file("cut.csv", "id,created_at,provi");

        assertThat(UsageLog.CSV.read(quiet, "r")).isEmpty();
        assertThatThrownBy(() -> UsageLog.CSV.read(cut, "r"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cut.csv:1: the column provider is missing");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "2026-06-01T00:00:00Z,-1,1,has -1 tokens",
                "2026-06-01T00:00:00Z,1000000000001,1,has 1000000000001 tokens",
                "2026-06-01T00:00:00Z,1,1e16,cost 10000000000000000 USD",
                "1969-12-31T00:00:00Z,1,1,is of 1969-12-31T00:00:00Z",
                "+99999-01-01T00:00:00Z,1,1,is of +99999-01-01T00:00:00Z"
            })
    void aCallThatNobodyBelievesIsRefused(String at, String tokens, String usd, String fault) throws IOException {
        Path calls = file(
                "calls.csv",
                "id,created_at,provider,model,total_tokens,cost_usd\n1," + at + ",p,m," + tokens + "," + usd + "\n");

        assertThatThrownBy(() -> UsageLog.CSV.read(calls, "r"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("calls.csv:2: ")
                .hasMessageContaining(fault);
    }

    @Test
    void aFileWithoutSpansOrWithoutSpansOfModelsIsRefused() throws IOException {
        Path metrics = file("metrics.jsonl", "{\"resourceMetrics\":[]}\n{\"resourceLogs\":[]}\n");
        Path tools = file("tools.jsonl", """
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t","spanId":"s","attributes":[]}]}]}]}
                """);

        assertThatThrownBy(() -> UsageLog.OTEL_GENAI.read(metrics, "r"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("metrics.jsonl: no document has resourceSpans");
        assertThatThrownBy(() -> UsageLog.OTEL_GENAI.read(tools, "r"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("tools.jsonl: none of the 1 spans has both gen_ai.request.model and");
        assertThat(UsageLog.OTEL_GENAI.read(file("quiet.jsonl", "{\"resourceSpans\":[]}\n"), "r"))
                .isEmpty();
    }

    private static UsageLog log(String source) {
        return Arrays.stream(UsageLog.values())
                .filter(log -> log.toString().equals(source))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() throws IOException {
        Path twice = file("twice.csv", """
                id,created_at,provider,model,total_tokens
                1,2026-06-01T00:00:00Z,p,m,1
                1,2026-06-01T00:00:00Z,p,m,1
                """);
        Path broken = file("broken.jsonl", "{}\n{\"resourceSpans\":[\n");

        assertThatThrownBy(() -> UsageLog.CSV.read(twice, "r"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("two calls with the id '1'");
        assertThatThrownBy(() -> UsageLog.OTEL_GENAI.read(broken, "r"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("document in line 2");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
