package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.evidence.Facts;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.ingest.PricingFile.Listed;
import dev.autopack.modelintel.pricing.Price;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Joins the two files of a configuration: one names and defines models, the other prices them. */
final class CatalogReader {

    private static final String UNKNOWN_PROVIDER = "unknown";

    private final ModelsFile models;
    private final PricingFile pricing;
    private final String priceSource;
    private final Providers providers = Providers.byNamingConvention();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Model> known = new LinkedHashMap<>();
    private final List<Model> mentions = new ArrayList<>();

    /** @param priceSource who states the prices, see {@link Price#source} */
    CatalogReader(ModelsFile models, PricingFile pricing, String priceSource) {
        this.models = models;
        this.pricing = pricing;
        this.priceSource = priceSource;
        models.definitions().forEach(model -> known.put(key(model.id()), model));
    }

    /** As {@link ConfigDirectory#catalog}. */
    CatalogReading read(Optional<Instant> effectiveAt, Instant now) {
        List<StatedPrice> prices = new ArrayList<>();
        Once once = new Once();
        for (Listed listed : pricing.prices()) {
            ModelId model = priced(listed);
            once.check(listed.at(), "a price of " + model, model);
            Optional<Instant> stated = listed.effectiveAt().or(() -> effectiveAt);
            Price price = new Price(
                    model,
                    listed.inputUsdPerMillion(),
                    listed.outputUsdPerMillion(),
                    stated.orElse(now),
                    priceSource,
                    listed.sourceUrl(),
                    now);
            prices.add(new StatedPrice(price, stated));
        }
        models.named(notes).forEach(this::mention);
        notes.addAll(pricing.notes());
        return new CatalogReading(Facts.ofCatalog(models.definitions(), mentions, models.aliases(), prices), notes);
    }

    private ModelId priced(Listed listed) {
        ModelId model = models.resolve(listed.model());
        if (!key(model).equals(key(listed.model()))) {
            throw Aliases.hiding(listed.at(), listed.model().value(), model);
        }
        Model recorded = known.get(key(model));
        if (recorded == null) {
            add(Model.named(model, listed.provider()));
            return model;
        }
        if (!recorded.provider().equals(listed.provider())) {
            notes.add(listed.at() + ": " + model + " is priced under " + Printable.quote(listed.provider())
                    + ", but its provider is " + recorded.provider() + ". Maybe move its price there.");
        }
        return recorded.id();
    }

    private void mention(ModelId model, Position at) {
        if (known.containsKey(key(model))) {
            return;
        }
        Optional<String> provider = providers.of(model);
        if (provider.isEmpty()) {
            notes.add(at + ": nothing tells the provider of " + model
                    + "; it is recorded as unknown. Maybe define the model under 'models'.");
        }
        add(Model.named(model, provider.orElse(UNKNOWN_PROVIDER)));
    }

    private void add(Model mention) {
        known.put(key(mention.id()), mention);
        mentions.add(mention);
    }

    private static String key(ModelId model) {
        return ModelNames.key(model.value());
    }
}
