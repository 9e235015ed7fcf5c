package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ingest in a process of its own that is killed, or that meets another one. */
class KilledIngestTest {

    private static final int MODELS = 400;
    private static final List<String> CONTENT = List.of(
            "select model_id, provider, display_name, retires_at from modelintel.models_catalog order by 1",
            "select source, provider, name, model_id, is_reference from modelintel.model_offerings order by 1, 2, 3",
            "select model_id, source, input_per_1k, tariff from modelintel.model_pricing order by 1, 2",
            "select source, fingerprint, models from modelintel.market_feeds");

    @TempDir
    private Path directory;

    private final TestDatabase database = TestDatabase.fresh();
    private Workspace workspace;

    @BeforeEach
    void migrate() throws IOException {
        workspace = new Workspace(database, directory);
        StringBuilder feed = new StringBuilder("{");
        for (int i = 0; i < MODELS; i++) {
            feed.append(i == 0 ? "" : ",\n")
                    .append("\"nova-")
                    .append(i)
                    .append("\": {\"litellm_provider\": \"acme\", \"input_cost_per_token\": ")
                    .append(1 + i % 7)
                    .append("e-06, \"output_cost_per_token\": 9e-06}");
        }
        Files.writeString(directory.resolve("feed.json"), feed.append("}"));
        workspace.done("migrate");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private List<List<String>> state() throws SQLException {
        List<List<String>> state = new ArrayList<>();
        for (String query : CONTENT) {
            state.addAll(workspace.rows(query));
        }
        return state;
    }

    private void empty() {
        database.execute("truncate modelintel.models_catalog, modelintel.market_feeds cascade");
    }

    private Process ingest() throws IOException {
        return workspace.started(
                "ingest-catalog", "--from", directory.resolve("feed.json").toString(), "--source", "litellm");
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    @Test
    void whateverTheMomentItIsKilledAtTheNextRunLeavesWhatOneRunLeaves() throws Exception {
        long begin = System.nanoTime();
        assertThat(exitCode(ingest())).isZero();
        long duration = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        List<List<String>> whole = state();
        assertThat(whole).hasSizeGreaterThan(3 * MODELS);
        Random random = new Random(20261125);

        for (int i = 0; i < 10; i++) {
            empty();
            Process process = ingest();
            // The first third goes by until it has a connection.
            process.waitFor(duration / 3 + random.nextInt((int) duration * 2 / 3), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            workspace.awaitNobody();

            assertThat(state())
                    .satisfiesAnyOf(
                            left -> assertThat(left).isEmpty(),
                            left -> assertThat(left).isEqualTo(whole));
        }
        assertThat(exitCode(ingest())).isZero();
        assertThat(state()).isEqualTo(whole);

        empty();
        Process one = ingest();
        Process other = ingest();
        assertThat(exitCode(one)).isZero();
        assertThat(exitCode(other)).isZero();
        assertThat(state()).isEqualTo(whole);
    }
}
