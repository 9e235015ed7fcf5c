package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODEL_RECOMMENDATIONS;
import static dev.autopack.modelintel.store.jooq.Tables.RECOMMENDATION_HISTORY;

import dev.autopack.modelintel.recommend.RecommendationRepository.Waiting;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.StatusChange;
import dev.autopack.modelintel.recommend.StatusConflictException;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.store.jooq.tables.ModelRecommendations;
import dev.autopack.modelintel.store.jooq.tables.RecommendationHistory;
import dev.autopack.modelintel.store.jooq.tables.records.ModelRecommendationsRecord;
import dev.autopack.modelintel.store.jooq.tables.records.RecommendationHistoryRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** The status of recommendations and its history in {@code recommendation_history}, which is only ever added to. */
final class StatusHistory {

    private StatusHistory() {}

    /** The recommendations of rows, in their order, with what was done with each. */
    static List<StoredRecommendation> stored(DSLContext context, List<ModelRecommendationsRecord> rows) {
        Long[] ids = rows.stream().map(ModelRecommendationsRecord::getId).toArray(Long[]::new);
        Map<Long, List<StatusChange>> histories = ids.length == 0
                ? Map.of()
                : context.selectFrom(RECOMMENDATION_HISTORY)
                        .where(RECOMMENDATION_HISTORY.RECOMMENDATION_ID.eq(DSL.any(ids)))
                        .orderBy(RECOMMENDATION_HISTORY.ID)
                        .fetchGroups(RECOMMENDATION_HISTORY.RECOMMENDATION_ID, StatusHistory::change);
        return rows.stream()
                .map(row -> PostgresRecommendations.stored(row, histories.getOrDefault(row.getId(), List.of())))
                .toList();
    }

    /**
     * Writes the new status, if the recommendation has the one that the change starts from, and its row in the history.
     *
     * @throws StatusConflictException if it has another one
     * @throws IllegalArgumentException if there is no such recommendation
     */
    static void change(DSLContext context, StatusChange change) {
        int changed = context.update(MODEL_RECOMMENDATIONS)
                .set(MODEL_RECOMMENDATIONS.STATUS, Rows.label(change.to()))
                .where(MODEL_RECOMMENDATIONS.ID.eq(change.recommendation()))
                .and(MODEL_RECOMMENDATIONS.STATUS.eq(Rows.label(change.from())))
                .execute();
        if (changed == 0) {
            throw conflict(context, change);
        }
        RecommendationHistoryRecord row = RECOMMENDATION_HISTORY.newRecord();
        row.setRecommendationId(change.recommendation());
        row.setFromStatus(Rows.label(change.from()));
        row.setToStatus(Rows.label(change.to()));
        row.setChangedBy(change.by());
        row.setChangedAt(Rows.kept(change.at()));
        row.setNote(change.note().orElse(null));
        context.insertInto(RECOMMENDATION_HISTORY).set(row).execute();
    }

    /** The recommendations that are accepted, or proposed in the newest answer of their use case, longest waiting first. */
    static List<Waiting> waiting(DSLContext context) {
        Field<Instant> since = DSL.coalesce(acceptedAt(), proposedSince(), MODEL_RECOMMENDATIONS.CREATED_AT);
        Map<Long, Instant> waiting = context.select(MODEL_RECOMMENDATIONS.ID, since)
                .from(MODEL_RECOMMENDATIONS)
                .where(has(MODEL_RECOMMENDATIONS, RecommendationStatus.ACCEPTED))
                .or(has(MODEL_RECOMMENDATIONS, RecommendationStatus.PROPOSED)
                        .and(Answers.isOfNewest(MODEL_RECOMMENDATIONS)))
                .fetchMap(MODEL_RECOMMENDATIONS.ID, since);
        return stored(
                        context,
                        context.selectFrom(MODEL_RECOMMENDATIONS)
                                .where(MODEL_RECOMMENDATIONS.ID.eq(
                                        DSL.any(waiting.keySet().toArray(Long[]::new))))
                                .fetch())
                .stream()
                .map(recommendation -> new Waiting(
                        recommendation, waiting.getOrDefault(recommendation.id(), recommendation.createdAt())))
                .sorted(Comparator.comparing(Waiting::since)
                        .thenComparing(each -> each.recommendation().id()))
                .toList();
    }

    /** The number of the last change of a recommendation, by which changes are ordered. */
    static Field<Long> lastChangeOf(ModelRecommendations recommendation) {
        return DSL.field(DSL.select(DSL.max(RECOMMENDATION_HISTORY.ID))
                .from(RECOMMENDATION_HISTORY)
                .where(RECOMMENDATION_HISTORY.RECOMMENDATION_ID.eq(recommendation.ID)));
    }

    static IllegalArgumentException unknown(long id) {
        return new IllegalArgumentException(
                "There is no recommendation " + id + ". Maybe look its number up with 'modelintel report'.");
    }

    private static Field<Instant> acceptedAt() {
        return DSL.field(DSL.select(DSL.max(RECOMMENDATION_HISTORY.CHANGED_AT))
                .from(RECOMMENDATION_HISTORY)
                .where(RECOMMENDATION_HISTORY.RECOMMENDATION_ID.eq(MODEL_RECOMMENDATIONS.ID)));
    }

    /** When the same change was first proposed after the last decision on it. */
    private static Field<Instant> proposedSince() {
        ModelRecommendations earlier = MODEL_RECOMMENDATIONS.as("earlier");
        ModelRecommendations other = MODEL_RECOMMENDATIONS.as("other");
        RecommendationHistory decision = RECOMMENDATION_HISTORY.as("decision");
        return DSL.field(DSL.select(DSL.min(earlier.CREATED_AT))
                .from(earlier)
                .where(sameChange(earlier))
                .and(has(earlier, RecommendationStatus.PROPOSED))
                .and(earlier.LAST_MADE_AT.isNotNull())
                .and(DSL.notExists(DSL.selectOne()
                        .from(decision)
                        .join(other)
                        .on(other.ID.eq(decision.RECOMMENDATION_ID))
                        .where(sameChange(other))
                        .and(decision.CHANGED_AT.ge(earlier.CREATED_AT)))));
    }

    private static Condition sameChange(ModelRecommendations other) {
        return other.USE_CASE
                .eq(MODEL_RECOMMENDATIONS.USE_CASE)
                .and(other.CURRENT_MODEL.eq(MODEL_RECOMMENDATIONS.CURRENT_MODEL))
                .and(other.RECOMMENDED_MODEL.eq(MODEL_RECOMMENDATIONS.RECOMMENDED_MODEL));
    }

    private static Condition has(ModelRecommendations recommendation, RecommendationStatus status) {
        return recommendation.STATUS.eq(Rows.label(status));
    }

    private static RuntimeException conflict(DSLContext context, StatusChange wanted) {
        return context.selectFrom(MODEL_RECOMMENDATIONS)
                .where(MODEL_RECOMMENDATIONS.ID.eq(wanted.recommendation()))
                .fetchOptional()
                .map(row -> stored(context, List.of(row)).get(0))
                .<RuntimeException>map(found -> new StatusConflictException(wanted, found.status(), found.lastChange()))
                .orElseGet(() -> unknown(wanted.recommendation()));
    }

    private static StatusChange change(RecommendationHistoryRecord row) {
        return new StatusChange(
                row.getRecommendationId(),
                Rows.constant(RecommendationStatus.class, row.getToStatus()),
                row.getChangedBy(),
                row.getChangedAt(),
                Optional.ofNullable(row.getNote()));
    }
}
