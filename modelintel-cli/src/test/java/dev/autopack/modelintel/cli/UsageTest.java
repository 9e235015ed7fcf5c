package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said without a database. */
class UsageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrate",
                "ingest-catalog",
                "ingest-benchmarks",
                "ingest-sentiment --from ../config/sentiment.yaml",
                "compute-runtime-stats --window-days 30",
                "recommend --all",
                "drift",
                "prices --model glm-4.7",
                "cost --model glm-4.7 --input-tokens 1",
                "report",
                "explain --recommendation-id 1",
                "explain --use-case tidy_semantic",
                "replay --recommendation-id 1",
                "propose-patch --recommendation-id 1",
                "propose-patch --all-accepted",
                "accept --recommendation-id 1 --by Ann",
                "reject --recommendation-id 1 --by Ann --note no",
                "mark-implemented --recommendation-id 1 --by Ann",
                "refresh"
            })
    void noCommandGuessesADatabase(String command) {
        CommandLineRun run = CommandLineRun.of((command + " --config ../config").split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("modelintel: No database is named. Maybe give --database-url or set DATABASE_URL, such as"
                        + " postgresql://user@host/db, or embedded:DIR for a private one.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "ingest-catalog --from nowhere.json --source hearsay ~ --source hearsay is unknown. Maybe use one of models-dev",
                "ingest-catalog --from nowhere.json --source litellm ~ nowhere.json does not exist",
                "cost ~ Missing required argument (specify one of these)",
                "cost --model glm-4.7 ~ There are no tokens to price. Maybe give --input-tokens or --output-tokens.",
                "cost --model glm-4.7 --input-tokens -1 ~ There are -1 input tokens; it must be a number from 0.",
                "repor ~ Unmatched argument at index 0: 'repor'. Maybe you mean report",
                "recommend --al ~ Unknown option: '--al'. Maybe you mean --all.",
                "ingest-benchmarks --source aider ~ --source aider is of no file. Maybe name it with --from.",
                "refresh --window-days 0 ~ --window-days is 0. Maybe give 30",
                "refresh --until tomorrow ~ 'tomorrow' is no instant.",
                "propose-patch --recommendation-id 1 --output a --pr-body a ~ --output and --pr-body are one file, a.",
                "propose-patch --recommendation-id 1 --output a --pr-body ./a ~ --output and --pr-body are one file, a.",
                "frobnicate ~ Unmatched argument at index 0: 'frobnicate'",
                "recommend ~ modelintel: Missing required argument (specify one of these): (--use-case=U | --all)",
                "recommend --all --use-case tidy_semantic ~ --use-case=U, --all are mutually exclusive"
                        + " (specify only one)",
                "recommend --use-case Tidy ~ '--use-case': 'Tidy' is no name for a use case.",
                "recommend --all --as-of yesterday ~ 'yesterday' is no instant. Maybe write it like",
                "recommend --all --as-of 2999-01-01 ~ --as-of is 2999-01-01T00:00:00Z, and what will be known then",
                "recommend --all --weights price=1 ~ The weight of benchmark is missing.",
                "recommend --all --weights price=0.5,benchmark=0.4,runtime=0.2,sentiment=0.05 ~ add up to 1.150. Maybe lower one of them",
                "recommend --all --weights price=NaN,benchmark=0.4,runtime=0.2,sentiment=0.05 ~ must be numbers",
                "recommend --all --weights speed=1 ~ Maybe write them like price=0.35",
                "compute-runtime-stats ~ Missing required option: '--window-days=N'",
                "compute-runtime-stats --window-days 0 ~ --window-days is 0. Maybe give 30",
                "compute-runtime-stats --window-days x ~ '--window-days': 'x' is not an int",
                "compute-runtime-stats --window-days 36501 ~ it must be 1 to 36500",
                "drift --fail-above NaN ~ --fail-above is NaN. Maybe give 5: it must be at least 0.",
                "cost --input-tokens 1 --model a\u001b[31m ~ 'a\\u001b[31m' has the character U+001B. Maybe remove it.",
                "ingest-sentiment ~ Nothing to ingest is named. Maybe give one signal",
                "ingest-sentiment --model glm-4.7 ~ Missing required argument(s):",
                "recommend --all --min-confidence 1.5 --config ../config ~ --min-confidence is 1.5. Maybe give 0.6",
                "recommend --all --min-confidence high ~ '--min-confidence'",
                "explain ~ Missing required argument (specify one of these): (--recommendation-id=N | --use-case=U)",
                "explain --use-case tidy_semantic --compare-to 2 ~ --compare-to goes with a recommendation",
                "replay ~ Missing required argument (specify one of these): (--recommendation-id=N | --use-case=U)",
                "report --limit 0 ~ The limit is 0; it must be at least 1.",
                "report --status maybe ~ '--status'",
                "report --output report.pdf ~ A report is written as .html or .md, not as report.pdf.",
                "report --format xml ~ '--format'",
                "propose-patch ~ Missing required argument (specify one of these)",
                "propose-patch --all-accepted --recommendation-id 1 ~ mutually exclusive",
                "accept --recommendation-id 1 ~ Missing required option: '--by=WHO'",
                "reject --by Ann ~ Missing required option: '--recommendation-id=N'",
                "migrate --database-url mysql://localhost/db ~ Maybe",
                "migrate --database-url postgresql://localhost/db --schema Robert';DROP ~ Maybe"
            })
    void wrongUsageIsOneLine(String command, String expected) {
        CommandLineRun run = CommandLineRun.of(command.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(expected).startsWith("modelintel: ").endsWith("\n");
        assertThat(run.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "migrate --databse-url postgresql://u:hunter2@h/db ~ Unknown options: '--databse-url', 'postgresql://***'. Maybe you mean --database-url",
                "migrate --databse-url=postgresql://u:hunter2@h/db ~ '--databse-url=postgresql://***'. Maybe you mean",
                "migrate postgresql://u:hunter2@h/db ~ Unmatched argument at index 1: 'postgresql://***'.",
                "migrate postgresql://u:it's-hunter2@h/db ~ 'postgresql://***'.",
                "migrate postgresql://u:a@hunter2?b@h/db ~ 'postgresql://***'.",
                "migrate postgresql://h/db?user=u&password=hunter2&ssl=true ~ 'postgresql://***'.",
                "migrate postgresql://h/db?password=hunter2@1&user=u extra ~ 'postgresql://***'.",
                "migrate postgresql:/u:hunter2@h/db ~ 'postgresql:***@h/db'.",
                "migrate u:hunter2@h/db ~ 'u:***@h/db'.",
                "migrate password=hunter2 ~ 'password=***'.",
                "migrate --database-url=postgresql://u:hunter2@h/db extra ~ Unmatched argument at index 2: 'extra'.",
                "migrate --database-url postgresql://u:hunter2@h/db --database-url postgresql://u:hunter2@h/db ~ only once",
                "migrate --database-url=postgresql://u:hunter2\u001b@h/db ~ 'postgresql://***' has the character U+001B.",
                "migrate --quiet=postgresql://u:hunter2@h/db ~ 'postgresql://***'",
                "migrate --schema --database-url=postgresql://u:hunter2@h/db ~ '--schema'",
                "refresh --telemetry-urll postgresql://u:hunter2@h/db ~ 'postgresql://***'. Maybe you mean --telemetry-url",
                "refresh --window-days postgresql://u:hunter2@h/db ~ '--window-days': 'postgresql://***' is not an int",
                "recommend --all --as-of postgresql://u:hunter2@h/db ~ 'postgresql://***' is no instant. Maybe write it like",
                "recommend --all --weights postgresql://u:hunter2@h/db ~ 'postgresql://***' are no weights. Maybe",
                "recommend --use-case postgresql://u:hunter2@h/db ~ '--use-case': 'postgresql://***'",
                "report --format postgresql://u:hunter2@h/db ~ '--format'",
                "migrate --database-url mysql://u:hunter2@h/db ~ Maybe",
                "migrate --database-url postgresql://localhost/db --schema postgresql://u:hunter2@h/db ~ Maybe",
                "recommend --all --config postgresql://u:hunter2@h/db ~ --config postgresql:/***@h/db has no models.yaml",
                "ingest-catalog --from nowhere.json --source postgresql://u:hunter2@h/db ~ --source postgresql://***@h/db is unknown",
                "propose-patch --recommendation-id 1 --output postgresql://u:hunter2@h/db ~ Cannot write postgresql:/***@h/db: there is no directory"
            })
    void wrongUsageKeepsThePassword(String command, String expected) {
        CommandLineRun run = CommandLineRun.of(command.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(expected).doesNotContain("hunter2");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(CommandLineRun.of((command + " --verbose").split(" ")).err()).doesNotContain("hunter2");
    }

    @Test
    void helpNamesEveryCommandAndItsDefaults() {
        CommandLineRun help = CommandLineRun.of("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("demo", "migrate", "recommend", "propose-patch", "--database-url=URL");

        CommandLineRun recommend = CommandLineRun.of("recommend", "--help");
        assertThat(recommend.exitCode()).isZero();
        assertThat(recommend.out()).contains("--max-candidates=N", "Default: 3", "--config=DIR", "Default: config");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfInWholeSentences(String command, String summary) {
        CommandLineRun help = CommandLineRun.of(command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: modelintel " + command).contains("--database-url=URL");
        assertThat(summary).endsWith(".");
    }

    /** Each command with its line in the list of commands. */
    static List<Arguments> commands() {
        String help = CommandLineRun.of("--help").out();
        Matcher listed = Pattern.compile("(?m)^  ([a-z-]+) {2,}(.+(?:\\n {10,}\\S.*)*)$")
                .matcher(help.substring(help.indexOf("Commands:")));
        return listed.results()
                .map(line -> Arguments.of(line.group(1), line.group(2)))
                .toList();
    }

    @Test
    void noColourWhereTheEnvironmentAsksForNone() {
        System.setProperty("picocli.ansi", "true");
        try {
            assertThat(CommandLineRun.of("--help").out()).contains("\u001b[");
            assertThat(CommandLineRun.of(Map.of("NO_COLOR", "1"), "--help").out())
                    .doesNotContain("\u001b[");
        } finally {
            System.clearProperty("picocli.ansi");
        }
    }

    @Test
    void anErrorOfJavaItselfIsAnInternalOne() {
        StringWriter err = new StringWriter();
        Clock broken = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                throw new NoClassDefFoundError("org/duckdb/DuckDBDriver");
            }
        };

        int exitCode = Main.run(
                new PrintWriter(new StringWriter()), new PrintWriter(err), Map.of(), broken, "recommend", "--all");

        assertThat(exitCode).isEqualTo(4);
        assertThat(err.toString()).contains("internal error: java.lang.NoClassDefFoundError: org/duckdb/DuckDBDriver");
    }

    @Test
    void theVersionIsOneLine() {
        CommandLineRun run = CommandLineRun.of("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("modelintel ");
        assertThat(run.out().lines()).hasSize(1);
    }

    @Test
    void anUnreachableDatabaseIsExitCode3AndKeepsThePassword() {
        Map<String, String> environment = Map.of("DATABASE_URL", "postgresql://me:hunter2@127.0.0.1:1/nowhere");
        CommandLineRun run = CommandLineRun.of(environment, "migrate");
        CommandLineRun verbose = CommandLineRun.of(environment, "migrate", "--verbose");

        assertThat(verbose.err()).contains("\tat ").doesNotContain("hunter2");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("127.0.0.1").doesNotContain("hunter2");
        assertThat(run.err().lines()).hasSize(1);
    }
}
