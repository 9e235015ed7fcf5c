package dev.autopack.modelintel.score;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.usecase.ScoringWeights;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A score that explains itself: the total is the sum of its components' contributions.
 *
 * @param model the scored model
 * @param components one for each {@link ComponentName}, in its order
 */
public record Scorecard(ModelId model, List<Component> components) {

    private static final List<ComponentName> ORDER = List.of(ComponentName.values());

    /** @throws IllegalArgumentException if a component is missing, doubled or out of order */
    public Scorecard {
        components = List.copyOf(components);
        if (!hasOneOfEach(components)) {
            throw new IllegalArgumentException(
                    "A scorecard has one component of each kind in order, not " + components);
        }
    }

    private static boolean hasOneOfEach(List<Component> components) {
        boolean inOrder = components.size() == ORDER.size();
        for (int i = 0; inOrder && i < ORDER.size(); i++) {
            inOrder = components.get(i).name() == ORDER.get(i);
        }
        return inOrder;
    }

    /**
     * Weighs what is known. The weight of an unknown component goes to the known ones in proportion to theirs.
     *
     * @param estimates the known components; none leaves the total at 0
     */
    public static Scorecard of(ModelId model, ScoringWeights weights, Map<ComponentName, Estimate> estimates) {
        double known = 0;
        for (ComponentName name : ORDER) {
            if (estimates.containsKey(name)) {
                known += name.weightIn(weights);
            }
        }
        List<Component> components = new ArrayList<>();
        for (ComponentName name : ORDER) {
            Optional<Estimate> estimate = Optional.ofNullable(estimates.get(name));
            double weight = estimate.isPresent() && known > 0 ? name.weightIn(weights) / known : 0;
            components.add(new Component(name, weight, estimate));
        }
        return new Scorecard(model, components);
    }

    /** The score in [0, 1]: the sum of the contributions, added in the order of the components. */
    public double total() {
        double total = 0;
        for (Component component : components) {
            total += component.contribution();
        }
        return total;
    }

    @SuppressWarnings("EnumOrdinal") // The constructor has made sure of the order.
    public Component component(ComponentName name) {
        return components.get(name.ordinal());
    }

    /** What each component adds to this total beyond what it adds to the other's; the values add up to the gap. */
    public Map<ComponentName, Double> diff(Scorecard other) {
        Map<ComponentName, Double> differences = new EnumMap<>(ComponentName.class);
        for (ComponentName name : ORDER) {
            differences.put(
                    name, component(name).contribution() - other.component(name).contribution());
        }
        return differences;
    }
}
