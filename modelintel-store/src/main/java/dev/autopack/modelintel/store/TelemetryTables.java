package dev.autopack.modelintel.store;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The tables of an Autopack installation that are read. */
final class TelemetryTables {

    static final String EVENTS = "llm_usage_events";
    static final String PHASES = "phases";

    private TelemetryTables() {}

    static boolean exists(DSLContext context, String schema, String table) {
        // to_regclass takes the identifier in its quoted spelling.
        return context.fetchSingle(
                        "select to_regclass({0}) is not null", DSL.inline(context.render(DSL.name(schema, table))))
                .get(0, Boolean.class);
    }
}
