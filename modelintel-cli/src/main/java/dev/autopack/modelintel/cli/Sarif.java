package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.audit.Acceptance;
import dev.autopack.modelintel.audit.Audit;
import dev.autopack.modelintel.audit.CatalogEntry;
import dev.autopack.modelintel.audit.Match;
import dev.autopack.modelintel.audit.NameStatus;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An audit in the Static Analysis Results Interchange Format 2.1.0 of OASIS. It has what somebody should look at: names
 * that are deprecated, unknown or forbidden; a current model is no result of an analysis.
 */
final class Sarif {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    /** What paths are relative to; who reads the file knows where it is. */
    private static final String ROOT = "%SRCROOT%";

    private enum Rule {
        DEPRECATED("deprecated-model", "The model is deprecated."),
        UNKNOWN("unknown-model", "It looks like a model that the catalog does not know."),
        FORBIDDEN("forbidden-model", "The model must not be named here (--fail-on).");

        private final String id;
        private final String text;

        Rule(String id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    private Sarif() {}

    /** @param failures the matches that the user asked to fail on */
    static ObjectNode document(Audit audit, List<Match> failures) {
        Set<Match> failing = new HashSet<>(failures);
        ObjectNode document = JSON.objectNode().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = document.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "modelintel");
        ArrayNode rules = driver.putArray("rules");
        for (Rule rule : Rule.values()) {
            rules.addObject().put("id", rule.id).set("shortDescription", text(rule.text));
        }
        run.put("columnKind", "unicodeCodePoints");
        ObjectNode invocation = run.putArray("invocations").addObject().put("executionSuccessful", true);
        ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
        audit.skipped().forEach(skip -> {
            ObjectNode notification = notifications.addObject().put("level", "warning");
            notification.set("message", text("Skipped: " + skip.reason() + "."));
            notification.putArray("locations").addObject().set("physicalLocation", file(skip.path()));
        });
        ArrayNode results = run.putArray("results");
        for (Match match : audit.matches()) {
            if (match.status() != NameStatus.CURRENT || failing.contains(match)) {
                results.add(result(match, failing.contains(match)));
            }
        }
        return document;
    }

    private static ObjectNode result(Match match, boolean fails) {
        Rule rule = switch (match.status()) {
            case DEPRECATED -> Rule.DEPRECATED;
            case UNKNOWN -> fails ? Rule.FORBIDDEN : Rule.UNKNOWN;
            case CURRENT -> Rule.FORBIDDEN;
        };
        ObjectNode result = JSON.objectNode()
                .put("ruleId", rule.id)
                .put("level", fails ? "error" : rule == Rule.DEPRECATED ? "warning" : "note");
        result.set("message", text(message(match, rule)));
        ObjectNode location = file(match.path());
        location.putObject("region")
                .put("startLine", match.line())
                .put("startColumn", match.column())
                .put(
                        "endColumn",
                        match.column()
                                + match.name().codePointCount(0, match.name().length()));
        result.putArray("locations").addObject().set("physicalLocation", location);
        match.acceptance()
                .ifPresent(how -> result.putArray("suppressions")
                        .addObject()
                        .put("kind", how == Acceptance.INLINE ? "inSource" : "external"));
        return result;
    }

    private static String message(Match match, Rule rule) {
        StringBuilder message = new StringBuilder(match.name());
        match.canonical()
                .filter(id -> !id.value().equals(match.name()))
                .ifPresent(id -> message.append(" (").append(id).append(')'));
        message.append(": ").append(rule.text);
        match.entry()
                .flatMap(CatalogEntry::deprecatedOn)
                .ifPresent(day -> message.append(" Deprecated on ").append(day).append('.'));
        match.replacement()
                .ifPresent(replacement -> message.append(" Maybe use ")
                        .append(replacement.model())
                        .append(" (")
                        .append(replacement.source())
                        .append(")."));
        return message.toString();
    }

    private static ObjectNode text(String text) {
        return JSON.objectNode().put("text", text);
    }

    private static ObjectNode file(String path) {
        ObjectNode location = JSON.objectNode();
        ObjectNode artifact = location.putObject("artifactLocation");
        if (path.startsWith("/")) {
            artifact.put("uri", "file://" + encoded(path));
        } else {
            artifact.put("uri", encoded("/" + path).substring(1)).put("uriBaseId", ROOT);
        }
        return location;
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(path + " cannot be encoded.", e);
        }
    }
}
