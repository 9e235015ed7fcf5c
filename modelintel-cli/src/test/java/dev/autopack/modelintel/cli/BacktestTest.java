package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a small world of three models, without a database. */
class BacktestTest {

    @TempDir
    private Path directory;

    private Path outcomes;
    private Path prices;
    private Path benchmarks;

    @BeforeEach
    void write() throws IOException {
        StringBuilder runs = new StringBuilder("task_id,task_group,complexity,model,provider,success,cost_usd,date\n");
        for (int task = 0; task < 30; task++) {
            runs.append("t" + task + ",g,low,good-1,x,1,0.05,2026-01-01\n");
            runs.append("t" + task + ",g,low,fair-1,x," + task % 2 + ",0.05,2026-01-01\n");
            runs.append("t" + task + ",g,low,dear-1,,1,0.45,2026-01-01\n");
        }
        outcomes = Files.writeString(directory.resolve("outcomes.csv"), runs);
        prices = Files.writeString(directory.resolve("prices.csv"), """
                observed_at,provider,model,input_usd_per_mtok,output_usd_per_mtok
                2026-01-01T00:00:00Z,x,Good-1,1,4
                2026-01-01T00:00:00Z,x,fair-1,1,4
                2026-01-01T00:00:00Z,y,dear-1,9,36
                """);
        benchmarks = Files.writeString(directory.resolve("index.json"), """
                [{"model": "Good-1", "benchmark": "swe-bench", "score": 70, "cost_per_instance": 0.06},
                 {"model": "fair-1", "benchmark": "swe-bench", "score": 40, "cost_per_instance": 0.06},
                 {"model": "dear-1", "benchmark": "swe-bench", "score": 75, "cost_per_instance": 0.5},
                 {"model": "dear-1", "benchmark": "left-out", "score": 99}]
                """);
    }

    @Test
    void printsOneDocument() throws IOException {
        CommandLineRun run = run("--format", "json");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertThat(document.path("cells")).hasSize(10);
        assertThat(document.path("cells").get(0).path("strategy").asText()).isEqualTo("engine");
        assertThat(document.path("mean_regret").path("oracle_all").asDouble()).isZero();
        assertThat(document.path("mean_regret").path("engine").asDouble())
                .isLessThan(document.path("mean_regret").path("keep_current").asDouble());
        assertThat(document.path("calibration").path("bins").size()).isPositive();
        assertThat(document.path("challenger_calibration").path("brier").asDouble())
                .isEqualTo(document.path("calibration").path("brier").asDouble(), within(1e-12));
    }

    @Test
    void theSameSeedPrintsTheSame() {
        assertThat(run("--format", "json").out())
                .isEqualTo(run("--format", "json").out());
    }

    @Test
    void namesOfNoModelThatRanAreSaid() throws IOException {
        Files.writeString(prices, "2026-01-01T00:00:00Z,z,other-2,1,4\n", StandardOpenOption.APPEND);
        Files.writeString(
                benchmarks,
                Files.readString(benchmarks)
                        .replaceFirst("\\[", "[{\"model\": \"Far-3\", \"benchmark\": \"b\", \"score\": 1},"));

        CommandLineRun run = run("--format", "json");

        assertThat(run.err().strip())
                .isEqualTo(
                        "Left out, because no model that ran is called so: 2 names in prices and benchmarks, such as Far-3,"
                                + " other-2.");
        assertThat(run.json().get("unrecognised")).extracting(JsonNode::asText).containsExactly("Far-3", "other-2");
    }

    @Test
    void readsWellOnATerminal() {
        assertThat(run().out()).startsWith("Mean regret").contains("  engine ", "Brier score");
        assertThat(run("--format", "markdown").out()).contains("| engine | ");
    }

    @Test
    void aLeaderboardOfAnUnknownKindIsRefused() {
        CommandLineRun run =
                CommandLineRun.of("backtest", "--outcomes", outcomes.toString(), "--benchmarks", "foo:bar");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'foo:bar' names no leaderboard").hasLineCount(1);
    }

    @Test
    void anImpossiblePlanIsRefused() {
        CommandLineRun run = run("--splits", "0");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("0 splits").hasLineCount(1);
    }

    private CommandLineRun run(String... more) {
        String[] fixed = {
            "backtest",
            "--outcomes",
            outcomes.toString(),
            "--prices",
            prices.toString(),
            "--benchmarks",
            "openhands:" + benchmarks,
            "--exclude-benchmark",
            "LEFT-OUT",
            "--tried",
            "2"
        };
        String[] all = new String[fixed.length + more.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return CommandLineRun.of(all);
    }
}
