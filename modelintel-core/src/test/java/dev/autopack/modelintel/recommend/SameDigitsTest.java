package dev.autopack.modelintel.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.score.ComponentName;
import dev.autopack.modelintel.sentiment.Sentiment;
import dev.autopack.modelintel.usecase.Candidates;
import dev.autopack.modelintel.usecase.UseCase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The same bits on every Java. The digits were computed once; whoever changes the scoring rules puts the new ones here, from
 * the message of the failed test, and raises {@link ScoringPolicy#VERSION}. The build runs on several versions of Java.
 */
class SameDigitsTest {

    private static final int MODELS = 40;

    private static final String DIGITS = """
            model-9 0x1.45cd1180fd9c7p-2 0x0.0p0 0x1.5827980de01ddp-2 0x0.0p0 0x1.4efa54c76edd2p-1 0x1.fffffffff584dp-1 0x1.5fc680fd86c24p9 0x1.52befc2d616bp-1
            model-39 0x1.38962d247c98ep-2 0x1.49054fa9c350bp-6 0x1.4296162091ef3p-2 0x0.0p0 0x1.47de4c1fd55e9p-1 0x1.fffffffe1bfeap-1 0x1.c6f1724a6a8b5p9 0x1.5161f6089473cp-1
            model-7 0x1.347a8b5d8c1aep-2 0x1.282880188beep-2 0x0.0p0 0x1.018279b34d558p-5 0x1.3e69ad5640d9cp-1 0x1.f6b627152a82fp-1 0x1.68424f3746c8ep9 0x1.26c31bab54968p-1
            model-18 0x1.38975dd87dee9p-2 0x1.22166b4d81d07p-5 0x1.175ca38115abp-2 0x0.0p0 0x1.3a1b6761a1e9dp-1 0x1.fffff4d4751b5p-1 0x1.c6e82768e76c3p9 0x1.2c0634c6e2672p-1
            model-14 0x1.2d1e54297eb1dp-2 0x1.1c0653568dcb2p-2 0x0.0p0 0x1.f29a844690f1dp-6 0x1.342727e23ac61p-1 0x1.e952d832978c5p-1 0x1.a4bf021b6048dp9 0x1.156db7287bd26p-1
            model-28 0x1.347a8b5d8c1aep-2 0x1.03c5f0f5fc3ecp-2 0x0.0p0 0x1.e4611c8cde4d7p-6 0x1.2b43470e2b1f4p-1 0x1.d9836909ee80cp-1 0x1.68424f3746c8ep9 0x1.e59130aac5819p-2
            model-27 0x1.2bab46250b3c6p-2 0x1.bdf1a283b706fp-7 0x1.0e466590e8f8dp-2 0x0.0p0 0x1.23f09c6508f6bp-1 0x1.ffbbc0a834991p-1 0x1.15e58f90c76acp10 0x1.0164c043a80e4p-1
            0x1.ff7ced916872bp-1
            model-0 0x1.16219979130c5p-6 0x1.00a45b389d7abp-2
            model-30 0x1.af348a601b035p-5 0x1.4d239fd901117p-2
            model-9 0x1.175da0fa9f409p-3 0x1.d31129c9b0286p-1
            """;

    @Test
    void everyBitOfAnAnswerIsTheSameOnEveryJava() {
        Recommender recommender = Recommender.of(ScoringPolicy.defaults().withMaxRecommendations(7));
        UseCase useCase = Known.useCase().withCandidates(Candidates.OPEN);
        ModelId current = ModelId.of("model-0");
        StringBuilder digits = new StringBuilder();
        Recommendations answer = recommender.recommend(useCase, current, market());
        for (Recommendation each : answer.recommended()) {
            digits.append(each.recommendedModel());
            for (ComponentName name : ComponentName.values()) {
                digits.append(' ').append(hex(each.scorecard().component(name).contribution()));
            }
            digits.append(' ').append(hex(each.scorecard().total()));
            digits.append(' ').append(hex(each.confidence()));
            digits.append(' ').append(hex(each.expectedCostDeltaPct().orElseThrow()));
            digits.append(' ').append(hex(each.expectedQualityDelta().orElseThrow()));
            digits.append('\n');
        }
        Sensitivity sensitivity = recommender.sensitivity(useCase, current, market());
        digits.append(hex(sensitivity.stability())).append('\n');
        sensitivity
                .paretoFront()
                .forEach(point -> digits.append(
                        point.model() + " " + hex(point.usdPerTask()) + " " + hex(point.successRate()) + "\n"));

        assertThat(digits.toString()).isEqualTo(DIGITS);
    }

    private static String hex(double value) {
        return Double.toHexString(value);
    }

    /** Figures that follow from the number of the model, with all kinds of evidence. */
    private static Evidence market() {
        List<ModelEvidence> models = new ArrayList<>();
        for (int i = 0; i < MODELS; i++) {
            Known model = Known.model("model-" + i, i % 3 == 0 ? "zhipu" : "openai")
                    .price(0.1 + (i * 37 % 41) / 10.0, 0.4 + (i * 23 % 43) / 5.0);
            if (i % 4 != 1) {
                model.benchmark("swe", 20 + i * 29 % 71 + 0.1).benchmark("aider", 15 + i * 31 % 73 + 0.7, 0.05 + i % 7);
            }
            if (i % 3 == 0) {
                model.runs("builder", Complexity.LOW, 10 + i * 13 % 30, 40);
            }
            if (i % 6 == 0) {
                model.runs("auditor", Complexity.HIGH, i % 11, 11);
            }
            if (i % 7 == 0) {
                model.said(Sentiment.POSITIVE).said(Sentiment.MIXED);
            }
            models.add(model.evidence());
        }
        return Evidence.of(Known.NOW, models);
    }
}
