package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.testkit.GeneratedTelemetry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A computation of statistics in a process of its own that is killed leaves those that were there, or the new ones. */
class KilledStatisticsTest {

    private static final String[] COMPUTE = {
        "compute-runtime-stats", "--window-days", "31", "--until", "2026-09-01T00:00:00Z"
    };

    @Test
    void whateverTheMomentItIsKilledAtOneSetOfStatisticsIsThere(@TempDir Path directory) throws Exception {
        try (Workspace workspace = Workspace.in(directory)) {
            GeneratedTelemetry.into(workspace.database(), 40_000, 2_000);
            workspace.done("migrate");
            workspace.done(COMPUTE);
            List<List<String>> old = statistics(workspace);
            Random random = new Random(20261125);

            for (int i = 1; i <= 4; i++) {
                workspace
                        .database()
                        .execute("insert into llm_usage_events (provider, model, role, total_tokens, created_at)"
                                + " select provider, model, role, total_tokens, created_at from llm_usage_events where id % 7 = "
                                + i);
                Process process = workspace.started(COMPUTE);
                while (process.isAlive() && workspace.number(WORKING) == 0) {
                    Thread.sleep(20);
                }
                process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS);
                process.destroyForcibly().waitFor();
                workspace.awaitNobody();
                List<List<String>> left = statistics(workspace);
                workspace.done(COMPUTE);
                List<List<String>> whole = statistics(workspace);

                assertThat(whole).isNotEqualTo(old);
                assertThat(List.of(old, whole)).contains(left);
                old = whole;
            }
        }
    }

    private static final String WORKING = "select count(*) from pg_stat_activity where datname = current_database()"
            + " and application_name = 'modelintel' and xact_start is not null";

    private static List<List<String>> statistics(Workspace workspace) throws SQLException {
        return workspace.rows("select provider, model, role, complexity, calls, total_tokens, p50_tokens, p90_tokens,"
                + " finished_phases, succeeded_phases, failure_reasons from modelintel.model_runtime_stats"
                + " order by provider, model, role, complexity");
    }
}
