package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigBranchTest {

    private static final Instant WHEN = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    Path directory;

    private Path root;
    private ConfigFiles files;

    @BeforeEach
    void aRepositoryWithTheConfiguration() throws Exception {
        root = Files.createDirectories(directory.resolve("work"));
        files = ConfigFiles.in(Files.createDirectories(root.resolve("config")));
        Files.writeString(root.resolve("run.sh"), "#!/bin/sh\n").toFile().setExecutable(true);
        git("init", "--quiet", "--initial-branch=main");
        git("config", "user.name", "Ann");
        git("config", "user.email", "ann@example.org");
        git("add", ".");
        git("commit", "--quiet", "--message=Begin");
    }

    @Test
    void isOneCommitOnTopOfHeadThatChangesTheOneFile() throws Exception {
        String commit = commit("models/tidy");

        assertThat(git("rev-parse", "models/tidy").strip()).isEqualTo(commit);
        assertThat(git("rev-parse", "models/tidy~1")).isEqualTo(git("rev-parse", "main"));
        assertThat(git("diff", "main", "models/tidy")).contains("-  tidy_semantic: glm-4.7\n+  tidy_semantic: glm-5\n");
        assertThat(git("diff", "--raw", "main", "models/tidy").lines()).hasSize(1);
        assertThat(git("log", "-1", "--format=%an <%ae> %ct %s", "models/tidy").strip())
                .isEqualTo("Ann <ann@example.org> " + WHEN.getEpochSecond() + " Let glm-5 tidy");
        git("fsck", "--strict");
    }

    @Test
    void leavesWorkTreeIndexAndHeadAsTheyWere() throws Exception {
        Files.writeString(root.resolve("run.sh"), "#!/bin/sh\necho changed\n");
        Files.writeString(root.resolve("staged"), "new\n");
        git("add", "staged");
        Files.writeString(root.resolve("untracked"), "new\n");
        Map<String, String> before = contents();

        commit("tidy");

        assertThat(contents()).isEqualTo(before);
        assertThat(git("status", "--porcelain")).isEqualTo(" M run.sh\nA  staged\n?? untracked\n");
        assertThat(git("symbolic-ref", "HEAD").strip()).isEqualTo("refs/heads/main");
    }

    @Test
    void worksInALinkedWorkTree() throws Exception {
        git("worktree", "add", "--quiet", directory.resolve("linked").toString(), "-b", "other");
        Path linked = directory.resolve("linked/config");

        ConfigDirectory.of(linked)
                .patch(List.of(ConfigFiles.edit("tool_models.tidy_semantic", "glm-4.7", "glm-5")))
                .commitTo("tidy", "Let glm-5 tidy", WHEN);

        assertThat(git("show", "tidy:config/models.yaml")).contains("tidy_semantic: glm-5");
    }

    @Test
    void keepsTheLineEndsOfHeadWhereGitTranslatesThem() throws Exception {
        git("config", "core.autocrlf", "true");
        Files.delete(files.path("models.yaml"));
        git("checkout", "--quiet", "--", "config/models.yaml");
        assertThat(files.path("models.yaml")).content().contains("\r\n");

        commit("tidy");

        assertThat(git("show", "tidy:config/models.yaml"))
                .isEqualTo(ConfigFiles.MODELS.replace("tidy_semantic: glm-4.7", "tidy_semantic: glm-5"));
    }

    @Test
    void refusesABranchThatIsThere() throws Exception {
        String first = commit("tidy");

        assertThat(refusal("tidy")).isEqualTo("There is a branch tidy already. Maybe name another, or delete it.");
        assertThat(refusal("tidy/more")).contains("one is the beginning of the other");
        assertThat(git("rev-parse", "tidy").strip()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-f", "a b", "a..b", "a.lock", "x~1", "/x"})
    void refusesWhatIsNoName(String branch) {
        assertThat(refusal(branch)).endsWith("is no name for a branch. Maybe use letters, digits, '-' and '/'.");
    }

    @Test
    void refusesAFileThatDiffersFromHead() throws Exception {
        files.models(ConfigFiles.MODELS + "# mine\n");
        assertThat(refusal("tidy"))
                .isEqualTo("models.yaml has changes that are not committed. Maybe commit them first, or take the patch"
                        + " without a branch.");

        git("add", ".");
        assertThat(refusal("tidy")).contains("not committed");
    }

    @Test
    void refusesAFileThatIsNotInHead() throws Exception {
        git("rm", "--quiet", "--cached", "config/models.yaml");
        git("commit", "--quiet", "--message=Forget it");

        assertThat(refusal("tidy"))
                .isEqualTo("models.yaml is not in HEAD of its git repository. Maybe commit it first.");
    }

    @Test
    void refusesWhereThereIsNoRepositoryOrNothingInIt() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        files = ConfigFiles.in(elsewhere);
        assertThat(refusal("tidy"))
                .isEqualTo("models.yaml is in no git repository. Maybe take the patch without a branch.");

        GitCommand.run(elsewhere, "init", "--quiet");
        assertThat(refusal("tidy")).contains("has no commit yet");

        Path bare = Files.createDirectories(directory.resolve("bare.git"));
        GitCommand.run(bare, "init", "--quiet", "--bare");
        files = ConfigFiles.in(bare);
        assertThat(refusal("tidy")).contains("is in a git repository without a work tree");
    }

    private String commit(String branch) {
        return files.proposal("tool_models.tidy_semantic", "glm-4.7", "glm-5").commitTo(branch, "Let glm-5 tidy", WHEN);
    }

    private String refusal(String branch) {
        return files.refusal(() -> commit(branch));
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        return GitCommand.run(root, arguments);
    }

    /** Everything in the work tree, and the index. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(path).toString();
                if (!name.startsWith(".git/") || name.equals(".git/index") || name.equals(".git/HEAD")) {
                    contents.put(name, Files.readString(path, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return contents;
    }
}
