package dev.autopack.modelintel.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Transactions on the tables of one schema. Safe for use by several threads: each transaction has its own connection, unless
 * all join one.
 */
final class Database {

    private static final String CONNECT_SECONDS = "10";
    private static final String LOCK_WAIT = "60s";

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final DatabaseUrl url;
    private final String schema;
    private final Settings settings;

    /** The transaction that all work is done in; null where each has its own. */
    private final @Nullable DSLContext joined;

    Database(DatabaseUrl url, String schema) {
        this(url, schema, null);
    }

    private Database(DatabaseUrl url, String schema, @Nullable DSLContext joined) {
        this.url = url;
        this.schema = schema;
        this.settings = new Settings()
                .withRenderMapping(new RenderMapping()
                        .withSchemata(new MappedSchema().withInput("modelintel").withOutput(schema)));
        this.joined = joined;
    }

    /** The same database, where everything is done in a transaction that is open and that who opened it ends. */
    Database joining(DSLContext transaction) {
        return new Database(url, schema, transaction);
    }

    String schema() {
        return schema;
    }

    DatabaseUrl url() {
        return url;
    }

    /** @throws SQLException if the server cannot be reached or refuses */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "modelintel");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.putAll(url.driverProperties());
        // The DriverManager would load the drivers of all databases first.
        Connection connection = new Driver().connect(url.jdbcUrl(), properties);
        try (Statement statement = connection.createStatement()) {
            // The driver has told the server the zone of this program, whatever the database says.
            statement.execute("set time zone 'UTC'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Reads in one transaction that sees one state of the database. */
    <T> T read(Function<DSLContext, T> work) {
        return transaction(true, Connection.TRANSACTION_REPEATABLE_READ, work);
    }

    /** Writes in one transaction, one writer of the schema after the other. */
    <T> T write(Function<DSLContext, T> work) {
        // A writer must see what the writer before it has committed, which a snapshot from before the lock would hide.
        return transaction(false, Connection.TRANSACTION_READ_COMMITTED, context -> {
            context.execute("set local lock_timeout = '" + LOCK_WAIT + "'");
            context.execute(
                    "select pg_advisory_xact_lock(hashtextextended({0}, 0))", DSL.inline("modelintel:" + schema));
            return work.apply(context);
        });
    }

    /**
     * Writes one table in one transaction, one writer of the table after the other, and all its statements see one state of
     * the database: that after the writer before it. Taking the lock of a table, unlike calling a function, leaves the
     * snapshot to the first query.
     */
    <T> T writeFromOneState(Table<?> table, Function<DSLContext, T> work) {
        requireOwnTransaction();
        return transaction(false, Connection.TRANSACTION_REPEATABLE_READ, context -> {
            context.execute("set local lock_timeout = '" + LOCK_WAIT + "'");
            context.execute("lock table {0} in share row exclusive mode", table);
            return work.apply(context);
        });
    }

    /** Computes with temporary tables in one transaction, all of whose statements see one state of the database. */
    <T> T computeFromOneState(Function<DSLContext, T> work) {
        requireOwnTransaction();
        return transaction(false, Connection.TRANSACTION_REPEATABLE_READ, work);
    }

    private void requireOwnTransaction() {
        if (joined != null) {
            throw new IllegalStateException("What needs one state of the database needs a transaction of its own.");
        }
    }

    /** @throws StoreException if {@code e} came from the database; else {@code e} is returned, to be thrown */
    RuntimeException explained(RuntimeException e) {
        return e instanceof DataAccessException && e.getCause() instanceof SQLException cause ? explained(cause) : e;
    }

    StoreException explained(SQLException e) {
        return new StoreException(Refusal.of(e).message(url.toString()), e);
    }

    private <T> T transaction(boolean readOnly, int isolation, Function<DSLContext, T> work) {
        if (joined != null) {
            return work.apply(joined);
        }
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(readOnly);
            connection.setTransactionIsolation(isolation);
            // Closing the connection without a commit rolls back, whatever was thrown.
            T result = work.apply(DSL.using(connection, SQLDialect.POSTGRES, settings));
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw explained(e);
        } catch (DataAccessException e) {
            throw explained(e);
        }
    }
}
