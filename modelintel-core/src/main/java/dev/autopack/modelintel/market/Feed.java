package dev.autopack.modelintel.market;

import dev.autopack.modelintel.benchmark.BenchmarkResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one source states of the market, ready to be recorded together or not at all.
 *
 * @param source which one, such as {@code models-dev}
 * @param sourceUrl where it was read, if not from a file
 * @param validators which version of the document that was, if it was read from the web
 * @param retrievedAt when it was read
 * @param fingerprint tells one content of the source from another
 * @param offerings who offers what, each once
 * @param prices what the offerings cost
 * @param benchmarks figures that the source passes on
 * @param refused what of it was not taken
 */
public record Feed(
        String source,
        Optional<String> sourceUrl,
        Validators validators,
        Instant retrievedAt,
        String fingerprint,
        List<Offering> offerings,
        List<OfferedPrice> prices,
        List<BenchmarkResult> benchmarks,
        List<Refused> refused) {

    public Feed {
        offerings = List.copyOf(offerings);
        prices = List.copyOf(prices);
        benchmarks = List.copyOf(benchmarks);
        refused = List.copyOf(refused);
    }

    /**
     * A record that was not taken.
     *
     * @param at where it stands, for a person
     * @param reason why
     */
    public record Refused(String at, String reason) {}
}
