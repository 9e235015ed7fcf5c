package dev.autopack.modelintel.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The program. Everything it needs of the outside is passed in, so that tests run it in-process. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        System.exit(run(out, err, System.getenv(), Clock.systemUTC(), args));
    }

    /**
     * Runs a command.
     *
     * @param environment {@code DATABASE_URL} and {@code NO_COLOR} are read from it
     * @return the exit code, see {@link ExitCode}
     */
    public static int run(
            PrintWriter out, PrintWriter err, Map<String, String> environment, Clock clock, String... args) {
        List<String> arguments = Arrays.asList(args);
        quietLibraries(arguments.contains("--verbose"));
        Modelintel modelintel = new Modelintel(environment, clock);
        CommandLine commandLine = new CommandLine(modelintel)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Failures::wrongUsage)
                .setExecutionExceptionHandler(Failures::failed)
                .setExitCodeExceptionMapper(Failures::exitCode);
        if (arguments.contains("--no-color") || environment.containsKey("NO_COLOR")) {
            commandLine.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        }
        int exitCode = commandLine.execute(args);
        out.flush();
        err.flush();
        return exitCode;
    }

    private static void quietLibraries(boolean verbose) {
        Level level = verbose ? Level.INFO : Level.OFF;
        Logger.getLogger("").setLevel(level);
    }
}
