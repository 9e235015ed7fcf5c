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
            model-9 0x1.4594952a2c237p-2 0x0.0p0 0x1.583d094836c83p-2 0x0.0p0 0x1.4ee8cf393175dp-1 0x1.ffffffffef07ap-1 0x1.7cb7c3c795007p9 0x1.51b1565c6d132p-1
            model-39 0x1.3841ccc246eeep-2 0x1.4ac37990b9dep-6 0x1.42eb4d50b8869p-2 0x0.0p0 0x1.47eca8d60589ap-1 0x1.fffffffd3e45bp-1 0x1.ebc0d0c51b87ep9 0x1.50d0b500d17e2p-1
            model-7 0x1.40e59bbfbadfcp-2 0x1.2c766d7d33142p-2 0x0.0p0 0x1.088cff804916dp-5 0x1.4736d4967b8b6p-1 0x1.fc61fc91d9db4p-1 0x1.16fefb92b3c24p9 0x1.2bbe8abf9044ep-1
            model-14 0x1.3ccebc70bd591p-2 0x1.20c8d34622d3p-2 0x0.0p0 0x1.01e96e04792e8p-5 0x1.3eea5ebbb7a8ep-1 0x1.f68cea852c521p-1 0x1.3adeac93e9179p9 0x1.1b0fae70e6c34p-1
            model-18 0x1.3839938770154p-2 0x1.250ce2a4804a1p-5 0x1.17ee6f9f2c769p-2 0x0.0p0 0x1.3a64cfbd964a8p-1 0x1.fffff1e9c7694p-1 0x1.ec055980124e4p9 0x1.2c21fe8e5967ep-1
            model-28 0x1.40e59bbfbadfcp-2 0x1.09032abce9974p-2 0x0.0p0 0x1.f33fabd7e881p-6 0x1.348e609d117f8p-1 0x1.e96d66cc0609p-1 0x1.16fefb92b3c24p9 0x1.f233c47e4e92dp-2
            model-35 0x1.3ccebc70bd591p-2 0x1.f8d1a74f45e15p-3 0x0.0p0 0x1.e5312d32a19e7p-6 0x1.2bc55175c531dp-1 0x1.d9d6b778e1f73p-1 0x1.3adeac93e9179p9 0x1.ce31a71cf26d9p-2
            0x1.e8f5c28f5c28fp-1
            model-0 0x1.048deb72aa1f1p-6 0x1.02f9da2fba8b1p-2
            model-30 0x1.aec3a06e0c5ap-5 0x1.4ccf277c334aep-2
            model-7 0x1.ac9b5527a84bep-4 0x1.ad3b77d76d8a6p-1
            model-9 0x1.189043f67e1a6p-3 0x1.d32e43744a58bp-1
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
