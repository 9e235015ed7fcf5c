package dev.autopack.modelintel.audit;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A small catalog for tests. */
final class Catalogs {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    static final AuditCatalog SMALL = AuditCatalog.of(List.of(
            entry("glm-4.6", "glm", "2026-09-30", "glm-4.7", "glm-tidy", "zai/glm-4.6"),
            entry("glm-4.7", "glm", null, null),
            entry("claude-opus-4-5", "claude-opus", null, null, "opus"),
            entry("deepseek-chat", "deepseek", "2027-01-01", null),
            entry("o3", "o-series", null, null),
            entry("auto", "auto", null, null)));

    private Catalogs() {}

    private static CatalogEntry entry(
            String id, String family, @Nullable String deprecatedOn, @Nullable String replacement, String... names) {
        Model named = Model.named(ModelId.of(id), "zhipu");
        return new CatalogEntry(
                new Model(
                        named.id(),
                        named.provider(),
                        family,
                        named.displayName(),
                        named.contextWindowTokens(),
                        named.toolUse(),
                        named.releasedAt(),
                        false,
                        named.sourceUrl()),
                new TreeSet<>(List.of(names)),
                Optional.ofNullable(deprecatedOn).map(LocalDate::parse),
                Optional.ofNullable(replacement).map(model -> new Replacement(ModelId.of(model), "recommendation 3")));
    }
}
