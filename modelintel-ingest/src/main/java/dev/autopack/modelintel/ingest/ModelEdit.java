package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.usecase.ConfigPath;

/**
 * One place of {@code models.yaml} that shall name another model.
 *
 * @param path the place
 * @param from the model it must name now, be it by an alias
 * @param to the model it shall name
 */
public record ModelEdit(ConfigPath path, ModelId from, ModelId to) {}
