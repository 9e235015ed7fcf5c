package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.backtest.Backtest;
import dev.autopack.modelintel.backtest.BacktestPlan;
import dev.autopack.modelintel.backtest.BacktestReport;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.ingest.BacktestFiles;
import dev.autopack.modelintel.ingest.BacktestFiles.PublishedFile;
import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.Leaderboard.Format;
import dev.autopack.modelintel.pricing.Price;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.usecase.UseCase;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "backtest",
        description = {
            "How good the recommendations would have been, on outcomes of runs that really happened.",
            "Needs no database. docs/quality.md explains the protocol and the strategies."
        })
final class BacktestCommand implements Runnable {

    /** Of many names the first few tell what they are. */
    private static final int SHOWN = 5;

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Option(
            names = "--outcomes",
            required = true,
            paramLabel = "FILE",
            description = "CSV with task_id, complexity, model, provider, success and cost_usd.")
    private Path outcomes;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "Prices in price-history format; several may be given. Default: those of the configuration.")
    private List<Path> prices = List.of();

    @Option(
            names = "--benchmarks",
            paramLabel = "openhands|aider|livebench:FILE",
            description = "A public leaderboard; several may be given.")
    private List<PublishedFile> benchmarks = List.of();

    @Option(
            names = "--exclude-benchmark",
            paramLabel = "TEXT",
            description = "Leaves out benchmarks whose name contains the text: those made of the same tasks.")
    private List<String> excluded = List.of();

    @Option(
            names = "--tried",
            paramLabel = "N",
            split = ",",
            description = "Numbers of tried models. Default: 5,10,25.")
    private List<Integer> tried = BacktestPlan.defaults().tried();

    @Option(names = "--past-runs", paramLabel = "N", description = "Runs of a tried model at most. Default: 60.")
    private int pastRuns = BacktestPlan.defaults().pastRuns();

    @Option(names = "--splits", paramLabel = "N", description = "Splits into past and future. Default: 40.")
    private int splits = BacktestPlan.defaults().splits();

    @Option(names = "--seed", paramLabel = "N", description = "Of all random choices. Default: 1.")
    private long seed = BacktestPlan.defaults().seed();

    @Option(
            names = "--value",
            paramLabel = "COMPLEXITY=USD",
            split = ",",
            description = "What a success is worth. Default: low=0.5,medium=2,high=10.")
    private Map<Complexity, Double> values = BacktestPlan.defaults().valuePerSuccessUsd();

    @Override
    public void run() {
        BacktestFiles files = BacktestFiles.read(
                outcomes,
                prices,
                prices.isEmpty() ? configuredPrices() : List.of(),
                benchmarks,
                excluded,
                modelintel.now());
        BacktestReport report;
        try {
            BacktestPlan plan = new BacktestPlan(tried, pastRuns, splits, seed, values);
            report = Backtest.run(files.outcomes(), files.evidence(), useCases(), plan);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(outcomes + ": " + e.getMessage(), e);
        }
        if (!files.unrecognised().isEmpty()) {
            modelintel.note(leftOut(files.unrecognised()));
        }
        modelintel.print(Rendering.render(
                BacktestDocuments.backtest(report, files.unrecognised()), format.format(), "backtest"));
    }

    private static String leftOut(SortedSet<String> names) {
        return "Left out, because no model that ran is called so: " + names.size()
                + " names in prices and benchmarks, such as "
                + names.stream().limit(SHOWN).collect(Collectors.joining(", ")) + ".";
    }

    private List<Price> configuredPrices() {
        return modelintel.config().catalog(Optional.empty(), modelintel.now()).facts().prices().stream()
                .map(StatedPrice::price)
                .toList();
    }

    /** The first use case of each complexity says what kind of work it is. */
    private Map<Complexity, UseCase> useCases() {
        Map<Complexity, UseCase> useCases = new EnumMap<>(Complexity.class);
        for (UseCase useCase : modelintel.config().useCases()) {
            useCase.complexity().ifPresent(complexity -> useCases.putIfAbsent(complexity, useCase));
        }
        return useCases;
    }

    /** Such as {@code aider:polyglot_leaderboard.yml}. */
    static PublishedFile publishedFile(String text) {
        int colon = text.indexOf(':');
        for (Format format : Format.values()) {
            if (colon > 0 && format.name().equalsIgnoreCase(text.substring(0, colon))) {
                return new PublishedFile(format, Path.of(text.substring(colon + 1)));
            }
        }
        throw new TypeConversionException("'" + text
                + "' names no leaderboard. Maybe write it like openhands:FILE, aider:FILE or livebench:FILE.");
    }
}
