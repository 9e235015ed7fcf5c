package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.pricing.TokenCounts;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.usecase.Candidates;
import dev.autopack.modelintel.usecase.ConfigPath;
import dev.autopack.modelintel.usecase.Needs;
import dev.autopack.modelintel.usecase.ScoringWeights;
import dev.autopack.modelintel.usecase.UseCase;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The jobs of {@code use_cases.yaml}. */
final class UseCasesFile {

    private UseCasesFile() {}

    static List<UseCase> read(SourceText source) {
        Fields document = Fields.of("", YamlParser.read(source));
        Fields useCases = document.fields("use_cases");
        document.refuseOthers();
        if (useCases.keys().isEmpty()) {
            throw document.bad("use_cases", "has no use case", "describe one, as docs/configuration.md does");
        }
        return useCases.keys().stream()
                .map(id -> useCase(useCases.made(() -> new UseCaseId(id)), useCases.fields(id)))
                .toList();
    }

    private static UseCase useCase(UseCaseId id, Fields fields) {
        String path = fields.text("path");
        List<String> roles = fields.texts("roles");
        Optional<Complexity> complexity = fields.optionalChoice("complexity", Complexity.values());
        TreeMap<String, Double> taskTypes = new TreeMap<>();
        fields.numbers("task_types").forEach((type, weight) -> taskTypes.put(type, weight.doubleValue()));
        double value = fields.number("value_per_success_usd").doubleValue();
        TokenCounts tokens = tokens(fields.fields("tokens_per_task"));
        Needs needs = needs(fields.fields("needs"));
        Optional<ScoringWeights> weights = fields.optional("weights").map(any -> weights(fields.fields("weights")));
        Candidates candidates =
                fields.optionalChoice("candidates", Candidates.values()).orElse(Candidates.PLAN);
        OptionalDouble floor = fields.optionalNumber("confidence_floor").stream()
                .mapToDouble(BigDecimal::doubleValue)
                .findFirst();
        fields.refuseOthers();
        return fields.made(() -> new UseCase(
                id,
                ConfigPath.parse(path),
                roles,
                complexity,
                taskTypes,
                value,
                tokens,
                needs,
                weights,
                candidates,
                floor));
    }

    private static TokenCounts tokens(Fields fields) {
        double prompt = fields.number("prompt").doubleValue();
        double completion = fields.number("completion").doubleValue();
        fields.refuseOthers();
        return fields.made(() -> new TokenCounts(prompt, completion));
    }

    private static Needs needs(Fields fields) {
        int contextWindow = fields.whole("context_window_tokens");
        boolean toolUse = fields.flag("tool_use");
        fields.refuseOthers();
        return fields.made(() -> new Needs(contextWindow, toolUse));
    }

    private static ScoringWeights weights(Fields fields) {
        double price = fields.number("price").doubleValue();
        double benchmark = fields.number("benchmark").doubleValue();
        double runtime = fields.number("runtime").doubleValue();
        double sentiment = fields.number("sentiment").doubleValue();
        fields.refuseOthers();
        return fields.made(() -> new ScoringWeights(price, benchmark, runtime, sentiment));
    }
}
