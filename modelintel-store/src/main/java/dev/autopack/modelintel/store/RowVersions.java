package dev.autopack.modelintel.store;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Which versions of rows are visible in the present state of a PostgreSQL database. A row is never changed in place: each
 * version of it has the number of the transaction that made it, of which 32 bits are kept.
 *
 * @param settledBefore every transaction before this number (64 bits) has ended
 * @param nextTransaction no transaction with this number or a later one is visible
 */
record RowVersions(long settledBefore, long nextTransaction) {

    private static final long NUMBERS = 1L << 32;
    private static final long OLDEST = 1L << 31;

    /** Whether this state is later than one in which these transactions had ended, and near enough to tell numbers apart. */
    Condition canTellFrom(Field<Long> settled) {
        return settled.between(nextTransaction - OLDEST, settledBefore);
    }

    /**
     * Whether a visible row was made by a transaction of this number or a later one. The numbers go round. As bytes they can be
     * compared, and by parallel workers.
     */
    Condition madeSince(String table, long settled) {
        Field<?> maker = DSL.field("xidsend({0})", DSL.field(DSL.name(table, "xmin")));
        Condition from = DSL.condition("{0} >= {1}", maker, bytes(settled));
        Condition upTo = DSL.condition("{0} <= {1}", maker, bytes(nextTransaction));
        return settled % NUMBERS <= nextTransaction % NUMBERS ? from.and(upTo) : from.or(upTo);
    }

    private static Field<?> bytes(long number) {
        return DSL.field("{0}::bytea", DSL.inline(String.format("\\x%08x", number % NUMBERS)));
    }
}
