package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.Model;
import dev.autopack.modelintel.catalog.ModelAlias;
import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Facts.StatedPrice;
import dev.autopack.modelintel.pricing.Price;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {

    @TempDir
    Path directory;

    @Test
    void readsADefinitionWithAllItsFields() {
        Model sonnet =
                ConfigFiles.in(directory).models("""
                        models:
                          claude-sonnet-4-5:
                            provider: anthropic
                            family: claude-sonnet
                            display_name: Claude Sonnet 4.5
                            context_window_tokens: 200000
                            released_at: 2025-09-29
                            tool_use: true
                            is_deprecated: true
                            source_url: https://docs.anthropic.com/models
                        """).facts().definitions().get(0);
        assertThat(sonnet)
                .isEqualTo(new Model(
                        ModelId.of("claude-sonnet-4-5"),
                        "anthropic",
                        "claude-sonnet",
                        "Claude Sonnet 4.5",
                        Optional.of(200_000),
                        Optional.of(true),
                        Optional.of(LocalDate.of(2025, 9, 29)),
                        true,
                        Optional.of("https://docs.anthropic.com/models")));
    }

    @Test
    void whatADefinitionDoesNotSayStaysUnknown() {
        Model model = ConfigFiles.in(directory)
                .models("models: {claude-3-opus-20240229: {provider: anthropic}}")
                .facts()
                .definitions()
                .get(0);
        assertThat(model).isEqualTo(Model.named(ModelId.of("claude-3-opus-20240229"), "anthropic"));
        assertThat(model.family()).isEqualTo("claude-opus");
    }

    @Test
    void mentionsEveryModelThatIsNamedButNotDefined() {
        assertThat(ConfigFiles.in(directory).facts().mentions())
                .extracting(model -> model.provider() + "/" + model.id())
                .containsExactly("zhipu/glm-4.7", "anthropic/claude-sonnet-4-5", "anthropic/claude-opus-4-5");
    }

    @Test
    void findsModelNamesInEveryPlaceThatHasThemAndNowhereElse() {
        String models = """
                tier_cost_ratios: {haiku: 1.0}
                tier_budget_strategy: {mode: "cost_equivalent"}
                cheap_first_optimization: {cheap_model: m-1, eligible_categories: [docs]}
                complexity_models: {low: {builder: m-2, escalation_auditor: m-3}}
                llm_routing_policies:
                  docs:
                    strategy: cheap_first
                    builder_primary: m-4
                    auditor_primary: m-5
                    secondary_auditor: m-6
                    dual_audit: true
                    description: Prose
                    escalate_to: {builder: m-7, after_attempts: 1}
                    final_escalation: {builder: m-8, after_attempts: 3}
                category_models: {tests: {description: Tests, builder_model_override: m-9}}
                quota_routing: {never_fallback_categories: [security]}
                fallback_strategy:
                  by_category: {docs: {fallbacks: [m-10]}}
                  default_fallbacks: [m-11]
                defaults: {high_risk_builder: m-12}
                tool_models: {tidy_semantic: m-13}
                escalation_chains: {builder: {low: {models: [m-14, m-15]}}}
                dual_audit_judge: {model: m-16, mode: strict}
                doctor_models: {cheap: m-17, strong: m-18, low_risk_categories: [network], min_confidence: 0.7}
                model_aliases: {short: m-19}
                """;
        List<String> mentions =
                ConfigFiles.in(directory).models(models).pricing("budgets: {}").facts().mentions().stream()
                        .map(model -> model.id().value())
                        .sorted()
                        .toList();
        assertThat(mentions)
                .containsExactlyInAnyOrder(
                        "m-1", "m-2", "m-3", "m-4", "m-5", "m-6", "m-7", "m-8", "m-9", "m-10", "m-11", "m-12", "m-13",
                        "m-14", "m-15", "m-16", "m-17", "m-18", "m-19");
    }

    @Test
    void notesWhatCannotBeAModelNameAndWhoseProviderIsUnknown() {
        CatalogReading reading = ConfigFiles.in(directory).models("""
                        tool_models:
                          tidy_semantic: "GLM 4.7"
                          other: "evil\\u001b[31m"
                          hidden: "gl\\u200bm"
                          third: house-model
                        """).catalog();
        assertThat(reading.notes())
                .extracting(note -> note.replace(directory + "/", ""))
                .containsExactly(
                        "models.yaml:2: The model name 'GLM 4.7' has white space or control characters. Maybe it is a display name: use the API's name.",
                        "models.yaml:3: The model name 'evil?[31m' has white space or control characters. Maybe it is a display name: use the API's name.",
                        "models.yaml:4: The model name 'gl?m' has white space or control characters. Maybe it is a display name: use the API's name.",
                        "models.yaml:5: nothing tells the provider of house-model; it is recorded as unknown. Maybe define the model under 'models'.");
        assertThat(reading.facts().mentions())
                .contains(Model.named(ModelId.of("house-model"), "unknown"))
                .hasSize(2);
    }

    @Test
    void followsAnAliasOfAnAliasToItsModel() {
        ConfigFiles files = ConfigFiles.in(directory).models("""
                tool_models: {tidy_semantic: best}
                model_aliases: {best: Sonnet, sonnet: claude-sonnet-4-5, claude-sonnet-4-5: claude-sonnet-4-5}
                """);
        assertThat(files.facts().aliases())
                .contains(
                        new ModelAlias("best", ModelId.of("claude-sonnet-4-5")),
                        new ModelAlias("sonnet", ModelId.of("claude-sonnet-4-5")));
        assertThat(files.current("tool_models.tidy_semantic")).isEqualTo(ModelId.of("claude-sonnet-4-5"));
    }

    @Test
    void keepsEveryDigitOfAPrice() {
        Price price = ConfigFiles.in(directory)
                .pricing("google: {gemini-lite: {input_per_1k: 0.0000375, output_per_1k: 1.5e-4}}")
                .facts()
                .prices()
                .get(0)
                .price();
        assertThat(price.inputUsdPerMillion()).isEqualTo(new BigDecimal("0.0375"));
        assertThat(price.outputUsdPerMillion()).isEqualTo(new BigDecimal("0.15"));
        assertThat(price.source()).isEqualTo("autopack_config");
    }

    @Test
    void aPriceHoldsFromItsOwnDateElseTheFilesElseTheGivenOne() {
        String prices = """
                zhipu:
                  glm-4.7: {input_per_1k: 1, output_per_1k: 1, effective_at: 2026-01-31}
                  glm-4.6: {input_per_1k: 1, output_per_1k: 1, updated: 2026-02-01T12:00:00+02:00}
                  glm-4.5: {input_per_1k: 1, output_per_1k: 1}
                """;
        ConfigFiles files = ConfigFiles.in(directory).pricing("# Prices\n\n# Updated: 2025-12-01 (by hand)\n" + prices);
        Optional<Instant> given = Optional.of(Instant.parse("2026-05-05T05:05:05Z"));
        assertThat(files.open().catalog(given, ConfigFiles.NOW).facts().prices())
                .extracting(stated -> stated.statedEffectiveAt().orElseThrow().toString())
                .containsExactly("2026-01-31T00:00:00Z", "2026-02-01T10:00:00Z", "2025-12-01T00:00:00Z");

        files.pricing(prices + "# Updated: 2025-12-01 below the content says nothing\n");
        assertThat(files.open().catalog(given, ConfigFiles.NOW).facts().prices())
                .extracting(StatedPrice::statedEffectiveAt)
                .last()
                .isEqualTo(given);
        StatedPrice undated = files.facts().prices().get(2);
        assertThat(undated.statedEffectiveAt()).isEmpty();
        assertThat(undated.price().effectiveAt()).isEqualTo(ConfigFiles.NOW);
    }

    @Test
    void sectionsWithoutPricesAreNoProvidersWhateverTheirName() {
        CatalogReading reading =
                ConfigFiles.in(directory).models("{}").pricing("""
                        gpt: {note: none}
                        budgets: {run_cost_cap_usd: null, cost_warning_threshold: 0.75}
                        reporting: {metrics: [total_cost_usd]}
                        mistral:
                          devstral-2512: {input_per_1k: 0.0004, output_per_1k: 0.002, batch_discount: 0.5}
                          comment: prices of May
                        """).catalog();
        assertThat(reading.facts().prices())
                .extracting(stated -> stated.price().model().value())
                .containsExactly("devstral-2512");
        assertThat(reading.notes())
                .extracting(note -> note.replace(directory + "/", ""))
                .containsExactly(
                        "pricing.yaml:5: 'batch_discount' of 'devstral-2512' is no key of a price and was not read, here and below.",
                        "pricing.yaml:6: 'comment' of 'mistral' has neither input_per_1k nor output_per_1k and was not read.");
    }

    @Test
    void notesAModelThatIsPricedUnderAnotherProvider() {
        CatalogReading reading = ConfigFiles.in(directory)
                .models("models: {GLM-4.7: {provider: zai}}")
                .catalog();
        assertThat(reading.notes())
                .singleElement()
                .asString()
                .endsWith(
                        "pricing.yaml:4: GLM-4.7 is priced under 'zhipu', but its provider is zai. Maybe move its price"
                                + " there.");
        assertThat(reading.facts().prices().get(0).price().model()).isEqualTo(ModelId.of("GLM-4.7"));
    }

    @Test
    void understandsTheMergeKey() {
        ConfigFiles files = ConfigFiles.in(directory).models("""
                complexity_models:
                  low: &base {builder: claude-haiku-4-5, auditor: claude-haiku-4-5}
                  high:
                    <<: *base
                    auditor: claude-opus-4-5
                """);
        assertThat(files.current("complexity_models.high.builder")).isEqualTo(ModelId.of("claude-haiku-4-5"));
        assertThat(files.current("complexity_models.high.auditor")).isEqualTo(ModelId.of("claude-opus-4-5"));
    }
}
