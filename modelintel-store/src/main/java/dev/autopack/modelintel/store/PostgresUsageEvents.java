package dev.autopack.modelintel.store;

import static dev.autopack.modelintel.store.jooq.Tables.LLM_USAGE_EVENTS;

import dev.autopack.modelintel.runtime.UsageEvent;
import dev.autopack.modelintel.runtime.UsageEventRepository;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Imported calls in a table that looks like an installation's. */
final class PostgresUsageEvents implements UsageEventRepository {

    /** 12 values each, and a statement may have 65,535. */
    private static final int ROWS_AT_ONCE = 1000;

    private final Database database;

    PostgresUsageEvents(Database database) {
        this.database = database;
    }

    @Override
    public int record(List<UsageEvent> events) {
        return database.write(context -> {
            int added = 0;
            for (int from = 0; from < events.size(); from += ROWS_AT_ONCE) {
                added += insert(context, events.subList(from, Math.min(events.size(), from + ROWS_AT_ONCE)));
            }
            return added;
        });
    }

    private static int insert(DSLContext context, List<UsageEvent> events) {
        var insert = context.insertInto(
                LLM_USAGE_EVENTS,
                LLM_USAGE_EVENTS.SOURCE,
                LLM_USAGE_EVENTS.EXTERNAL_ID,
                LLM_USAGE_EVENTS.PROVIDER,
                LLM_USAGE_EVENTS.MODEL,
                LLM_USAGE_EVENTS.RUN_ID,
                LLM_USAGE_EVENTS.PHASE_ID,
                LLM_USAGE_EVENTS.ROLE,
                LLM_USAGE_EVENTS.TOTAL_TOKENS,
                LLM_USAGE_EVENTS.PROMPT_TOKENS,
                LLM_USAGE_EVENTS.COMPLETION_TOKENS,
                LLM_USAGE_EVENTS.COST_USD,
                LLM_USAGE_EVENTS.CREATED_AT);
        for (UsageEvent event : events) {
            insert = insert.values(
                    event.source(),
                    event.id(),
                    event.provider(),
                    event.model(),
                    event.run().orElse(null),
                    event.phase().orElse(null),
                    event.role(),
                    event.totalTokens(),
                    nullable(event.promptTokens()),
                    nullable(event.completionTokens()),
                    event.costUsd().orElse(null),
                    LocalDateTime.ofInstant(Rows.kept(event.at()), ZoneOffset.UTC));
        }
        return insert.onConflict(LLM_USAGE_EVENTS.SOURCE, LLM_USAGE_EVENTS.EXTERNAL_ID)
                .doNothing()
                .execute();
    }

    private static @Nullable Long nullable(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
