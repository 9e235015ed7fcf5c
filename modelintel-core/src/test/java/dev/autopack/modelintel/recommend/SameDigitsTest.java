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
            model-9 0x1.45cd1180fd9c7p-2 0x0.0p0 0x1.5842d17b6d927p-2 0x0.0p0 0x1.4f07f17e35977p-1 0x1.fffffffff630ep-1 0x1.5fc680fd86c24p9 0x1.52f9b55cc764p-1
            model-39 0x1.38962d247c98ep-2 0x1.47588dcc187c1p-6 0x1.4296162091ef3p-2 0x0.0p0 0x1.47d0e610e807ep-1 0x1.fffffffe12bdap-1 0x1.c6f1724a6a8b5p9 0x1.51535e8d11ac6p-1
            model-7 0x1.347a8b5d8c1aep-2 0x1.2778c93acf203p-2 0x0.0p0 0x1.01387d8bd56abp-5 0x1.3e0d3224eaf43p-1 0x1.f6609dd094a02p-1 0x1.68424f3746c8ep9 0x1.25dddd1b916fcp-1
            model-18 0x1.38975dd87dee9p-2 0x1.2195fc26f43bcp-5 0x1.175ca38115abp-2 0x0.0p0 0x1.3a13606f39108p-1 0x1.fffff4d17fc66p-1 0x1.c6e82768e76c3p9 0x1.2c0631bd59866p-1
            model-14 0x1.2d1e54297eb1dp-2 0x1.1b339b3036ec2p-2 0x0.0p0 0x1.f1e9119f8b28ap-6 0x1.33b84039d7284p-1 0x1.e8a73bf030d21p-1 0x1.a4bf021b6048dp9 0x1.145676c34a4ap-1
            model-28 0x1.347a8b5d8c1aep-2 0x1.028942c099a45p-2 0x0.0p0 0x1.e3566ee6a6374p-6 0x1.2a9c9a8648116p-1 0x1.d83765cc41ba1p-1 0x1.68424f3746c8ep9 0x1.e233f0d9f7c6fp-2
            model-27 0x1.2bab46250b3c6p-2 0x1.ba189f1867c0bp-7 0x1.0e466590e8f8dp-2 0x0.0p0 0x1.23e138575bb9ap-1 0x1.ffbb48f785c55p-1 0x1.15e58f90c76acp10 0x1.0150c082658c6p-1
            0x1.ff7ced916872bp-1
            model-0 0x1.16219979130c5p-6 0x1.0078cdde9aa0bp-2
            model-30 0x1.af348a601b035p-5 0x1.4cfff27615c8ep-2
            model-9 0x1.175da0fa9f409p-3 0x1.d3361c4c14b46p-1
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
