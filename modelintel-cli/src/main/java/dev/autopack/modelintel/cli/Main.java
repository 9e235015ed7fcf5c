package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.ingest.BacktestFiles.PublishedFile;
import dev.autopack.modelintel.usecase.ScoringWeights;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The program. Everything it needs of the outside is passed in, so that tests run it in-process. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        if (!Arrays.asList(args).contains("--verbose")) {
            System.setProperty("java.util.logging.config.class", SilentLibraries.class.getName());
        }
        StandardOutput standardOutput = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintWriter out = new PrintWriter(new OutputStreamWriter(standardOutput, StandardCharsets.UTF_8), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        int exitCode = run(out, err, System.getenv(), Clock.systemUTC(), args);
        Optional<String> loss = standardOutput.loss();
        if (loss.isPresent()) {
            err.println("modelintel: The result could not be written to standard output: " + loss.get()
                    + ". What the database keeps is kept. Maybe free some space and ask again.");
            exitCode = ExitCode.BAD_INPUT;
        }
        System.exit(exitCode);
    }

    /**
     * Runs a command.
     *
     * @param environment {@code DATABASE_URL} and {@code NO_COLOR} are read from it
     * @return the exit code, see {@link ExitCode}
     */
    public static int run(
            PrintWriter out, PrintWriter err, Map<String, String> environment, Clock clock, String... args) {
        return execute(new Modelintel(environment, clock), out, err, args);
    }

    static int execute(Modelintel modelintel, PrintWriter out, PrintWriter err, String... args) {
        CommandLine commandLine = new CommandLine(modelintel);
        Commands.addTo(commandLine, args);
        commandLine
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(String.class, OptionValues::text)
                .registerConverter(Instant.class, OptionValues::instant)
                .registerConverter(UseCaseId.class, OptionValues::useCaseId)
                .registerConverter(ScoringWeights.class, OptionValues::weights)
                .registerConverter(PublishedFile.class, BacktestCommand::publishedFile)
                .setParameterExceptionHandler(Failures::wrongUsage)
                .setExecutionExceptionHandler(Failures::failed);
        if (modelintel.plain() || Arrays.asList(args).contains("--no-color")) {
            commandLine.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        }
        try {
            return commandLine.execute(args);
        } catch (Error e) { // memory that is too small, a class or library that cannot be loaded
            return Failures.broken(e, commandLine);
        } finally {
            out.flush();
            err.flush();
        }
    }
}
