package dev.autopack.modelintel.audit;

import com.google.common.base.Strings;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.market.EndOfLife;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The models that an audit knows, by all their names. */
public final class AuditCatalog {

    private final List<CatalogEntry> entries;
    private final SortedMap<String, CatalogEntry> byName = new TreeMap<>();

    private AuditCatalog(Collection<CatalogEntry> entries) {
        this.entries = entries.stream()
                .sorted(Comparator.comparing(entry -> entry.model().id()))
                .toList();
        this.entries.forEach(entry -> entry.otherNames().forEach(name -> byName.put(ModelNames.key(name), entry)));
        this.entries.forEach(
                entry -> byName.put(ModelNames.key(entry.model().id().value()), entry));
    }

    /** A canonical name goes before an alias that is spelled the same. */
    public static AuditCatalog of(Collection<CatalogEntry> entries) {
        return new AuditCatalog(entries);
    }

    /**
     * What is on record.
     *
     * @param ends the models that are deprecated or gone; what their provider names in their place counts where nobody has
     *     decided otherwise
     * @param recommendations of these the accepted and implemented ones say what replaces a model; where they differ
     *     between use cases, the newest
     */
    public static AuditCatalog of(
            Evidence evidence,
            ModelNames names,
            Map<ModelId, EndOfLife> ends,
            Collection<StoredRecommendation> recommendations) {
        Map<ModelId, TreeSet<String>> namesOf = new HashMap<>();
        names.byName()
                .forEach((name, model) ->
                        namesOf.computeIfAbsent(model, id -> new TreeSet<>()).add(name));
        Map<ModelId, Replacement> replacements = replacements(recommendations);
        List<CatalogEntry> entries = new ArrayList<>();
        for (ModelEvidence known : evidence.models().values()) {
            ModelId id = known.model().id();
            TreeSet<String> others = namesOf.getOrDefault(id, new TreeSet<>());
            others.remove(ModelNames.key(id.value()));
            Optional<EndOfLife> end = Optional.ofNullable(ends.get(id));
            entries.add(new CatalogEntry(
                    known.model(),
                    others,
                    end.map(EndOfLife::lifecycle)
                            .flatMap(lifecycle -> lifecycle.deprecatedAt().or(lifecycle::retiresAt)),
                    Optional.ofNullable(replacements.get(id))
                            .or(() -> end.flatMap(announced -> replacement(announced, names)))));
        }
        return of(entries);
    }

    /** The name that the provider gives, as the catalog calls it where it knows it. */
    private static Optional<Replacement> replacement(EndOfLife end, ModelNames names) {
        return end.lifecycle()
                .replacement()
                .flatMap(name -> names.resolution(name).model())
                .filter(model -> !model.equals(end.model()))
                .map(model -> new Replacement(model, end.source().orElse("its provider")));
    }

    private static Map<ModelId, Replacement> replacements(Collection<StoredRecommendation> recommendations) {
        Map<ModelId, Replacement> replacements = new HashMap<>();
        recommendations.stream()
                .filter(stored -> stored.status() == RecommendationStatus.ACCEPTED
                        || stored.status() == RecommendationStatus.IMPLEMENTED)
                .sorted(Comparator.comparingLong(StoredRecommendation::id))
                .forEach(stored -> replacements.put(
                        stored.recommendation().currentModel(),
                        new Replacement(stored.recommendation().recommendedModel(), "recommendation " + stored.id())));
        return replacements;
    }

    /** The models in the order of their names. */
    public List<CatalogEntry> entries() {
        return entries;
    }

    /** All names in small letters, and the model that each stands for. */
    public SortedMap<String, CatalogEntry> byName() {
        return Collections.unmodifiableSortedMap(byName);
    }

    /** The model that a name stands for, compared without regard to case. */
    public Optional<CatalogEntry> find(String name) {
        return Optional.ofNullable(byName.get(ModelNames.key(name)));
    }

    /** The names that begin most alike, of these the ones of most alike length first. */
    public List<String> namesLike(String name, int count) {
        return byName.keySet().stream()
                .sorted(Comparator.comparing((String known) -> -Strings.commonPrefix(known, ModelNames.key(name))
                                .length())
                        .thenComparing(known -> Math.abs(known.length() - name.length())))
                .limit(count)
                .toList();
    }
}
