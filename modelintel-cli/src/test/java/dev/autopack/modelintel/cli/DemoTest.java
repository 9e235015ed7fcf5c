package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @Test
    void theDemoEndsWithRecommendationsAPageAndAPatchAndCanBeRunAgain(@TempDir Path directory) {
        Path output = directory.resolve("demo");
        CommandLineRun first = CommandLineRun.of("demo", "--output", output.toString());

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .containsPattern("(?m)^[a-z_]+: switch \\S+ -> \\S+$")
                .contains("\n+++ b/")
                .containsPattern("(?m)^\\S+models.yaml:[0-9]+:[0-9]+: \\S+ current, configuration");
        assertThat(output.resolve("report.html")).content().contains("<h1>Model recommendations</h1>");

        CommandLineRun second = CommandLineRun.of("demo", "--output", output.toString());
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.out()).contains("benchmarks   0 added, 0 updated");
        assertThat(recommendations(second)).isEqualTo(recommendations(first));

        CommandLineRun later =
                CommandLineRun.of(Map.of("DATABASE_URL", "embedded:" + output.resolve("database")), "report");
        assertThat(later.exitCode()).as(later.err()).isZero();
        assertThat(later.out()).contains("proposed");
    }

    private static List<String> recommendations(CommandLineRun run) {
        return run.out()
                .lines()
                .filter(line -> line.contains("(recommendation "))
                .toList();
    }
}
