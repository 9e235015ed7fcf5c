package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.ingest.ConfigDirectory;
import dev.autopack.modelintel.recommend.Decision;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.Recommendations;
import dev.autopack.modelintel.recommend.Recommender;
import dev.autopack.modelintel.recommend.ScoringPolicy;
import dev.autopack.modelintel.store.DatabaseUrl;
import dev.autopack.modelintel.store.Store;
import dev.autopack.modelintel.usecase.UseCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README says what happens: its commands run, print what it shows, and its Java compiles. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    @TempDir
    private static Path directory;

    private static String readme;
    private static Workspace workspace;

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(Path.of("../README.md"));
        workspace = Workspace.in(directory);
    }

    @AfterAll
    static void drop() {
        workspace.close();
    }

    @Test
    void theWorkedExampleRunsAndPrintsWhatItShows() {
        String example = section("## A worked example");
        List<String> printed = new ArrayList<>();
        for (Block block : blocks(example)) {
            switch (block.language()) {
                case "sh" -> printed.add(runAll(block.content()));
                case "text" ->
                    assertThat(printed.get(printed.size() - 1).strip())
                            .contains(block.content().strip());
                default -> assertThat(printed.get(printed.size() - 1)).contains(block.content());
            }
        }
        assertThat(printed).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void theJavaOfTheReadmeIsTheOneCompiledHere() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/autopack/modelintel/cli/ReadmeTest.java"));
        List<Block> java = blocks(section("## In your own program"));

        assertThat(java).hasSize(1);
        assertThat(source.replaceAll("(?m)^ {8}", "")).contains(java.get(0).content());
    }

    @Test
    void theEngineAnswersAnEmbedder() {
        workspace.done("migrate");
        workspace.done("ingest-catalog");
        UseCase useCase = ConfigDirectory.of(workspace.config()).useCases().get(0);

        assertThat(bestModel(workspace.database().url(), useCase, CommandLineRun.NOW))
                .isNotEmpty();
    }

    private static String bestModel(String url, UseCase useCase, Instant now) {
        try (Store store = Store.open(DatabaseUrl.parse(url), "modelintel")) {
            Evidence evidence = store.evidence().asOf(now);
            Recommender recommender = Recommender.of(ScoringPolicy.defaults());
            Recommendations answer = recommender.recommend(useCase, ModelId.of("glm-4.6"), evidence);
            if (answer.decision() == Decision.SWITCH) {
                Recommendation best = answer.recommended().get(0);
                return best.recommendedModel() + ", " + best.reasoning();
            }
            return answer.summary();
        }
    }

    private record Block(String language, String content) {}

    private static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    private static String section(String heading) {
        int start = readme.indexOf("\n" + heading);
        assertThat(start).as(heading).isPositive();
        int end = readme.indexOf("\n## ", start + 1);
        return readme.substring(start, end);
    }

    /** Runs the modelintel commands among the lines; the database and the files are this test's own. */
    private static String runAll(String lines) {
        StringBuilder printed = new StringBuilder();
        for (String line : lines.lines().toList()) {
            if (line.startsWith("./modelintel ")) {
                String[] args = line.substring("./modelintel ".length())
                        .replace(" config/", " " + workspace.config() + "/")
                        .replace("tidy.patch", directory.resolve("tidy.patch").toString())
                        .split(" ");
                printed.append(workspace.done(args).out());
            }
        }
        return printed.toString();
    }
}
