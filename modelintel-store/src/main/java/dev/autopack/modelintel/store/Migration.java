package dev.autopack.modelintel.store;

import java.util.List;

/**
 * What a migration did.
 *
 * @param schema the schema of the tables
 * @param applied the versions that were applied now, oldest first; empty where the schema was up to date
 * @param version the version of the schema now
 */
public record Migration(String schema, List<String> applied, String version) {

    public Migration {
        applied = List.copyOf(applied);
    }
}
