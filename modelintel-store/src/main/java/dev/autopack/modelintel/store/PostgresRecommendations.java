package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODEL_RECOMMENDATIONS;

import dev.autopack.modelintel.evidence.Evidence;
import dev.autopack.modelintel.recommend.Answer;
import dev.autopack.modelintel.recommend.EvidenceIds;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.StatusChange;
import dev.autopack.modelintel.recommend.StoredAnswer;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.store.jooq.tables.records.ModelRecommendationsRecord;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Recommendations in {@code model_recommendations}. */
final class PostgresRecommendations implements RecommendationRepository {

    private static final String PROPOSED = Rows.label(RecommendationStatus.PROPOSED);

    private final Database database;

    PostgresRecommendations(Database database) {
        this.database = database;
    }

    @Override
    public List<List<StoredRecommendation>> save(Evidence evidence, List<Answer> answers, Predicate<Answer> whatIf) {
        return database.write(context -> {
            Instant now = context.select(DSL.field("clock_timestamp()", Instant.class))
                    .fetchSingle()
                    .value1();
            String evidenceDigest = Answers.keep(context, evidence, now);
            List<List<StoredRecommendation>> kept = new ArrayList<>();
            for (Answer answer : answers) {
                @Nullable Instant madeAt = whatIf.test(answer) ? null : now;
                long id = Answers.keep(context, answer, evidenceDigest, now, madeAt);
                List<ModelRecommendationsRecord> rows = new ArrayList<>();
                for (Recommendation recommendation : answer.recommendations().recommended()) {
                    ModelRecommendationsRecord row = row(recommendation, answer, now);
                    row.setLastMadeAt(madeAt);
                    row.setAnswerId(id);
                    rows.add(save(context, row));
                }
                kept.add(StatusHistory.stored(context, rows));
            }
            return kept;
        });
    }

    @Override
    public List<StoredAnswer> newestAnswers() {
        return database.read(Answers::newest);
    }

    @Override
    public Optional<StoredAnswer> answerOf(long recommendation) {
        return database.read(context -> Answers.of(context, recommendation));
    }

    @Override
    public Evidence evidenceOf(StoredAnswer answer) {
        return database.read(context -> Answers.evidence(context, answer));
    }

    @Override
    public Optional<StoredRecommendation> find(long id) {
        return list(MODEL_RECOMMENDATIONS.ID.eq(id), 1).stream().findFirst();
    }

    @Override
    public List<StoredRecommendation> list(Query query) {
        return list(matches(query), query.limit());
    }

    @Override
    public List<StoredRecommendation> decided() {
        return database.read(context -> StatusHistory.stored(
                context,
                context.selectFrom(MODEL_RECOMMENDATIONS)
                        .where(MODEL_RECOMMENDATIONS.STATUS.ne(PROPOSED))
                        .orderBy(StatusHistory.lastChangeOf(MODEL_RECOMMENDATIONS))
                        .fetch()));
    }

    @Override
    public List<Waiting> waiting() {
        return database.read(StatusHistory::waiting);
    }

    @Override
    public void change(StatusChange change) {
        database.write(context -> {
            StatusHistory.change(context, change);
            return change;
        });
    }

    @Override
    public void keepPatch(Collection<Long> ids, String patch) {
        database.write(context -> {
            Set<Long> kept = context.update(MODEL_RECOMMENDATIONS)
                    .set(MODEL_RECOMMENDATIONS.PROPOSED_PATCH, patch)
                    .where(MODEL_RECOMMENDATIONS.ID.eq(DSL.any(ids.toArray(Long[]::new))))
                    .returning(MODEL_RECOMMENDATIONS.ID)
                    .fetchSet(MODEL_RECOMMENDATIONS.ID);
            ids.stream().filter(id -> !kept.contains(id)).findFirst().ifPresent(id -> {
                throw StatusHistory.unknown(id);
            });
            return kept;
        });
    }

    @Override
    public List<List<Reference>> references(List<EvidenceIds> evidence) {
        return database.read(
                context -> evidence.stream().map(new References(context)::of).toList());
    }

    private List<StoredRecommendation> list(Condition condition, int limit) {
        return database.read(context -> StatusHistory.stored(
                context,
                context.selectFrom(MODEL_RECOMMENDATIONS)
                        .where(condition)
                        .orderBy(
                                MODEL_RECOMMENDATIONS.CREATED_AT.desc(),
                                MODEL_RECOMMENDATIONS.USE_CASE,
                                MODEL_RECOMMENDATIONS.RANK,
                                MODEL_RECOMMENDATIONS.ID)
                        .limit(limit)
                        .fetch()));
    }

    /** One that is accepted and waits to be implemented stands for every later one of the same models. */
    private static ModelRecommendationsRecord save(DSLContext context, ModelRecommendationsRecord row) {
        Field<Instant> madeAt = DSL.coalesce(
                DSL.val(row.getLastMadeAt(), MODEL_RECOMMENDATIONS.LAST_MADE_AT), MODEL_RECOMMENDATIONS.LAST_MADE_AT);
        return context
                .update(MODEL_RECOMMENDATIONS)
                .set(MODEL_RECOMMENDATIONS.LAST_MADE_AT, madeAt)
                .where(MODEL_RECOMMENDATIONS.STATUS.eq(Rows.label(RecommendationStatus.ACCEPTED)))
                .and(MODEL_RECOMMENDATIONS.USE_CASE.eq(row.getUseCase()))
                .and(MODEL_RECOMMENDATIONS.CURRENT_MODEL.eq(row.getCurrentModel()))
                .and(MODEL_RECOMMENDATIONS.RECOMMENDED_MODEL.eq(row.getRecommendedModel()))
                .returning()
                .fetch()
                .stream()
                .max(Comparator.comparing(ModelRecommendationsRecord::getId))
                .orElseGet(() -> context.insertInto(MODEL_RECOMMENDATIONS)
                        .set(row)
                        .onConflict(MODEL_RECOMMENDATIONS.DEDUPE_HASH)
                        // Written out, because the index for proposed ones is not found by a parameter.
                        .where(MODEL_RECOMMENDATIONS.STATUS.eq(DSL.inline(PROPOSED)))
                        .doUpdate()
                        .set(MODEL_RECOMMENDATIONS.LAST_MADE_AT, madeAt)
                        .returning()
                        .fetchSingle());
    }

    private static Condition matches(Query query) {
        Condition condition = DSL.trueCondition();
        if (query.useCase().isPresent()) {
            condition = condition.and(
                    MODEL_RECOMMENDATIONS.USE_CASE.eq(query.useCase().get().value()));
        }
        if (query.status().isPresent()) {
            condition = condition.and(
                    MODEL_RECOMMENDATIONS.STATUS.eq(Rows.label(query.status().get())));
        }
        if (query.latest()) {
            condition = condition.and(Answers.isOfNewest(MODEL_RECOMMENDATIONS));
        }
        return condition;
    }

    private static ModelRecommendationsRecord row(Recommendation recommendation, Answer answer, Instant now) {
        String policyVersion = answer.question().policyVersion();
        ModelRecommendationsRecord row = MODEL_RECOMMENDATIONS.newRecord();
        row.setCreatedAt(now);
        row.setAsOf(Rows.kept(answer.recommendations().asOf()));
        row.setUseCase(recommendation.useCase().value());
        row.setRank(recommendation.rank());
        row.setCurrentModel(recommendation.currentModel().value());
        row.setRecommendedModel(recommendation.recommendedModel().value());
        row.setReasoning(recommendation.reasoning());
        row.setExpectedCostDeltaPct(nullable(recommendation.expectedCostDeltaPct()));
        row.setExpectedQualityDelta(recommendation.expectedQualityDelta());
        row.setConfidence(recommendation.confidence());
        row.setPolicyVersion(policyVersion);
        row.setScorecard(Json.scorecard(recommendation.scorecard()));
        row.setCurrentScorecard(Json.scorecard(recommendation.currentScorecard()));
        row.setEvidence(Json.evidence(recommendation.evidence()));
        row.setRejected(Json.rejected(answer.recommendations().rejected()));
        row.setDedupeHash(dedupeHash(recommendation, policyVersion));
        return row;
    }

    static StoredRecommendation stored(ModelRecommendationsRecord row, List<StatusChange> history) {
        return new StoredRecommendation(
                row.getId(),
                row.getCreatedAt(),
                row.getAsOf(),
                row.getLastMadeAt() == null,
                Rows.constant(RecommendationStatus.class, row.getStatus()),
                row.getPolicyVersion(),
                new Recommendation(
                        new UseCaseId(row.getUseCase()),
                        row.getRank(),
                        Json.scorecard(row.getScorecard()),
                        Json.scorecard(row.getCurrentScorecard()),
                        row.getConfidence(),
                        optional(row.getExpectedCostDeltaPct()),
                        row.getExpectedQualityDelta(),
                        row.getReasoning()),
                Json.rejected(row.getRejected()),
                Optional.ofNullable(row.getProposedPatch()),
                history);
    }

    /**
     * What makes a recommendation the same: who is to replace whom where, by which rules, from which evidence. The scores
     * too, because a row of evidence may be corrected in place.
     */
    private static String dedupeHash(Recommendation recommendation, String policyVersion) {
        return RecordJson.digest(List.of(
                recommendation.useCase(),
                policyVersion,
                recommendation.scorecard(),
                recommendation.currentScorecard()));
    }

    private static @Nullable Double nullable(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
