package dev.autopack.modelintel.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.EvidenceChange.Field;
import dev.autopack.modelintel.evidence.EvidenceChange.Kind;
import dev.autopack.modelintel.recommend.Known;
import dev.autopack.modelintel.sentiment.Sentiment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceChangesTest {

    private static final ModelId GLM = ModelId.of("glm-4.7");

    @Test
    void equalEvidenceHasNoChanges() {
        assertThat(EvidenceChanges.between(
                        known(glm().price(0.6, 2.2).said(Sentiment.MIXED)),
                        known(glm().price(0.60, 2.20).said(Sentiment.MIXED))))
                .isEmpty();
    }

    @Test
    void aCorrectedFigureIsNamedWithItsRowAndBothValues() {
        assertThat(EvidenceChanges.between(known(glm().benchmark("swe", 70)), known(glm().benchmark("swe", 71.5))))
                .containsExactly(new EvidenceChange(
                        "model_benchmarks",
                        "1",
                        GLM,
                        Kind.CHANGED,
                        List.of(new Field("score", Optional.of("70.0"), Optional.of("71.5")))));
    }

    @Test
    void aRowThatIsNewOrGoneIsToldWithAllItsValues() {
        Evidence without = known(glm());
        Evidence with = known(glm().price(0.6, 2.2));

        assertThat(EvidenceChanges.between(without, with)).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.APPEARED);
            assertThat(change.table()).isEqualTo("model_pricing");
            assertThat(change.fields()).contains(new Field("inputUsdPerMillion", Optional.empty(), Optional.of("0.6")));
        });
        assertThat(EvidenceChanges.between(with, without)).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.VANISHED);
            assertThat(change.model()).isEqualTo(GLM);
            assertThat(change.fields())
                    .contains(new Field("outputUsdPerMillion", Optional.of("2.2"), Optional.empty()));
        });
    }

    @Test
    void whatTheCatalogSaysOfAModelIsEvidenceToo() {
        assertThat(EvidenceChanges.between(known(glm()), known(glm().contextWindow(200_000))))
                .containsExactly(new EvidenceChange(
                        "models_catalog",
                        "glm-4.7",
                        GLM,
                        Kind.CHANGED,
                        List.of(new Field("contextWindowTokens", Optional.empty(), Optional.of("200000")))));
    }

    private static Known glm() {
        return Known.model("glm-4.7", "zhipu");
    }

    private static Evidence known(Known... models) {
        return Evidence.of(
                Known.NOW, List.of(models).stream().map(Known::evidence).toList());
    }
}
