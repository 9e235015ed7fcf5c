package dev.autopack.modelintel.approval;

import static dev.autopack.modelintel.recommend.RecommendationStatus.ACCEPTED;
import static dev.autopack.modelintel.recommend.RecommendationStatus.IMPLEMENTED;
import static dev.autopack.modelintel.score.ComponentName.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autopack.modelintel.approval.Aftermath.Windows;
import dev.autopack.modelintel.recommend.Known;
import dev.autopack.modelintel.runtime.Complexity;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.Setbacks;
import dev.autopack.modelintel.runtime.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AftermathTest {

    private static final Instant CHANGED = Instant.parse("2026-11-24T09:00:01Z");
    private static final Windows WINDOWS = new Windows(
            TimeWindow.ofDaysUntil(30, CHANGED), new TimeWindow(CHANGED, CHANGED.plus(Duration.ofDays(30))));

    /** Table II of Newcombe (1998), rows of method 10; his difference is the first rate less the second. */
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, 0.0524, 0.3339",
        "9, 10, 3, 10, 0.1705, 0.8090",
        "6, 7, 2, 7, 0.0582, 0.8062",
        "5, 56, 0, 29, -0.0381, 0.1926",
        "0, 10, 0, 20, -0.1611, 0.2775",
        "0, 10, 0, 10, -0.2775, 0.2775",
        "10, 10, 0, 20, 0.6791, 1.0000",
        "10, 10, 0, 10, 0.6075, 1.0000"
    })
    void theIntervalIsNewcombes(long a, long m, long b, long n, double lower, double upper) {
        DifferenceOfRates difference = DifferenceOfRates.between(
                new JobRecord(WINDOWS.before(), n, b, 0, Optional.empty()),
                new JobRecord(WINDOWS.after(), m, a, 0, Optional.empty()));

        assertThat(difference.estimate()).isCloseTo((double) a / m - (double) b / n, within(1e-12));
        assertThat(difference.lower()).isCloseTo(lower, within(5e-5));
        assertThat(difference.upper()).isCloseTo(upper, within(5e-5));
    }

    @Test
    void theWindowsMeetAtTheChangeAndReachThirtyDays() {
        assertThat(Aftermath.windows(
                        Made.of(RUNTIME, 0.9, 0.8).stored(1, ACCEPTED, IMPLEMENTED), CHANGED.plus(Duration.ofDays(99))))
                .contains(WINDOWS);
        assertThat(Aftermath.windows(
                                Made.of(RUNTIME, 0.9, 0.8).stored(1, ACCEPTED, IMPLEMENTED), CHANGED.plusSeconds(60))
                        .orElseThrow()
                        .after())
                .isEqualTo(new TimeWindow(CHANGED, CHANGED.plusSeconds(60)));
        assertThat(Aftermath.windows(Made.of(RUNTIME, 0.9, 0.8).stored(1, ACCEPTED, IMPLEMENTED), CHANGED))
                .isEmpty();
        assertThat(Aftermath.windows(Made.of(RUNTIME, 0.9, 0.8).stored(1, ACCEPTED), CHANGED.plus(Duration.ofDays(99))))
                .isEmpty();
    }

    @Test
    void aCheaperModelOfTheSameQualityKeepsItsPromise() {
        Aftermath aftermath = after(
                Made.of(RUNTIME, 0.8, 0.8).quality(0.0).cost(-50),
                List.of(stats("old", 160, 200, "20")),
                List.of(stats("new", 162, 200, "11")));

        assertThat(aftermath.promise()).isEqualTo(Promise.KEPT);
        assertThat(aftermath.before().costPerPhaseUsd().orElseThrow()).isEqualByComparingTo("0.1");
        assertThat(aftermath.costDeltaPct().orElseThrow()).isCloseTo(-45, within(1e-9));
        assertThat(aftermath.successDelta().orElseThrow().estimate()).isCloseTo(0.01, within(1e-9));
        assertThat(aftermath.reason())
                .isEqualTo(
                        "the success rate is no more than 10 points below the promise; the cost is within the promise"
                                + " (-38 % or less with its tolerance)");
    }

    @Test
    void aWorseOneDoesNot() {
        Aftermath aftermath = after(
                Made.of(RUNTIME, 0.8, 0.8).quality(0.0),
                List.of(stats("old", 160, 200, "20")),
                List.of(stats("new", 120, 200, "5")));

        assertThat(aftermath.promise()).isEqualTo(Promise.NOT_KEPT);
        assertThat(aftermath.reason()).startsWith("the success rate is below the promise");
    }

    @Test
    void norOneThatCostsMore() {
        Aftermath aftermath = after(
                Made.of(RUNTIME, 0.8, 0.8).quality(0.0).cost(-50),
                List.of(stats("old", 160, 200, "20")),
                List.of(stats("new", 160, 200, "13")));

        assertThat(aftermath.promise()).isEqualTo(Promise.NOT_KEPT);
        assertThat(aftermath.reason()).contains("the cost is above the promise (-38 % or less");
    }

    @Test
    void fewPhasesAreTooFew() {
        Aftermath aftermath = after(
                Made.of(RUNTIME, 0.8, 0.8).quality(0.0),
                List.of(stats("old", 160, 200, "20")),
                List.of(stats("new", 4, 5, "1")));

        assertThat(aftermath.promise()).isEqualTo(Promise.TOO_EARLY);
        assertThat(aftermath.reason()).startsWith("there are too few phases");
    }

    @Test
    void whereNothingWasExpectedTheRateMustNotFall() {
        Aftermath aftermath = after(
                Made.of(RUNTIME, 0.8, 0.8),
                List.of(stats("old", 160, 200, "20")),
                List.of(stats("new", 160, 200, "20")));

        assertThat(aftermath.promisedSuccessDelta()).isZero();
        assertThat(aftermath.promise()).isEqualTo(Promise.KEPT);
    }

    @Test
    void anEscalationThatTheModelMakesNecessaryCountsAgainstIt() {
        Aftermath aftermath = after(
                Made.of(RUNTIME, 0.8, 0.8).quality(0.0).cost(-50),
                List.of(stats("old", 160, 200, "20")),
                List.of(stats("new", 110, 120, "6"), stats("old", 50, 80, "12")));

        assertThat(aftermath.after().finishedPhases()).isEqualTo(200);
        assertThat(aftermath.after().succeededPhases()).isEqualTo(160);
        assertThat(aftermath.costDeltaPct().orElseThrow()).isCloseTo(-10, within(1e-9));
        assertThat(aftermath.promise()).isEqualTo(Promise.NOT_KEPT);
    }

    @Test
    void whereOthersDoMostOfTheJobNothingIsSaid() {
        Aftermath aftermath = after(
                Made.of(RUNTIME, 0.8, 0.8).quality(0.0),
                List.of(stats("old", 160, 200, "20")),
                List.of(stats("new", 90, 100, "5"), stats("other", 90, 100, "5")));

        assertThat(aftermath.promise()).isEqualTo(Promise.TOO_EARLY);
        assertThat(aftermath.reason())
                .isEqualTo("new had the last word in only 100 of 200 phases from 2026-11-24T09:00:01Z to"
                        + " 2026-12-24T09:00:01Z");
    }

    @Test
    void otherRolesAndComplexitiesAreNotThisJob() {
        RuntimeStats medium = stats("new", 100, 100, "1", "builder", Complexity.MEDIUM);
        RuntimeStats auditor = stats("new", 100, 100, "1", "auditor", Complexity.LOW);

        Aftermath aftermath =
                after(Made.of(RUNTIME, 0.8, 0.8), List.of(stats("old", 160, 200, "20")), List.of(medium, auditor));

        assertThat(aftermath.after().finishedPhases()).isZero();
        assertThat(aftermath.promise()).isEqualTo(Promise.TOO_EARLY);
        assertThat(aftermath.reason()).isEqualTo("no phase of the job has finished on both sides yet");
    }

    private static Aftermath after(Made made, List<RuntimeStats> before, List<RuntimeStats> after) {
        return Aftermath.of(made.recommendation(), Known.useCase(), WINDOWS, before, after);
    }

    private static RuntimeStats stats(String model, long succeeded, long finished, String usd) {
        return stats(model, succeeded, finished, usd, "builder", Complexity.LOW);
    }

    private static RuntimeStats stats(
            String model, long succeeded, long finished, String usd, String role, Complexity complexity) {
        return new RuntimeStats(
                WINDOWS.before(),
                "p",
                model,
                role,
                Optional.of(complexity),
                finished,
                1000,
                Optional.of(900L),
                Optional.of(100L),
                Optional.of(new BigDecimal(usd)),
                0,
                finished,
                succeeded,
                10,
                20,
                0,
                Optional.empty(),
                Setbacks.NONE);
    }
}
