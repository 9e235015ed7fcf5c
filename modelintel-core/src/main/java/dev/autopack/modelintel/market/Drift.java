package dev.autopack.modelintel.market;

import dev.autopack.modelintel.catalog.Lifecycle;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.pricing.Meter;
import dev.autopack.modelintel.pricing.Price;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A model of a configuration against the market.
 *
 * @param name what the configuration calls it
 * @param model the canonical model; empty if the market does not know it
 * @param configured the price that the configuration states; empty if it states none
 * @param market the price of the most trusted outside source; empty if none has one
 * @param lifecycle whether it is on its way out
 */
public record Drift(
        String name,
        Optional<ModelId> model,
        Optional<Price> configured,
        Optional<MarketPrice> market,
        Lifecycle lifecycle) {

    /**
     * How far the configured price is from the market's, in percent of the market's: of input and output the one that is
     * farther away. 200 is three times the price. Empty if one of the two is missing or the market's is 0.
     */
    public OptionalDouble differencePct() {
        if (configured.isEmpty() || market.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] differences = Stream.of(
                        difference(configured.get().inputUsdPerMillion(), base(Meter.INPUT)),
                        difference(configured.get().outputUsdPerMillion(), base(Meter.OUTPUT)))
                .flatMapToDouble(difference ->
                        difference.isPresent() ? DoubleStream.of(difference.getAsDouble()) : DoubleStream.empty())
                .toArray();
        return DoubleStream.of(differences).reduce((one, other) -> Math.abs(other) > Math.abs(one) ? other : one);
    }

    /** The market's base price of a kind of token in USD per million. */
    public Optional<BigDecimal> base(Meter meter) {
        return market.flatMap(price -> price.tariff().standard().rate(meter)).map(rate -> rate.base());
    }

    private static OptionalDouble difference(BigDecimal ours, Optional<BigDecimal> theirs) {
        return theirs.isEmpty() || theirs.get().signum() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(100 * (ours.doubleValue() / theirs.get().doubleValue() - 1));
    }
}
