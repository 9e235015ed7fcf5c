package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.EVIDENCE_SNAPSHOTS;
import static dev.autopack.modelintel.store.jooq.Tables.MODEL_RECOMMENDATIONS;
import static dev.autopack.modelintel.store.jooq.Tables.RECOMMENDATION_ANSWERS;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.evidence.ModelEvidence;
import dev.autopack.modelintel.recommend.Answer;
import dev.autopack.modelintel.recommend.Question;
import dev.autopack.modelintel.recommend.Recommendations;
import dev.autopack.modelintel.recommend.StoredAnswer;
import dev.autopack.modelintel.recommend.Trial;
import dev.autopack.modelintel.store.jooq.tables.ModelRecommendations;
import dev.autopack.modelintel.store.jooq.tables.RecommendationAnswers;
import dev.autopack.modelintel.store.jooq.tables.records.RecommendationAnswersRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Answers in {@code recommendation_answers} and the evidence that they follow from in {@code evidence_snapshots}. */
final class Answers {

    private Answers() {}

    /** Keeps the evidence once, whenever it was known. Its digest. */
    static String keep(DSLContext context, Evidence evidence, Instant now) {
        List<ModelEvidence> models = List.copyOf(evidence.models().values());
        String digest = RecordJson.digest(models);
        if (!context.fetchExists(EVIDENCE_SNAPSHOTS, EVIDENCE_SNAPSHOTS.DIGEST.eq(digest))) {
            context.insertInto(EVIDENCE_SNAPSHOTS)
                    .set(EVIDENCE_SNAPSHOTS.DIGEST, digest)
                    .set(EVIDENCE_SNAPSHOTS.KEPT_AT, now)
                    .set(EVIDENCE_SNAPSHOTS.MODELS, RecordJson.written(models))
                    .onConflictDoNothing()
                    .execute();
        }
        return digest;
    }

    /**
     * The number of the answer on record.
     *
     * @param madeAt when it was given as the answer of its use case; null for one to a what-if
     */
    static long keep(DSLContext context, Answer answer, String evidenceDigest, Instant now, @Nullable Instant madeAt) {
        Question question = answer.question();
        Recommendations given = answer.recommendations();
        RecommendationAnswersRecord row = RECOMMENDATION_ANSWERS.newRecord();
        row.setCreatedAt(now);
        row.setLastMadeAt(madeAt);
        row.setAsOf(Rows.kept(given.asOf()));
        row.setUseCase(given.useCase().value());
        row.setCurrentModel(given.currentModel().value());
        row.setDecision(Rows.label(given.decision()));
        row.setTrialModel(given.trial()
                .filter(trial -> given.recommended().isEmpty())
                .map(Trial::model)
                .map(Object::toString)
                .orElse(null));
        row.setConfidence(given.confidence().isPresent() ? given.confidence().getAsDouble() : null);
        row.setSummary(given.summary());
        row.setPolicyVersion(question.policyVersion());
        row.setQuestion(RecordJson.written(question));
        row.setAnswer(RecordJson.written(given));
        row.setEvidenceDigest(evidenceDigest);
        row.setDedupeHash(dedupeHash(answer, evidenceDigest));
        return context.insertInto(RECOMMENDATION_ANSWERS)
                .set(row)
                .onConflict(RECOMMENDATION_ANSWERS.DEDUPE_HASH)
                .doUpdate()
                .set(
                        RECOMMENDATION_ANSWERS.LAST_MADE_AT,
                        DSL.coalesce(
                                DSL.val(madeAt, RECOMMENDATION_ANSWERS.LAST_MADE_AT),
                                RECOMMENDATION_ANSWERS.LAST_MADE_AT))
                .returningResult(RECOMMENDATION_ANSWERS.ID)
                .fetchSingle()
                .value1();
    }

    /** All of the answer but the instant: the passing of time alone makes no other one, unless it changes the answer. */
    private static String dedupeHash(Answer answer, String evidenceDigest) {
        Recommendations given = answer.recommendations();
        return RecordJson.digest(Arrays.asList(
                answer.question(),
                evidenceDigest,
                given.currentScorecard(),
                given.recommended(),
                given.rejected(),
                given.confidence(),
                given.summary(),
                given.challenger(),
                given.trial(),
                given.keptOut()));
    }

    static List<StoredAnswer> newest(DSLContext context) {
        return context.selectFrom(RECOMMENDATION_ANSWERS)
                .where(RECOMMENDATION_ANSWERS.ID.in(DSL.select(RECOMMENDATION_ANSWERS.ID)
                        .distinctOn(RECOMMENDATION_ANSWERS.USE_CASE)
                        .from(RECOMMENDATION_ANSWERS)
                        .orderBy(
                                RECOMMENDATION_ANSWERS.USE_CASE,
                                RECOMMENDATION_ANSWERS.LAST_MADE_AT.desc().nullsLast(),
                                RECOMMENDATION_ANSWERS.ID.desc())))
                .orderBy(RECOMMENDATION_ANSWERS.USE_CASE)
                .fetch(Answers::stored);
    }

    static Optional<StoredAnswer> of(DSLContext context, long recommendation) {
        return context.select(RECOMMENDATION_ANSWERS.fields())
                .from(RECOMMENDATION_ANSWERS)
                .join(MODEL_RECOMMENDATIONS)
                .on(MODEL_RECOMMENDATIONS.ANSWER_ID.eq(RECOMMENDATION_ANSWERS.ID))
                .where(MODEL_RECOMMENDATIONS.ID.eq(recommendation))
                .fetchOptionalInto(RECOMMENDATION_ANSWERS)
                .map(Answers::stored);
    }

    static Evidence evidence(DSLContext context, StoredAnswer answer) {
        List<ModelEvidence> models = RecordJson.read(
                context.select(EVIDENCE_SNAPSHOTS.MODELS)
                        .from(EVIDENCE_SNAPSHOTS)
                        .where(EVIDENCE_SNAPSHOTS.DIGEST.eq(answer.evidenceDigest()))
                        .fetchSingle()
                        .value1(),
                new TypeReference<List<ModelEvidence>>() {});
        return Evidence.of(answer.recommendations().asOf(), models);
    }

    /**
     * Whether a recommendation was made in the newest answer of its use case, or of one that was only asked what-ifs, in the
     * last of these.
     */
    static Condition isOfNewest(ModelRecommendations recommendation) {
        ModelRecommendations other = MODEL_RECOMMENDATIONS.as("other_made");
        RecommendationAnswers answer = RECOMMENDATION_ANSWERS.as("answer");
        return recommendation
                .LAST_MADE_AT
                .ge(DSL.greatest(
                        DSL.field(DSL.select(DSL.max(other.LAST_MADE_AT))
                                .from(other)
                                .where(other.USE_CASE.eq(recommendation.USE_CASE))),
                        DSL.field(DSL.select(DSL.max(answer.LAST_MADE_AT))
                                .from(answer)
                                .where(answer.USE_CASE.eq(recommendation.USE_CASE)))))
                .or(recommendation
                        .ANSWER_ID
                        .eq(DSL.select(DSL.max(answer.ID))
                                .from(answer)
                                .where(answer.USE_CASE.eq(recommendation.USE_CASE)))
                        .andNotExists(DSL.selectOne()
                                .from(answer)
                                .where(answer.USE_CASE.eq(recommendation.USE_CASE))
                                .and(answer.LAST_MADE_AT.isNotNull())));
    }

    private static StoredAnswer stored(RecommendationAnswersRecord row) {
        return new StoredAnswer(
                row.getId(),
                row.getCreatedAt(),
                Optional.ofNullable(row.getLastMadeAt()),
                row.getEvidenceDigest(),
                new Answer(
                        RecordJson.read(row.getQuestion(), Question.class),
                        RecordJson.read(row.getAnswer(), Recommendations.class)));
    }
}
