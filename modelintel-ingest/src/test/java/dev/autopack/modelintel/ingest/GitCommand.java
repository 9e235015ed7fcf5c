package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The git of the machine, without the settings of whoever runs the tests. */
final class GitCommand {

    private GitCommand() {}

    /** Runs a command that must succeed, and gives what it prints. */
    static String run(Path where, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org"));
        command.addAll(List.of(arguments));
        ProcessBuilder git =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        git.environment().put("GIT_CONFIG_GLOBAL", where.resolve("none").toString());
        git.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        Process process = git.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
