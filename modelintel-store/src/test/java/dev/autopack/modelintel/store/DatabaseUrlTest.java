package dev.autopack.modelintel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            postgresql://u:hush@host:5433/db,               jdbc:postgresql://host:5433/db,      u,   hush
            postgres://u:hush@host/db,                      jdbc:postgresql://host:5432/db,      u,   hush
            postgresql+psycopg2://u:hush@host/db,           jdbc:postgresql://host:5432/db,      u,   hush
            postgresql+psycopg://u:hush@host/db,            jdbc:postgresql://host:5432/db,      u,   hush
            jdbc:postgresql://host/db?user=u&password=hush, jdbc:postgresql://host:5432/db,      u,   hush
            postgresql://u%40x:a%2Fb%3A%25%C3%BC@host/db,   jdbc:postgresql://host:5432/db,      u@x, a/b:%ü
            postgresql://u:a@b@host/db,                     jdbc:postgresql://host:5432/db,      u,   a@b
            postgresql://u:a+b@host/db,                     jdbc:postgresql://host:5432/db,      u,   a+b
            postgresql://[::1]:5433/db,                     jdbc:postgresql://[::1]:5433/db,     -,   -
            postgresql://u@/db,                             jdbc:postgresql://localhost:5432/db, u,   -
            postgresql://host,                              jdbc:postgresql://host:5432/,        -,   -
            """)
    void namesServerDatabaseAndCredentials(String url, String jdbcUrl, String user, String password) {
        DatabaseUrl parsed = DatabaseUrl.parse(url);

        assertThat(parsed.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(parsed.driverProperties().getProperty("user")).isEqualTo(user);
        assertThat(parsed.driverProperties().getProperty("password")).isEqualTo(password);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://u:hush@host/db,                               postgresql://u@host:5432/db",
        "jdbc:postgresql://host/db?password=hush&user=u,            postgresql://u@host:5432/db",
        "postgresql://u@host/db?sslpassword=hush&sslmode=require,   postgresql://u@host:5432/db?sslmode=require",
        "postgresql://u%40x:hush@[::1]:1/d%20b,                     postgresql://u%40x@[::1]:1/d%20b"
    })
    void isWrittenWithoutPassword(String url, String written) {
        assertThat(DatabaseUrl.parse(url)).hasToString(written);
    }

    @Test
    void parametersOfLibpqHaveTheirNamesInTheDriver() {
        var properties = DatabaseUrl.parse(
                        "postgresql://h/d?connect_timeout=3&application_name=a%20b&sslmode=verify-full")
                .driverProperties();

        assertThat(properties)
                .containsEntry("connectTimeout", "3")
                .containsEntry("ApplicationName", "a b")
                .containsEntry("sslmode", "verify-full");
    }

    @Test
    void anEmbeddedDirectoryIsMadeAbsolute() {
        assertThat(DatabaseUrl.parse("embedded:some/../dir").directory())
                .contains(Path.of("dir").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hush",
                "mysql://u:hush@host/db",
                "postgresql:u:hush@host",
                "postgresql://u:hush@host:99999/db",
                "postgresql://u:hush@host:0/db",
                "postgresql://u:hush@host:port/db",
                "postgresql://u:hush%zz@host/db",
                "postgresql://u:hush%4@host/db",
                "postgresql://u:hush@one:1,two:2/db",
                "postgresql://u:hush@host/db?hush",
                "postgresql:///db?host=/hush",
                "embedded:",
                "embedded:  "
            })
    void aMalformedOneIsRefusedInOneLineThatDoesNotRepeatIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseUrl.parse(url))
                .satisfies(e -> assertThat(e.getMessage())
                        .doesNotContain("hush")
                        .doesNotContain("\n")
                        .contains("Maybe"));
    }
}
