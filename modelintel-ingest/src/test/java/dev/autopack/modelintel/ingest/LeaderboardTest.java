package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.benchmark.TaskTokens;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.ingest.Leaderboard.Format;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderboardTest {

    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final ModelNames NAMES =
            ModelNames.of(List.of(ModelId.of("alpha-2"), ModelId.of("beta-1")), List.of());

    @TempDir
    private Path directory;

    @Test
    void openHandsTellsWhatAnInstanceCost() throws IOException {
        Leaderboard read = read(Format.OPENHANDS, "index.json", """
                [{"model": "Alpha-2", "benchmark": "swe-bench", "score": 71.6, "cost_per_instance": 0.16,
                  "submission_time": "2026-01-27T18:40:51.252521+00:00"},
                 {"model": "beta-1", "benchmark": "gaia", "score": null},
                 {"model": "gamma", "benchmark": "gaia", "score": 50}]
                """);
        BenchmarkResult result = read.results().get(0);
        assertThat(read.results()).hasSize(1);
        assertThat(result.model()).isEqualTo(ModelId.of("alpha-2"));
        assertThat(result.score()).isEqualTo(71.6);
        assertThat(result.taskType()).isEqualTo("code");
        assertThat(result.costPerTaskUsd()).contains(new BigDecimal("0.16"));
        assertThat(result.retrievedAt()).isEqualTo(Instant.parse("2026-01-27T18:40:51.252521Z"));
        assertThat(read.unrecognised()).containsExactly("gamma");
    }

    @Test
    void aiderTellsWhatAllCasesTook() throws IOException {
        Leaderboard read = read(Format.AIDER, "polyglot_leaderboard.yml", """
                - model: alpha-2 (high)
                  test_cases: 200
                  pass_rate_2: 60.5
                  total_cost: 10.0
                  prompt_tokens: 2500100
                  completion_tokens: 160000
                  date: 2026-01-02
                - model: beta-1
                  test_cases: 200
                  pass_rate_2: 12
                  total_cost: 0 # incorrect: 6.3174
                  completion_tokens: 400
                """);
        assertThat(read.results().get(0).benchmark()).isEqualTo("Aider polyglot");
        assertThat(read.results().get(0).costPerTaskUsd().orElseThrow()).isEqualByComparingTo("0.05");
        assertThat(read.results().get(0).tokensPerTask()).contains(new TaskTokens(12_500.5, 800));
        assertThat(read.results().get(1).costPerTaskUsd()).isEmpty();
        assertThat(read.results().get(1).tokensPerTask()).isEmpty();
    }

    @Test
    void liveBenchAveragesTheTasksOfACategory() throws IOException {
        Files.writeString(directory.resolve("categories_2026_01_08.json"), """
                {"Coding": ["a", "b"], "Mathematics": ["c"]}
                """);
        Leaderboard read = read(Format.LIVEBENCH, "table_2026_01_08.csv", """
                model,a,b,c
                alpha-2-high-effort,70,80,
                beta-1,10
                """);
        BenchmarkResult only = read.results().get(0);
        assertThat(read.results()).hasSize(1);
        assertThat(only.benchmark()).isEqualTo("LiveBench Coding");
        assertThat(only.score()).isEqualTo(75);
        assertThat(only.datasetVersion()).contains("2026-01-08");
    }

    @Test
    void aFileOfAnotherFormatIsRefused() {
        assertThatThrownBy(() -> read(Format.AIDER, "index.yml", "[]"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has no figure in the format aider. Maybe it is another file");
    }

    @Test
    void liveBenchNeedsItsCategories() {
        assertThatThrownBy(() -> read(Format.LIVEBENCH, "livebench.csv", "model,a\nalpha-2,1\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not named like table_2026_01_08.csv");
    }

    private Leaderboard read(Format format, String name, String content) throws IOException {
        return Leaderboard.read(format, Files.writeString(directory.resolve(name), content), NAMES::recognise, NOW);
    }
}
