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
            model-9 0x1.45b1d9bbff187p-2 0x0.0p0 0x1.586bcc232c638p-2 0x0.0p0 0x1.4f0ed2ef95bep-1 0x1.ffffffffeb9a3p-1 0x1.5bfa227d4ae5cp9 0x1.4ffebdc2b840ep-1
            model-39 0x1.38aa16ecf5ab7p-2 0x1.3afb8cb8c5569p-6 0x1.4296162091ef3p-2 0x0.0p0 0x1.4777f2ec89f8p-1 0x1.fffffffb2ee02p-1 0x1.c089b93b317f2p9 0x1.4d1453d36e3b6p-1
            model-18 0x1.38995d642f04cp-2 0x1.1692098a2da54p-5 0x1.175ca38115abp-2 0x0.0p0 0x1.3964210b45323p-1 0x1.ffffe8221daddp-1 0x1.c10acbc8b777p9 0x1.26f53a850a4ep-1
            model-7 0x1.31a0d2d9ede46p-2 0x1.145d6682fd914p-2 0x0.0p0 0x1.eff36ae59d8d7p-6 0x1.327eb805a2a74p-1 0x1.e5263f135276cp-1 0x1.7ab2e8658a5c2p9 0x1.075f969741adep-1
            model-14 0x1.29d90546ea584p-2 0x1.078ae6e86ec0cp-2 0x0.0p0 0x1.de99e6895831fp-6 0x1.27a6c54bf74e1p-1 0x1.cdb53092fe644p-1 0x1.b9e79832a886bp9 0x1.ea1c9c073475bp-2
            model-27 0x1.2bc1ca2df9e2ep-2 0x1.a72ade5b81c7p-7 0x1.0e466590e8f8dp-2 0x0.0p0 0x1.23a0c358df75p-1 0x1.ffa16669e04f8p-1 0x1.1213418c818dcp10 0x1.faa1511dea3d7p-2
            model-28 0x1.31a0d2d9ede46p-2 0x1.ddc58cd0b0f34p-3 0x0.0p0 0x1.d063bba6c1af7p-6 0x1.1ec4ea7e593c8p-1 0x1.b8954f5953688p-1 0x1.7ab2e8658a5c2p9 0x1.a3a9f606f4cf3p-2
            0x1.0p0
            model-0 0x1.195da828a3ce5p-6 0x1.06ddf7b575b0dp-2
            model-30 0x1.ade3fd58f54fap-5 0x1.48b264691cd42p-2
            model-9 0x1.17f16203729f6p-3 0x1.d36db99d73194p-1
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
            digits.append(' ').append(hex(each.expectedQualityDelta()));
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
