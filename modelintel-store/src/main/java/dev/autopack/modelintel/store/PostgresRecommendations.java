package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.MODEL_RECOMMENDATIONS;

import dev.autopack.modelintel.recommend.EvidenceIds;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.Recommendations;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.score.Component;
import dev.autopack.modelintel.score.Scorecard;
import dev.autopack.modelintel.store.jooq.tables.ModelRecommendations;
import dev.autopack.modelintel.store.jooq.tables.records.ModelRecommendationsRecord;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Recommendations in {@code model_recommendations}. */
final class PostgresRecommendations implements RecommendationRepository {

    private final Database database;

    PostgresRecommendations(Database database) {
        this.database = database;
    }

    @Override
    public List<StoredRecommendation> save(Recommendations recommendations, String policyVersion) {
        if (recommendations.recommended().isEmpty()) {
            return List.of();
        }
        return database.write(context -> {
            Instant now = context.select(DSL.field("clock_timestamp()", Instant.class))
                    .fetchSingle()
                    .value1();
            List<StoredRecommendation> kept = new ArrayList<>();
            for (Recommendation recommendation : recommendations.recommended()) {
                kept.add(save(context, row(recommendation, recommendations, policyVersion, now)));
            }
            return kept;
        });
    }

    @Override
    public Optional<StoredRecommendation> find(long id) {
        return database.read(context -> context.selectFrom(MODEL_RECOMMENDATIONS)
                .where(MODEL_RECOMMENDATIONS.ID.eq(id))
                .fetchOptional(PostgresRecommendations::stored));
    }

    @Override
    public List<StoredRecommendation> list(Query query) {
        return database.read(context -> context.selectFrom(MODEL_RECOMMENDATIONS)
                .where(matches(query))
                .orderBy(
                        MODEL_RECOMMENDATIONS.CREATED_AT.desc(),
                        MODEL_RECOMMENDATIONS.USE_CASE,
                        MODEL_RECOMMENDATIONS.RANK,
                        MODEL_RECOMMENDATIONS.ID)
                .limit(query.limit())
                .fetch(PostgresRecommendations::stored));
    }

    @Override
    public void keepPatch(long id, String patch) {
        int kept = database.write(context -> context.update(MODEL_RECOMMENDATIONS)
                .set(MODEL_RECOMMENDATIONS.PROPOSED_PATCH, patch)
                .where(MODEL_RECOMMENDATIONS.ID.eq(id))
                .execute());
        if (kept == 0) {
            throw new IllegalArgumentException(
                    "There is no recommendation " + id + ". Maybe look its number up with 'modelintel report'.");
        }
    }

    @Override
    public List<Reference> references(EvidenceIds evidence) {
        return database.read(context -> new References(context).of(evidence));
    }

    private static StoredRecommendation save(DSLContext context, ModelRecommendationsRecord row) {
        return context.insertInto(MODEL_RECOMMENDATIONS)
                .set(row)
                .onConflict(MODEL_RECOMMENDATIONS.DEDUPE_HASH)
                .doUpdate()
                .set(MODEL_RECOMMENDATIONS.LAST_MADE_AT, row.getLastMadeAt())
                .returning()
                .fetchSingle(PostgresRecommendations::stored);
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
            ModelRecommendations other = MODEL_RECOMMENDATIONS.as("other");
            condition = condition.and(MODEL_RECOMMENDATIONS.LAST_MADE_AT.eq(DSL.select(DSL.max(other.LAST_MADE_AT))
                    .from(other)
                    .where(other.USE_CASE.eq(MODEL_RECOMMENDATIONS.USE_CASE))));
        }
        return condition;
    }

    private static ModelRecommendationsRecord row(
            Recommendation recommendation, Recommendations recommendations, String policyVersion, Instant now) {
        ModelRecommendationsRecord row = MODEL_RECOMMENDATIONS.newRecord();
        row.setCreatedAt(now);
        row.setLastMadeAt(now);
        row.setAsOf(Rows.kept(recommendations.asOf()));
        row.setUseCase(recommendation.useCase().value());
        row.setRank(recommendation.rank());
        row.setCurrentModel(recommendation.currentModel().value());
        row.setRecommendedModel(recommendation.recommendedModel().value());
        row.setReasoning(recommendation.reasoning());
        row.setExpectedCostDeltaPct(nullable(recommendation.expectedCostDeltaPct()));
        row.setExpectedQualityDelta(nullable(recommendation.expectedQualityDelta()));
        row.setConfidence(recommendation.confidence());
        row.setPolicyVersion(policyVersion);
        row.setScorecard(Json.scorecard(recommendation.scorecard()));
        row.setCurrentScorecard(Json.scorecard(recommendation.currentScorecard()));
        row.setEvidence(Json.evidence(recommendation.evidence()));
        row.setRejected(Json.rejected(recommendations.rejected()));
        row.setDedupeHash(dedupeHash(recommendation, policyVersion));
        return row;
    }

    private static StoredRecommendation stored(ModelRecommendationsRecord row) {
        return new StoredRecommendation(
                row.getId(),
                row.getCreatedAt(),
                row.getAsOf(),
                Rows.constant(RecommendationStatus.class, row.getStatus()),
                row.getPolicyVersion(),
                new Recommendation(
                        new UseCaseId(row.getUseCase()),
                        row.getRank(),
                        Json.scorecard(row.getScorecard()),
                        Json.scorecard(row.getCurrentScorecard()),
                        row.getConfidence(),
                        optional(row.getExpectedCostDeltaPct()),
                        optional(row.getExpectedQualityDelta()),
                        row.getReasoning()),
                Json.rejected(row.getRejected()),
                Optional.ofNullable(row.getProposedPatch()));
    }

    /** What makes a recommendation the same: who is to replace whom where, by which rules, from which evidence. */
    private static String dedupeHash(Recommendation recommendation, String policyVersion) {
        String identity = String.join(
                "\n",
                recommendation.useCase().value(),
                recommendation.currentModel().value(),
                recommendation.recommendedModel().value(),
                policyVersion,
                weights(recommendation.scorecard()),
                weights(recommendation.currentScorecard()),
                recommendation.evidence().toString());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static String weights(Scorecard scorecard) {
        return scorecard.components().stream().map(Component::weight).toList().toString();
    }

    private static @Nullable Double nullable(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
