package dev.autopack.modelintel.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The server of this JVM's tests.
 *
 * @param host its host
 * @param port its port
 * @param database a database to connect to for creating others
 * @param user a superuser
 * @param password the superuser's password, empty where the server asks for none
 */
record PostgresServer(String host, int port, String database, String user, String password) {

    private static final String GIVEN_URL = "MODELINTEL_TEST_DATABASE_URL";
    private static final int DEFAULT_PORT = 5432;

    /** A machine that has much else to do takes longer than the usual ten seconds. */
    private static final Duration START = Duration.ofMinutes(2);

    /** Started with the first use, stopped with the JVM. */
    static PostgresServer shared() {
        return Shared.SERVER;
    }

    String jdbcUrl(String name) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    String url(String role, String secret, String name) {
        return "postgresql://" + encoded(role) + ":" + encoded(secret) + "@" + host + ":" + port + "/" + name;
    }

    void administer(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(database), user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test server refuses: " + sql, e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static PostgresServer start() {
        String given = System.getenv(GIVEN_URL);
        if (given != null && !given.isBlank()) {
            return named(given);
        }
        if ("docker".equals(System.getProperty("modelintel.test.postgres"))
                && DockerClientFactory.instance().isDockerAvailable()) {
            return container();
        }
        return embedded();
    }

    private static PostgresServer named(String url) {
        URI uri = URI.create(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        if (uri.getHost() == null || uri.getUserInfo() == null || uri.getPath().length() < 2) {
            throw new IllegalStateException(GIVEN_URL + " is not postgresql://user:password@host:port/database.");
        }
        List<String> credentials = List.of(uri.getUserInfo().split(":", 2));
        return new PostgresServer(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                uri.getPath().substring(1),
                credentials.get(0),
                credentials.size() == 1 ? "" : credentials.get(1));
    }

    /** Stopped by Testcontainers itself when the JVM has ended. */
    @SuppressWarnings("resource")
    private static PostgresServer container() {
        PostgreSQLContainer container =
                new PostgreSQLContainer(System.getProperty("modelintel.test.postgres.image", "postgres:17-alpine"));
        container.start();
        return new PostgresServer(
                container.getHost(),
                container.getMappedPort(DEFAULT_PORT),
                container.getDatabaseName(),
                container.getUsername(),
                container.getPassword());
    }

    /** Stopped by a shutdown hook of its own. A vacuum in the background would be a transaction that no test has begun. */
    @SuppressWarnings("resource")
    private static PostgresServer embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setPGStartupWait(START)
                    .setServerConfig("autovacuum", "off")
                    .start();
            return new PostgresServer("localhost", postgres.getPort(), "postgres", "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start.", e);
        }
    }

    private static final class Shared {
        private static final PostgresServer SERVER = start();
    }
}
