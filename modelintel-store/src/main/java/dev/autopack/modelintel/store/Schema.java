package dev.autopack.modelintel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.postgresql.ds.PGSimpleDataSource;

/** The version of the tables: brings them to the newest, and tells whether they are there. */
final class Schema {

    /** The newest migration. */
    static final String VERSION = Migrations.newest();

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final String HISTORY = "flyway_schema_history";
    private static final String MIGRATIONS = "classpath:" + Migrations.DIRECTORY;

    private final Database database;

    Schema(Database database) {
        this.database = database;
    }

    /** @throws IllegalArgumentException if it is no name for a schema of ours */
    static String requireName(String name) {
        if (!NAME.matcher(name).matches() || name.startsWith("pg_")) {
            throw new IllegalArgumentException("'" + name.replaceAll("\\p{Cntrl}", "?")
                    + "' is no name for a schema. Maybe use lower-case letters, digits and underscores, at most 63.");
        }
        return name;
    }

    /** Two at once are one after the other, because the schema itself can only be created by one. */
    Migration migrate() {
        try (Connection connection = database.connect();
                PreparedStatement lock =
                        connection.prepareStatement("select pg_advisory_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "modelintel:migrate:" + database.schema());
            lock.execute();
            MigrateResult result = Flyway.configure()
                    .loggers("slf4j")
                    .dataSource(new ConnectedByUrl(database))
                    .defaultSchema(database.schema())
                    .createSchemas(true)
                    .locations(MIGRATIONS)
                    .load()
                    .migrate();
            return new Migration(
                    database.schema(),
                    result.migrations.stream().map(output -> output.version).toList(),
                    VERSION);
        } catch (SQLException e) {
            throw database.explained(e);
        } catch (FlywayException e) {
            throw explained(e);
        }
    }

    /** @throws StoreException if the tables are not of this version */
    void requireCurrent(DSLContext context) {
        String found;
        try {
            found = context.select(DSL.field("version", SQLDataType.VARCHAR))
                    .from(DSL.table(DSL.name(database.schema(), HISTORY)))
                    .where(DSL.field("success", SQLDataType.BOOLEAN))
                    .and(DSL.field("version").isNotNull())
                    .orderBy(DSL.field("installed_rank").desc())
                    .limit(1)
                    .fetchOptional(0, String.class)
                    .orElse("0");
        } catch (DataAccessException e) {
            if ("42P01".equals(e.sqlState()) || "3F000".equals(e.sqlState())) {
                throw new StoreException(
                        "The database " + database.url() + " has no tables of modelintel in schema " + database.schema()
                                + ". Maybe run 'modelintel migrate' first.",
                        e);
            }
            throw e;
        }
        if (!found.equals(VERSION)) {
            throw new StoreException("The tables in schema " + database.schema() + " of " + database.url()
                    + " are of version " + found + ", this modelintel needs version " + VERSION + ". "
                    + (Integer.parseInt(found) < Integer.parseInt(VERSION)
                            ? "Maybe run 'modelintel migrate' first."
                            : "Maybe use the newer modelintel that migrated them."));
        }
    }

    private RuntimeException explained(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return database.explained(sql);
            }
        }
        String reason =
                String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("no reason given");
        return new StoreException(
                "The schema " + database.schema() + " of " + database.url() + " cannot be migrated: " + reason
                        + ". Maybe give --schema another name: this one seems to hold other tables.",
                e);
    }

    /** Flyway connects as everything else does; it never sees the URL. */
    private static final class ConnectedByUrl extends PGSimpleDataSource {

        private static final long serialVersionUID = 1L;

        private final transient Database database;

        ConnectedByUrl(Database database) {
            this.database = database;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return database.connect();
        }
    }
}
