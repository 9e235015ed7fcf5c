package dev.autopack.modelintel.candidate;

import dev.autopack.modelintel.catalog.ModelId;

/**
 * A model that is not recommended, and why.
 *
 * @param model the model
 * @param reason one sentence for a person
 */
public record Rejection(ModelId model, String reason) {}
