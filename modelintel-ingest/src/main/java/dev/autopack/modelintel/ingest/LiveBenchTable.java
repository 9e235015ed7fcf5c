package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LiveBench: a table with a column for each task, and beside it a file that says which tasks make a category. The score of
 * a category is the mean of its tasks; one of which a task is missing is left out.
 */
final class LiveBenchTable {

    private static final String URL = "https://livebench.ai/";
    private static final Pattern NAME = Pattern.compile("(.*)table_(\\d{4}_\\d\\d_\\d\\d)\\.csv");
    private static final Map<String, String> TASK_TYPES = Map.of(
            "Coding", "code",
            "Agentic Coding", "agentic",
            "Reasoning", "reasoning",
            "Data Analysis", "reasoning",
            "Mathematics", "math",
            "Language", "language",
            "IF", "language");

    private LiveBenchTable() {}

    static Leaderboard read(FeedContent content, Function<String, Optional<ModelId>> models, Instant now) {
        Matcher name = NAME.matcher(content.fileName());
        if (!name.matches()) {
            throw new BadInputException(content.text().name()
                    + " is not named like table_2026_01_08.csv. Maybe it was renamed: the categories are in the file"
                    + " beside it.");
        }
        Map<String, List<String>> tasks = tasks(content.beside(name.group(1) + "categories_" + name.group(2) + ".json")
                .text());
        String version = name.group(2).replace('_', '-');
        PublishedBenchmarks published = new PublishedBenchmarks(models, URL);
        for (Value record : CsvTable.readWholeRows(content.text()).items()) {
            Fields row = Fields.of("", record);
            tasks.forEach((category, names) -> mean(row, names)
                    .ifPresent(percent -> published.add(
                            row,
                            row.text("model"),
                            "LiveBench " + category,
                            Optional.ofNullable(TASK_TYPES.get(category)).orElse("reasoning"),
                            percent,
                            Optional.of(version),
                            now,
                            Optional.empty())));
        }
        return published.leaderboard();
    }

    private static Map<String, List<String>> tasks(SourceText file) {
        Fields categories = Fields.of("", JsonReader.read(file));
        Map<String, List<String>> tasks = new LinkedHashMap<>();
        categories.keys().forEach(category -> tasks.put(category, categories.texts(category)));
        return tasks;
    }

    private static Optional<BigDecimal> mean(Fields row, List<String> tasks) {
        List<BigDecimal> scores = new ArrayList<>();
        tasks.forEach(task -> row.optionalNumber(task).ifPresent(scores::add));
        return scores.isEmpty() || scores.size() < tasks.size()
                ? Optional.empty()
                : Optional.of(scores.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(scores.size()), MathContext.DECIMAL64));
    }
}
