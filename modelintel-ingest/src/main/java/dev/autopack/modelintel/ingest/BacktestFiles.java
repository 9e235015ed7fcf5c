package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.backtest.Outcome;
import dev.autopack.modelintel.benchmark.BenchmarkResult;
import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.catalog.ModelNames;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.evidence.Row;
import dev.autopack.modelintel.pricing.Price;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of a backtest, read together: the models are those of the outcomes, and what prices and leaderboards say of
 * others is left out.
 *
 * @param outcomes what came of the runs
 * @param evidence prices and benchmarks of the models that ran
 * @param unrecognised names in files of prices and in leaderboards that are none of these models, sorted
 */
public record BacktestFiles(List<Outcome> outcomes, Evidence evidence, SortedSet<String> unrecognised) {

    public BacktestFiles {
        outcomes = List.copyOf(outcomes);
        unrecognised = new TreeSet<>(unrecognised);
    }

    /** A leaderboard's file and its format. */
    public record PublishedFile(Leaderboard.Format format, Path file) {}

    /**
     * Reads them.
     *
     * @param prices files in price-history format
     * @param configuredPrices the prices to take where no file is given
     * @param benchmarks leaderboards
     * @param excluded benchmarks whose name contains one of these texts, in any case, are left out
     * @param now when what has no date of its own was read
     * @throws BadInputException if a file is missing or malformed
     */
    public static BacktestFiles read(
            Path outcomesFile,
            List<Path> prices,
            List<Price> configuredPrices,
            List<PublishedFile> benchmarks,
            List<String> excluded,
            Instant now) {
        OutcomesFile outcomes = OutcomesFile.read(outcomesFile);
        Function<String, Optional<ModelId>> names =
                ModelNames.of(outcomes.models().stream().map(Model::id).toList(), List.of())::recognise;
        SortedSet<String> unrecognised = new TreeSet<>();
        List<Price> known = new ArrayList<>();
        prices.forEach(file -> known.addAll(PriceHistoryFile.read(file, name -> {
            Optional<ModelId> model = names.apply(name);
            if (model.isEmpty()) {
                unrecognised.add(name);
            }
            return model;
        })));
        if (prices.isEmpty()) {
            configuredPrices.forEach(
                    price -> names.apply(price.model().value()).ifPresent(model -> known.add(price.of(model))));
        }
        List<BenchmarkResult> results = new ArrayList<>();
        for (PublishedFile benchmark : benchmarks) {
            Leaderboard leaderboard = Leaderboard.read(benchmark.format(), benchmark.file(), names, now);
            unrecognised.addAll(leaderboard.unrecognised());
            leaderboard.results().stream()
                    .filter(result -> excluded.stream().noneMatch(text -> contains(result.benchmark(), text)))
                    .forEach(results::add);
        }
        return new BacktestFiles(outcomes.outcomes(), evidence(outcomes.models(), known, results, now), unrecognised);
    }

    private static boolean contains(String benchmark, String text) {
        return benchmark.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private static Evidence evidence(
            List<Model> models, List<Price> prices, List<BenchmarkResult> results, Instant now) {
        Instant asOf = Stream.concat(
                        prices.stream().map(Price::effectiveAt),
                        results.stream().map(BenchmarkResult::retrievedAt))
                .max(Comparator.naturalOrder())
                .orElse(now);
        return Evidence.of(
                asOf,
                models.stream()
                        .map(model -> new ModelEvidence(
                                model,
                                rows(prices, price -> price.model().equals(model.id())),
                                rows(results, result -> result.model().equals(model.id())),
                                List.of(),
                                List.of()))
                        .toList());
    }

    private static <T> List<Row<T>> rows(List<T> facts, Predicate<T> about) {
        List<Row<T>> rows = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            if (about.test(facts.get(i))) {
                rows.add(new Row<>(i + 1L, facts.get(i)));
            }
        }
        return rows;
    }
}
