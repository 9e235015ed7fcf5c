package dev.autopack.modelintel.cli;

import com.google.common.base.Throwables;
import dev.autopack.modelintel.evidence.UnknownModelException;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.market.ShrunkFeedException;
import dev.autopack.modelintel.recommend.StatusConflictException;
import dev.autopack.modelintel.runtime.NoTelemetryException;
import dev.autopack.modelintel.store.StoreException;
import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line on standard error and an exit code. */
final class Failures {

    /** User and password of a URL, with one slash where it was taken for a path, and a password among its parameters. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?<=:/{1,2})[^\\s:/@]*:\\S+(?=@)|(?<=password=)[^'&\\s]+", Pattern.CASE_INSENSITIVE);

    /**
     * What may be secret in values that picocli repeats, which may be anything: all behind {@code ://}, to the last quote
     * because a password may have quotes in it, and of a URL without it what stands before {@code @}.
     */
    private static final Pattern SECRET =
            Pattern.compile("(?<=://).+(?=')|(?<=://).+|(?<=:)(?!//)[^'\\s]+(?=@)", Pattern.DOTALL);

    private Failures() {}

    static int wrongUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        print(
                command.getErr(),
                oneLine(reason(e)) + " See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.BAD_INPUT;
    }

    /** What picocli says, without its own way to begin and without secrets, and with what may have been meant. */
    private static String reason(ParameterException e) {
        String reason = SECRET.matcher(String.valueOf(e.getMessage()).replaceFirst("^Error: ", ""))
                .replaceAll("***");
        List<String> meant = e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return meant.isEmpty() ? reason : reason + ". Maybe you mean " + String.join(" or ", meant);
    }

    static int failed(Exception e, CommandLine command, ParseResult parsed) {
        String message = String.valueOf(e.getMessage());
        int code = exitCode(e);
        print(command.getErr(), code == ExitCode.INTERNAL ? "internal error: " + e : message);
        Modelintel modelintel = (Modelintel) command.getCommandSpec().root().userObject();
        if (modelintel.verbose()) {
            trace(command.getErr(), e);
        } else if (code == ExitCode.INTERNAL) {
            print(command.getErr(), "Maybe run it again with --verbose and report what it prints.");
        }
        return code;
    }

    /** An error of Java's own, which picocli does not handle. */
    static int broken(Error e, CommandLine root) {
        print(root.getErr(), "internal error: " + e);
        if (((Modelintel) root.getCommand()).verbose()) {
            trace(root.getErr(), e);
        }
        return ExitCode.INTERNAL;
    }

    static int exitCode(Throwable e) {
        if (e instanceof BadInputException
                || e instanceof UnknownModelException
                || e instanceof NoTelemetryException
                || e instanceof ShrunkFeedException
                || e instanceof StatusConflictException) {
            return ExitCode.BAD_INPUT;
        }
        return e instanceof StoreException ? ExitCode.DATABASE : ExitCode.INTERNAL;
    }

    private static void print(PrintWriter err, String line) {
        err.println("modelintel: " + withoutCredentials(line));
    }

    private static void trace(PrintWriter err, Throwable e) {
        err.print(withoutCredentials(Throwables.getStackTraceAsString(e)));
        err.flush();
    }

    private static String withoutCredentials(String text) {
        return CREDENTIALS.matcher(text).replaceAll("***");
    }

    private static String oneLine(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        return line.endsWith(".") ? line : line + ".";
    }
}
