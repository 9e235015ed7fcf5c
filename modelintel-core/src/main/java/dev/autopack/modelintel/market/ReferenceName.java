package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.ModelId;

/** Which of several names that a provider has for one model stands for the model itself. */
final class ReferenceName {

    private ReferenceName() {}

    /**
     * How much a name says beyond the model: 0 for the canonical name, 1 for the canonical name behind a path, 2 for
     * {@code -latest}, else its length. The smallest stands for the model.
     */
    static int distance(String name, ModelId model) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (name.equalsIgnoreCase(model.value())) {
            return 0;
        }
        if (last.equalsIgnoreCase(model.value())) {
            return 1;
        }
        return last.equalsIgnoreCase(model.value() + "-latest") ? 2 : 2 + name.length();
    }
}
