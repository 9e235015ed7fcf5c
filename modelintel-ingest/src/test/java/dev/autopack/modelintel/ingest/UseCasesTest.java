package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.pricing.TokenCounts;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.usecase.Candidates;
import dev.autopack.modelintel.usecase.ConfigPath;
import dev.autopack.modelintel.usecase.Needs;
import dev.autopack.modelintel.usecase.ScoringWeights;
import dev.autopack.modelintel.usecase.UseCase;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UseCasesTest {

    private static final String REVIEW = """
            use_cases:
              review:
                path: doctor_models.cheap
                roles: [doctor]
                complexity: low
                task_types: {code: 0.7, reasoning: 0.3}
                value_per_success_usd: 0.25
                tokens_per_task: {prompt: 12000, completion: 800}
                needs: {context_window_tokens: 100000, tool_use: true}
                weights: {price: 0.5, benchmark: 0.3, runtime: 0.15, sentiment: 0.05}
            """;

    @TempDir
    Path directory;

    @Test
    void readsAUseCaseWithAllItsFields() {
        assertThat(ConfigFiles.in(directory).useCases(REVIEW).open().useCases())
                .containsExactly(new UseCase(
                        new UseCaseId("review"),
                        ConfigPath.parse("doctor_models.cheap"),
                        List.of("doctor"),
                        Optional.of(Complexity.LOW),
                        new TreeMap<>(Map.of("code", 0.7, "reasoning", 0.3)),
                        0.25,
                        new TokenCounts(12_000, 800),
                        new Needs(100_000, true),
                        Optional.of(new ScoringWeights(0.5, 0.3, 0.15, 0.05)),
                        Candidates.PLAN,
                        OptionalDouble.empty()));
    }

    @Test
    void aFileWithoutUseCasesIsRefused() {
        assertThatThrownBy(() -> ConfigFiles.in(directory)
                        .useCases("use_cases: {}\n")
                        .open()
                        .useCases())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("use_cases has no use case");
    }

    @Test
    void aDirectoryWithoutUseCasesGetsTheNineThatComeAlong() {
        assertThat(ConfigFiles.in(directory).open().useCases())
                .extracting(useCase -> useCase.id().value())
                .containsExactly(
                        "tidy_semantic",
                        "builder_default_low",
                        "builder_default_medium",
                        "builder_default_high",
                        "auditor_default_low",
                        "auditor_default_medium",
                        "auditor_default_high",
                        "doctor_cheap",
                        "doctor_strong");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    complexity: low | complexty: low | use_cases.yaml:5: use_cases.review.complexty is no known key. Maybe you mean one of path, roles, complexity, task_types, value_per_success_usd, tokens_per_task, needs, weights, candidates, confidence_floor.
                    complexity: low | complexity: tiny | use_cases.yaml:5: use_cases.review.complexity is 'tiny'. Maybe use one of low, medium, high.
                    path: doctor_models.cheap | path: doctor_models. | use_cases.yaml:3: use_cases.review: 'doctor_models.' is no configuration path. Maybe a dot is too many.
                    reasoning: 0.3 | reasoning: 0.5 | use_cases.yaml:3: use_cases.review: review: task_types add up to 1.2. They must add up to 1.
                    price: 0.5 | price: 0.6 | use_cases.yaml:10: use_cases.review.weights: The weights (price=0.6, benchmark=0.3, runtime=0.15, sentiment=0.05) add up to 1.100. Maybe lower one of them: they must add up to 1.
                    roles: [doctor] | roles: doctor | use_cases.yaml:4: use_cases.review.roles is no list. Maybe write it in brackets.
                    , tool_use: true | '' | use_cases.yaml:9: use_cases.review.needs.tool_use is missing. Maybe it is mistyped or not indented like its siblings.
                    prompt: 12000 | prompt: many | use_cases.yaml:8: use_cases.review.tokens_per_task.prompt is 'many', not a number. Maybe write digits with a point, without quotes or unit.
                    prompt: 12000, completion: 800 | prompt: 0, completion: 0 | use_cases.yaml:3: use_cases.review: review: tokens_per_task is 0; a typical task takes some tokens.
                    review: | Review: | use_cases.yaml:2: use_cases: 'Review' is no name for a use case. Use lower-case letters, digits and underscores, a letter first.
                    use_cases: | usecases: | use_cases.yaml:1: use_cases is missing. Maybe it is mistyped or not indented like its siblings.
                    """)
    void refusesAFaultyUseCaseWithItsPlace(String right, String wrong, String message) {
        ConfigFiles files = ConfigFiles.in(directory).useCases(REVIEW.replace(right, wrong));
        assertThat(files.refusal(() -> files.open().useCases())).isEqualTo(message);
    }

    @Test
    void refusesTwoUseCasesOfOneName() {
        ConfigFiles files = ConfigFiles.in(directory).useCases(REVIEW + REVIEW.substring(REVIEW.indexOf("  review")));
        assertThat(files.refusal(() -> files.open().useCases()))
                .isEqualTo(
                        "use_cases.yaml:11:3: the key 'review' stands in line 2 already. Maybe remove one of the two.");
    }
}
