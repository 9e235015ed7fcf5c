package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.audit.Audit;
import dev.autopack.modelintel.audit.Baseline;
import dev.autopack.modelintel.audit.CatalogEntry;
import dev.autopack.modelintel.audit.Match;
import dev.autopack.modelintel.audit.NameStatus;
import dev.autopack.modelintel.catalog.Model;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The documents of {@code audit} and {@code models}; other programs rely on the field names. */
final class AuditDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AuditDocuments() {}

    /** @param failures the matches that the user asked to fail on */
    static ObjectNode audit(Audit audit, List<Match> failures) {
        Set<Match> failing = new HashSet<>(failures);
        ObjectNode document = JSON.objectNode().put("files_scanned", audit.filesScanned());
        ArrayNode matches = document.putArray("matches");
        for (Match match : audit.matches()) {
            ObjectNode node = matches.addObject()
                    .put("path", match.path())
                    .put("line", match.line())
                    .put("column", match.column())
                    .put("model", match.name());
            put(node, "canonical_model", match.canonical());
            node.put(
                    "alias",
                    match.canonical()
                            .filter(id -> !id.value().equals(match.name()))
                            .isPresent());
            node.put("status", lower(match.status()));
            put(node, "deprecated_on", match.entry().flatMap(CatalogEntry::deprecatedOn));
            put(node, "replacement", match.replacement().map(r -> r.model()));
            put(node, "replacement_source", match.replacement().map(r -> r.source()));
            node.put("place", lower(match.place()));
            put(node, "accepted", match.acceptance().map(AuditDocuments::lower));
            node.put("fails", failing.contains(match));
        }
        ArrayNode skipped = document.putArray("skipped");
        audit.skipped()
                .forEach(skip -> skipped.addObject().put("path", skip.path()).put("reason", skip.reason()));
        ObjectNode counts = document.put("binary_files", audit.binaryFiles())
                .put("symbolic_links", audit.symbolicLinks())
                .put("failures", failures.size())
                .putObject("counts");
        for (NameStatus status : NameStatus.values()) {
            counts.put(
                    lower(status),
                    audit.matches().stream()
                            .filter(match -> match.status() == status)
                            .count());
        }
        return document;
    }

    static ObjectNode baseline(Baseline baseline) {
        ObjectNode document = JSON.objectNode();
        ArrayNode accepted = document.putArray("accepted");
        baseline.accepted()
                .forEach((spot, count) -> accepted.addObject()
                        .put("path", spot.path())
                        .put("name", spot.name())
                        .put("count", count));
        return document;
    }

    /** @param today the day on which a model counts as deprecated or not yet */
    static ObjectNode catalog(List<CatalogEntry> entries, LocalDate today) {
        ObjectNode document = JSON.objectNode();
        ArrayNode models = document.putArray("models");
        for (CatalogEntry entry : entries) {
            Model model = entry.model();
            ObjectNode node = models.addObject()
                    .put("model_id", model.id().value())
                    .put("provider", model.provider())
                    .put("family", model.family())
                    .put("display_name", model.displayName())
                    .put("context_window_tokens", model.contextWindowTokens().orElse(null))
                    .put("tool_use", model.toolUse().orElse(null));
            put(node, "released_at", model.releasedAt());
            node.put("is_deprecated", entry.deprecated(today));
            put(node, "deprecated_on", entry.deprecatedOn());
            put(node, "replacement", entry.replacement().map(r -> r.model()));
            put(node, "replacement_source", entry.replacement().map(r -> r.source()));
            put(node, "source_url", model.sourceUrl());
            entry.otherNames().forEach(node.putArray("aliases")::add);
        }
        return document;
    }

    private static void put(ObjectNode node, String field, Optional<?> value) {
        node.put(field, value.map(Object::toString).orElse(null));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
