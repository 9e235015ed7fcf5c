package dev.autopack.modelintel.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Why the database refuses, for a person.
 *
 * @param reason what the server or the driver says, in one line
 * @param advice what may help
 */
record Refusal(String reason, String advice) {

    static Refusal of(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        // Only the message itself: its detail and context may quote what was written.
        String reason = server != null && server.getMessage() != null ? server.getMessage() : e.getMessage();
        return new Refusal(firstLine(reason), advice(String.valueOf(e.getSQLState())));
    }

    String message(String url) {
        return "The database " + url + " refuses: " + reason + ". " + advice;
    }

    private static String firstLine(@Nullable String text) {
        String line = String.valueOf(text).strip().lines().findFirst().orElse("no reason given");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** By SQLSTATE, see appendix A of the PostgreSQL manual. */
    private static String advice(String state) {
        return switch (state) {
            case "42501" -> "Maybe grant the role the rights that docs/database.md lists.";
            case "25006" ->
                "Maybe this is a standby or a read-only role: name the primary server and a role that may write.";
            case "3D000" -> "Maybe create the database, or correct its name in the URL.";
            case "42P01", "42703", "3F000" -> "Maybe run 'modelintel migrate' first.";
            case "53300" -> "Maybe try again when fewer programs are connected.";
            case "55P03" -> "Maybe another modelintel is writing: try again when it has finished.";
            case "28P01", "28000" -> "Maybe correct user or password in the URL.";
            default ->
                state.startsWith("08") || state.startsWith("57P")
                        ? "Maybe start the server, or correct host and port in the URL."
                        : "Maybe run it again with --verbose to see where.";
        };
    }
}
