package dev.autopack.modelintel.testkit;

import static dev.autopack.modelintel.testkit.RecommendationRepositoryContract.models;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationRepository.Query;
import dev.autopack.modelintel.recommend.RecommendationRepository.Waiting;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.StatusChange;
import dev.autopack.modelintel.recommend.StatusConflictException;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every {@link RecommendationRepository} must do about decisions. Extend it and give an empty repository. */
public abstract class ApprovalContract {

    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final int RACES = 200;

    /** A repository that keeps nothing yet and may be used by several threads; called once for each test. */
    protected abstract RecommendationRepository emptyRepository();

    @Test
    void aDecisionIsKeptWithWhoWhenAndWhy() {
        RecommendationRepository repository = emptyRepository();
        long id = proposed(repository, 7, "glm-4.7");
        StatusChange accepted = change(id, RecommendationStatus.ACCEPTED, "Ann", "2026-06-02T10:00:00Z", "cheaper");
        StatusChange implemented = change(id, RecommendationStatus.IMPLEMENTED, "Bob", "2026-06-03T10:00:00Z", null);

        repository.change(accepted);
        repository.change(implemented);

        StoredRecommendation kept = repository.find(id).orElseThrow();
        assertThat(kept.status()).isEqualTo(RecommendationStatus.IMPLEMENTED);
        assertThat(kept.history()).containsExactly(accepted, implemented);
        assertThat(repository.list(
                        new Query(Optional.empty(), Optional.of(RecommendationStatus.IMPLEMENTED), false, 10)))
                .containsExactly(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "PROPOSED, IMPLEMENTED",
        "ACCEPTED, ACCEPTED",
        "ACCEPTED, REJECTED",
        "REJECTED, ACCEPTED",
        "REJECTED, REJECTED",
        "REJECTED, IMPLEMENTED",
        "IMPLEMENTED, ACCEPTED",
        "IMPLEMENTED, REJECTED",
        "IMPLEMENTED, IMPLEMENTED"
    })
    void noOtherWayLeadsFromOneStatusToTheNext(RecommendationStatus from, RecommendationStatus to) {
        RecommendationRepository repository = emptyRepository();
        long id = proposed(repository, 7, "glm-4.7");
        way(from).forEach(step -> repository.change(change(id, step, "Ann", "2026-06-02T10:00:00Z", null)));
        StoredRecommendation before = repository.find(id).orElseThrow();

        assertThatThrownBy(() -> repository.change(change(id, to, "Bob", "2026-06-03T10:00:00Z", null)))
                .isInstanceOf(StatusConflictException.class)
                .hasMessageContaining("is " + from.label())
                .hasMessageContaining("cannot become " + to.label());
        assertThat(repository.find(id)).contains(before);
    }

    @Test
    void nobodyDecidesOnWhatIsNotThere() {
        assertThatThrownBy(() -> emptyRepository()
                        .change(change(42, RecommendationStatus.ACCEPTED, "Ann", "2026-06-02T10:00:00Z", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .isNotInstanceOf(StatusConflictException.class)
                .hasMessageContaining("42");
    }

    @Test
    void ofTwoAtOnceExactlyOneWinsAndTheOtherIsToldByWhomAndWhen() throws Exception {
        RecommendationRepository repository = emptyRepository();
        ExecutorService people = Executors.newFixedThreadPool(2);
        try {
            for (int race = 0; race < RACES; race++) {
                long id = proposed(repository, race, "glm-4.7");
                CyclicBarrier start = new CyclicBarrier(2);
                Future<Optional<String>> ann = people.submit(decision(
                        repository,
                        start,
                        change(id, RecommendationStatus.ACCEPTED, "Ann", "2026-06-02T10:00:00Z", null)));
                Future<Optional<String>> bob = people.submit(decision(
                        repository,
                        start,
                        change(id, RecommendationStatus.REJECTED, "Bob", "2026-06-02T11:00:00Z", null)));

                boolean annWon = ann.get().isEmpty();
                assertThat(bob.get().isEmpty()).as("race %s", race).isNotEqualTo(annWon);
                assertThat((annWon ? bob : ann).get().orElseThrow())
                        .contains(annWon ? "(by Ann at 2026-06-02T10:00:00Z)" : "(by Bob at 2026-06-02T11:00:00Z)");
                StoredRecommendation kept = repository.find(id).orElseThrow();
                assertThat(kept.history()).hasSize(1);
                assertThat(kept.status())
                        .isEqualTo(annWon ? RecommendationStatus.ACCEPTED : RecommendationStatus.REJECTED);
                if (annWon) {
                    repository.change(
                            change(id, RecommendationStatus.IMPLEMENTED, "Ann", "2026-06-03T10:00:00Z", null));
                }
            }
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void whatIsDecidedIsListedInTheOrderOfTheDecisions() {
        RecommendationRepository repository = emptyRepository();
        long first = proposed(repository, 7, "a");
        long second = proposed(repository, 7, "b");
        proposed(repository, 7, "c");
        repository.change(change(second, RecommendationStatus.ACCEPTED, "Ann", "2026-06-02T10:00:00Z", null));
        repository.change(change(first, RecommendationStatus.REJECTED, "Ann", "2026-06-02T11:00:00Z", null));
        assertThat(models(repository.decided())).containsExactly("b", "a");

        repository.change(change(second, RecommendationStatus.IMPLEMENTED, "Ann", "2026-06-02T12:00:00Z", null));
        assertThat(models(repository.decided())).containsExactly("a", "b");
    }

    @Test
    void anAcceptedOneStandsForLaterOnesOfTheSameModelsUntilItIsImplemented() {
        RecommendationRepository repository = emptyRepository();
        long id = proposed(repository, 7, "glm-4.7");
        repository.change(change(id, RecommendationStatus.ACCEPTED, "Ann", "2026-06-02T10:00:00Z", null));
        assertThat(proposed(repository, 8, "glm-4.7")).isEqualTo(id);

        repository.change(change(id, RecommendationStatus.IMPLEMENTED, "Ann", "2026-06-03T10:00:00Z", null));
        assertThat(proposed(repository, 8, "glm-4.7")).isNotEqualTo(id);
    }

    @Test
    void aRejectedOneIsAnotherWhenItComesBackEvenFromTheSameRows() {
        RecommendationRepository repository = emptyRepository();
        long id = proposed(repository, 7, "glm-4.7");
        repository.change(change(id, RecommendationStatus.REJECTED, "Ann", "2026-06-02T10:00:00Z", null));

        assertThat(proposed(repository, 7, "glm-4.7")).isNotEqualTo(id);
    }

    @Test
    void whatWaitsIsWhatWasAcceptedAndWhatWasProposedLast() {
        RecommendationRepository repository = emptyRepository();
        long accepted = proposed(repository, 7, "a");
        repository.change(change(accepted, RecommendationStatus.ACCEPTED, "Ann", "2026-06-02T10:00:00Z", null));
        proposed(repository, 7, "b");
        long last = proposed(repository, 7, "c");

        assertThat(repository.waiting())
                .extracting(waiting -> waiting.recommendation().id())
                .containsExactly(accepted, last);
        assertThat(repository.waiting().get(0).since()).isEqualTo(Instant.parse("2026-06-02T10:00:00Z"));
    }

    @Test
    void aProposalWaitsSinceItWasFirstMadeFromWhateverEvidence() {
        RecommendationRepository repository = emptyRepository();
        long first = proposed(repository, 7, "a");
        long again = proposed(repository, 8, "a");
        Instant made = repository.find(first).orElseThrow().createdAt();

        assertThat(repository.waiting())
                .containsExactly(new Waiting(repository.find(again).orElseThrow(), made));

        repository.change(change(
                first,
                RecommendationStatus.REJECTED,
                "Ann",
                made.plusSeconds(60).toString(),
                null));
        assertThat(repository.waiting())
                .extracting(Waiting::since)
                .containsExactly(repository.find(again).orElseThrow().createdAt());
    }

    private static Callable<Optional<String>> decision(
            RecommendationRepository repository, CyclicBarrier start, StatusChange change) {
        return () -> {
            start.await();
            try {
                repository.change(change);
                return Optional.empty();
            } catch (StatusConflictException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        };
    }

    private static List<RecommendationStatus> way(RecommendationStatus end) {
        List<RecommendationStatus> way = new ArrayList<>();
        for (Optional<RecommendationStatus> step = Optional.of(end);
                step.flatMap(RecommendationStatus::previous).isPresent();
                step = step.get().previous()) {
            way.add(0, step.get());
        }
        return way;
    }

    private static long proposed(RecommendationRepository repository, long evidence, String model) {
        return repository
                .save(Answered.nothingKnown(JUNE), List.of(Answered.answer("doctor_cheap", JUNE, evidence, model)))
                .get(0)
                .get(0)
                .id();
    }

    private static StatusChange change(long id, RecommendationStatus to, String by, String at, @Nullable String note) {
        return new StatusChange(id, to, by, Instant.parse(at), Optional.ofNullable(note));
    }
}
