package dev.autopack.modelintel.recommend;

import dev.autopack.modelintel.usecase.UseCaseId;
import java.time.Instant;
import java.util.Optional;

/**
 * An answer on record, whatever it was: to switch, to keep, or to keep and try.
 *
 * @param id its number
 * @param createdAt when it was first given
 * @param lastMadeAt when it was last given: the same question on the same evidence has one row; empty where it was only ever
 *     the answer to a what-if
 * @param evidenceDigest the SHA-256 of the evidence that it was first given from, in hexadecimal
 * @param answer the question and the answer, as first given
 */
public record StoredAnswer(
        long id, Instant createdAt, Optional<Instant> lastMadeAt, String evidenceDigest, Answer answer) {

    public UseCaseId useCase() {
        return answer.recommendations().useCase();
    }

    /** What was answered. */
    public Recommendations recommendations() {
        return answer.recommendations();
    }
}
