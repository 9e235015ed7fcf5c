package dev.autopack.modelintel.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds prices that are more likely wrong than right: more than five times away from those of every other source, or
 * from the one before of the same source while no other source has anything like it. Where only two sources differ, the
 * less trusted one is doubted. What a user states is never doubted, and a price of 0 is no measure.
 */
public final class Quarantine {

    private static final BigDecimal FAR = BigDecimal.valueOf(5);
    private static final List<String> OWN = List.of("override", "autopack_config", "modelintel_bundle");

    private final Trust trust;

    public Quarantine(Trust trust) {
        this.trust = trust;
    }

    /**
     * A price to judge.
     *
     * @param id its row
     * @param source who states it
     * @param input USD per million tokens sent
     * @param output USD per million tokens received
     * @param effectiveAt from when it holds
     */
    public record Doubtful(long id, String source, BigDecimal input, BigDecimal output, Instant effectiveAt) {}

    /** Why prices are doubted, by row; those that are not are left out. All must be of one offering or model. */
    public Map<Long, String> judge(Collection<Doubtful> prices) {
        Map<String, List<Doubtful>> bySource = prices.stream()
                .sorted(Comparator.comparing(Doubtful::effectiveAt).thenComparingLong(Doubtful::id))
                .collect(Collectors.groupingBy(Doubtful::source, TreeMap::new, Collectors.toList()));
        Map<Long, String> reasons = new TreeMap<>();
        bySource.forEach((source, history) -> {
            if (OWN.contains(source)) {
                return;
            }
            List<Map.Entry<String, List<Doubtful>>> others = bySource.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(source))
                    .toList();
            for (int i = 0; i < history.size(); i++) {
                Optional<Doubtful> before = i == 0 ? Optional.empty() : Optional.of(history.get(i - 1));
                reason(history.get(i), before, others).ifPresent(put(reasons, history.get(i)));
            }
        });
        return reasons;
    }

    private static Consumer<String> put(Map<Long, String> reasons, Doubtful price) {
        return reason -> reasons.put(price.id(), reason);
    }

    private Optional<String> reason(
            Doubtful price, Optional<Doubtful> before, List<Map.Entry<String, List<Doubtful>>> others) {
        Predicate<Doubtful> far = other -> isFar(price.input(), other.input()) || isFar(price.output(), other.output());
        List<Doubtful> closest = others.stream()
                .map(entry -> inForce(entry.getValue(), price.effectiveAt()))
                .toList();
        if (closest.stream().anyMatch(far.negate())) {
            return Optional.empty();
        }
        if (closest.size() > 1) {
            return Optional.of("more than five times away from " + closest.size() + " other sources");
        }
        if (closest.size() == 1 && trust.comparator().compare(closest.get(0).source(), price.source()) < 0) {
            return Optional.of(
                    "more than five times away from " + closest.get(0).source());
        }
        return before.filter(far).map(other -> "more than five times away from its own price before");
    }

    /** The price that was in force then, else the first one. */
    private static Doubtful inForce(List<Doubtful> history, Instant at) {
        return history.stream()
                .filter(price -> !price.effectiveAt().isAfter(at))
                .reduce((earlier, later) -> later)
                .orElse(history.get(0));
    }

    private static boolean isFar(BigDecimal one, BigDecimal other) {
        if (one.signum() == 0 || other.signum() == 0) {
            return false;
        }
        return one.compareTo(other.multiply(FAR)) > 0 || other.compareTo(one.multiply(FAR)) > 0;
    }
}
