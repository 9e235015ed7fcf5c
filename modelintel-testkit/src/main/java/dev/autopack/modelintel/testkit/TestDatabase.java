package dev.autopack.modelintel.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh, empty PostgreSQL database for a test class, on one server for all test classes of the JVM.
 *
 * <p>The server is, in this order:
 *
 * <ol>
 *   <li>the one that the environment's {@code MODELINTEL_TEST_DATABASE_URL} names, as {@code postgresql://} or {@code
 *       jdbc:postgresql://} URL with user and password of a superuser;
 *   <li>a container by Testcontainers, if the system property {@code modelintel.test.postgres} is {@code docker} and a
 *       Docker engine answers; the image is {@code postgres:17-alpine} or what {@code modelintel.test.postgres.image} says;
 *   <li>else embedded binaries, which need neither network nor Docker.
 * </ol>
 *
 * <pre>{@code
 * @AutoClose
 * private static final TestDatabase DATABASE = TestDatabase.fresh();
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger CREATED = new AtomicInteger();

    private final PostgresServer server;
    private final String name;

    private TestDatabase(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /**
     * Creates a database.
     *
     * @throws IllegalStateException if there is no server to create it on
     */
    public static TestDatabase fresh() {
        return create(PostgresServer.shared(), "template1");
    }

    /** Another database with all that this one has, while nobody is connected to it. */
    public TestDatabase copy() {
        return create(server, name);
    }

    private static TestDatabase create(PostgresServer server, String template) {
        // The number of the process keeps apart the builds that share a server.
        String name = "modelintel_test_" + ProcessHandle.current().pid() + "_" + CREATED.incrementAndGet();
        TestDatabase database = new TestDatabase(server, name);
        server.administer("create database " + name + " template " + template);
        return database;
    }

    /** {@code postgresql://user:password@host:port/database}, the superuser's. */
    public String url() {
        return server.url(server.user(), server.password(), name);
    }

    /** The same for another role. */
    public String url(String user, String password) {
        return server.url(user, password, name);
    }

    /** A connection of the superuser. */
    public Connection connect() {
        try {
            return DriverManager.getConnection(server.jdbcUrl(name), server.user(), server.password());
        } catch (SQLException e) {
            throw new IllegalStateException("The test database " + name + " cannot be reached.", e);
        }
    }

    /** Runs SQL statements as the superuser. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("In the test database: " + sql, e);
        }
    }

    /** Drops the database, whoever is still connected. */
    @Override
    public void close() {
        server.administer("drop database if exists " + name + " with (force)");
    }
}
