package dev.autopack.modelintel.store;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Temporary tables of groups, which end with their transaction. */
record TemporaryGroups(DSLContext context) {

    private static final List<Field<?>> KEYS = Stream.of("provider", "model", "role", "complexity", "since")
            .<Field<?>>map(TemporaryGroups::column)
            .toList();

    private static final List<Field<?>> SUMS = Stream.of(
                    "calls",
                    "total_tokens",
                    "prompt_tokens",
                    "completion_tokens",
                    "recorded_calls",
                    "recorded_usd",
                    "priced_prompt_tokens",
                    "priced_completion_tokens",
                    "unsplit_calls",
                    "unsplit_tokens")
            .<Field<?>>map(name ->
                    DSL.sum(DSL.field(DSL.name(name), SQLDataType.NUMERIC)).as(name))
            .toList();

    /** Keeps the groups of a statement that reads all calls. Only into a new table does PostgreSQL count in parallel. */
    Table<?> counted(String name, Select<?> groups) {
        return compiled(() -> kept(name, groups));
    }

    /** Runs a statement that reads all calls: only for this much work may compiling be worth its time. The server decides. */
    <T> T compiled(Supplier<T> statement) {
        context.execute("set local jit to default");
        T answer = statement.get();
        context.execute("set local jit = off");
        return answer;
    }

    Table<?> kept(String name, Select<?> groups) {
        context.execute("create temporary table {0} on commit drop as {1}", DSL.name(name), groups);
        return DSL.table(DSL.name("pg_temp", name));
    }

    /** @param table a temporary one, or one to stay */
    void add(QueryPart table, Select<?> groups) {
        context.execute("insert into {0} ({1}) {2}", table, DSL.list(columns(groups)), groups);
    }

    /**
     * Groups of {@link TelemetryQueries#usage()} with the calls of all sizes in one row: {@code buckets}, and of each its {@code
     * bucket_calls} and {@code bucket_tokens}.
     */
    Select<?> withAllSizes(Table<?> counted) {
        return context.select(KEYS)
                .select(SUMS)
                .select(
                        DSL.arrayAgg(DSL.field(DSL.name("bucket"), SQLDataType.INTEGER))
                                .as("buckets"),
                        DSL.arrayAgg(whole("calls")).as("bucket_calls"),
                        DSL.arrayAgg(whole("total_tokens")).as("bucket_tokens"))
                .from(counted)
                .groupBy(KEYS);
    }

    static Field<?>[] columns(Select<?> groups) {
        return groups.getSelect().stream()
                .map(field -> DSL.field(DSL.name(field.getName()), field.getDataType()))
                .toArray(Field<?>[]::new);
    }

    private static Field<Long> whole(String name) {
        return DSL.cast(DSL.field(DSL.name(name)), SQLDataType.BIGINT);
    }

    private static Field<?> column(String name) {
        return DSL.field(DSL.name(name));
    }
}
