package dev.autopack.modelintel.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendationStatusTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void threeWaysLeadFromOneToTheNextAndNoOther() {
        Set<String> ways = Stream.of(RecommendationStatus.values())
                .flatMap(to -> to.previous().stream().map(from -> from.label() + " to " + to.label()))
                .collect(Collectors.toSet());

        assertThat(ways)
                .containsExactlyInAnyOrder("proposed to accepted", "proposed to rejected", "accepted to implemented");
    }

    @Test
    void aChangeStartsFromThePreviousStatus() {
        assertThat(new StatusChange(3, RecommendationStatus.IMPLEMENTED, "Ann", NOW, Optional.empty()).from())
                .isEqualTo(RecommendationStatus.ACCEPTED);
        assertThatThrownBy(() -> new StatusChange(3, RecommendationStatus.PROPOSED, "Ann", NOW, Optional.empty()))
                .hasMessage("A recommendation begins as proposed and never becomes it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Ann\nBob", "Ann\u001b[31m", "Ann\u202e"})
    void whoDecidesIsReadable(String by) {
        assertThatThrownBy(() -> new StatusChange(3, RecommendationStatus.ACCEPTED, by, NOW, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Who decides ")
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> new StatusChange(3, RecommendationStatus.ACCEPTED, "Ann", NOW, Optional.of(by)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The note ");
    }

    @Test
    void aConflictSaysWhoWasQuickerAndWhen() {
        StatusChange first = new StatusChange(3, RecommendationStatus.REJECTED, "Bob", NOW, Optional.empty());
        StatusChange second = new StatusChange(3, RecommendationStatus.ACCEPTED, "Ann", NOW, Optional.empty());

        assertThat(new StatusConflictException(second, RecommendationStatus.REJECTED, Optional.of(first)))
                .hasMessage(
                        "Recommendation 3 is rejected (by Bob at 2026-11-24T10:00:00Z) and cannot become accepted: only"
                                + " what is proposed can. Maybe look it up with 'modelintel explain --recommendation-id 3'.");
    }
}
