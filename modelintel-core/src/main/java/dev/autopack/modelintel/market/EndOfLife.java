package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.ModelId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * That a model is on its way out, or gone.
 *
 * @param model the model
 * @param lifecycle what is known of its end
 * @param retired whether it no longer answers
 * @param source who says so; empty where that is not on record
 * @param sourceUrl where that was read
 */
public record EndOfLife(
        ModelId model, Lifecycle lifecycle, boolean retired, Optional<String> source, Optional<String> sourceUrl) {

    /** The end of a model on a day; empty if nothing speaks against it. */
    public static Optional<EndOfLife> on(
            LocalDate day, ModelId model, Lifecycle lifecycle, Optional<String> source, Optional<String> sourceUrl) {
        return lifecycle.isDeprecatedOn(day)
                ? Optional.of(new EndOfLife(model, lifecycle, lifecycle.isRetiredOn(day), source, sourceUrl))
                : Optional.empty();
    }

    /** In a sentence, for a person. */
    public String summary() {
        StringBuilder text = new StringBuilder(model.value());
        if (retired) {
            text.append(" no longer answers since ")
                    .append(lifecycle.retiresAt().orElseThrow());
        } else {
            text.append(" is deprecated");
            lifecycle.deprecatedAt().ifPresent(date -> text.append(" since ").append(date));
            lifecycle
                    .retiresAt()
                    .ifPresent(
                            date -> text.append(" and no longer answers from ").append(date));
        }
        source.ifPresent(who -> text.append(", says ").append(who));
        text.append('.');
        lifecycle
                .replacement()
                .ifPresent(other ->
                        text.append(" Its provider names ").append(other).append(" in its place."));
        return text.toString();
    }
}
