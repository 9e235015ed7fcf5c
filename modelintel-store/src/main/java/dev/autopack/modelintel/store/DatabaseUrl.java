package dev.autopack.modelintel.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the database is. Neither {@link #toString()} nor any message has the password.
 *
 * <p>Accepted are {@code postgresql://user:password@host:port/db?params}, the same with {@code postgres},
 * {@code postgresql+psycopg2}, {@code postgresql+psycopg} or {@code jdbc:postgresql} before the colon, and
 * {@code embedded:DIR} for a private PostgreSQL kept in a directory. Special characters of the user, the password and the
 * database are percent-encoded. What is left out is the user of the operating system, no password, {@code localhost}, 5432,
 * and a database named like the user.
 */
public final class DatabaseUrl {

    private static final int DEFAULT_PORT = 5432;
    private static final Pattern SCHEME =
            Pattern.compile("(?:postgres(?:ql)?|postgresql\\+psycopg2?|jdbc:postgresql)://");
    private static final String EMBEDDED = "embedded:";
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9A-Fa-f:.%]+\\]|[^\\[\\]:,]*)(?::([0-9]*))?");
    private static final Set<String> SECRET = Set.of("password", "sslpassword");

    /** What libpq calls a parameter, and what the driver calls it. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "target_session_attrs", "targetServerType");

    private final Optional<Path> directory;
    private final String host;
    private final int port;
    private final Optional<String> database;
    private final Optional<String> user;
    private final Map<String, String> parameters;

    private DatabaseUrl(
            Optional<Path> directory,
            String host,
            int port,
            Optional<String> database,
            Optional<String> user,
            Map<String, String> parameters) {
        this.directory = directory;
        this.host = host;
        this.port = port;
        this.database = database;
        this.user = user;
        this.parameters = parameters;
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it is malformed; the message has nothing of the URL that may be secret
     */
    public static DatabaseUrl parse(String url) {
        String text = url.strip();
        if (text.startsWith(EMBEDDED)) {
            return embedded(text.substring(EMBEDDED.length()));
        }
        Matcher scheme = SCHEME.matcher(text);
        if (!scheme.lookingAt()) {
            throw malformed("it does not begin with postgresql:// or embedded:");
        }
        String rest = text.substring(scheme.end());
        int query = rest.indexOf('?');
        Map<String, String> parameters = parameters(query < 0 ? "" : rest.substring(query + 1));
        String target = query < 0 ? rest : rest.substring(0, query);
        int slash = target.indexOf('/');
        String authority = slash < 0 ? target : target.substring(0, slash);
        Optional<String> database =
                slash < 0 ? Optional.empty() : present(decoded("database", target.substring(slash + 1)));

        // The last one: a password may hold an '@' that somebody forgot to encode.
        int at = authority.lastIndexOf('@');
        String credentials = at < 0 ? "" : authority.substring(0, at);
        int colon = credentials.indexOf(':');
        Optional<String> user = present(decoded("user", colon < 0 ? credentials : credentials.substring(0, colon)));
        if (colon >= 0) {
            parameters.put("password", decoded("password", credentials.substring(colon + 1)));
        }
        Matcher server = SERVER.matcher(authority.substring(at + 1));
        if (!server.matches()) {
            throw malformed("the part between user and database is not HOST:PORT");
        }
        return new DatabaseUrl(
                Optional.empty(),
                present(server.group(1)).orElse("localhost"),
                port(Optional.ofNullable(server.group(2)).orElse("")),
                database,
                user.or(() -> Optional.ofNullable(parameters.remove("user"))),
                parameters);
    }

    private static DatabaseUrl embedded(String directory) {
        if (directory.isBlank()) {
            throw malformed("embedded: names no directory");
        }
        try {
            return new DatabaseUrl(
                    Optional.of(Path.of(directory).toAbsolutePath().normalize()),
                    "localhost",
                    DEFAULT_PORT,
                    Optional.of("postgres"),
                    Optional.of("postgres"),
                    new TreeMap<>());
        } catch (InvalidPathException e) {
            throw malformed("embedded: names no possible directory");
        }
    }

    /** The same database once its embedded server runs. */
    DatabaseUrl servedAt(int servedPort, String password) {
        return new DatabaseUrl(directory, host, servedPort, database, user, Map.of("password", password));
    }

    /** The directory of a private PostgreSQL; empty for a server. */
    Optional<Path> directory() {
        return directory;
    }

    /** What the driver connects to; it holds nothing secret, because drivers put their URL into messages. */
    String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/"
                + database.map(DatabaseUrl::encoded).orElse("");
    }

    /** The database, whoever connects to it however. */
    String place() {
        return "postgresql://" + host + ":" + port
                + database.or(() -> user).map(name -> "/" + encoded(name)).orElse("");
    }

    /** What the driver is told apart from the URL: credentials and parameters by the driver's names. */
    Properties driverProperties() {
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        parameters.forEach((name, value) -> properties.setProperty(DRIVER_NAMES.getOrDefault(name, name), value));
        return properties;
    }

    /** The URL without password. */
    @Override
    public String toString() {
        if (directory.isPresent()) {
            return EMBEDDED + directory.get();
        }
        StringBuilder url = new StringBuilder("postgresql://");
        user.ifPresent(name -> url.append(encoded(name)).append('@'));
        url.append(host).append(':').append(port);
        database.ifPresent(name -> url.append('/').append(encoded(name)));
        char separator = '?';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (!SECRET.contains(parameter.getKey())) {
                url.append(separator)
                        .append(encoded(parameter.getKey()))
                        .append('=')
                        .append(encoded(parameter.getValue()));
                separator = '&';
            }
        }
        return url.toString();
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : query.split("&", -1)) {
            if (parameter.isEmpty()) {
                continue;
            }
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw malformed("a parameter after '?' is not NAME=VALUE");
            }
            String name = decoded("parameter", parameter.substring(0, equals));
            if (name.equals("host") || name.equals("port") || name.equals("dbname")) {
                throw malformed(
                        "the parameter '" + name + "' is not supported: host, port and database stand before '?'");
            }
            parameters.put(name, decoded(name, parameter.substring(equals + 1)));
        }
        return parameters;
    }

    private static int port(String digits) {
        if (digits.isEmpty()) {
            return DEFAULT_PORT;
        }
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw malformed("its port is not in 1 to 65535");
        }
        return port;
    }

    private static String decoded(String part, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                bytes.write(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw malformed(
                        "its " + part + " has a '%' without two hexadecimal digits; write %25 for the sign itself");
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._~/,:".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format(java.util.Locale.ROOT, "%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static IllegalArgumentException malformed(String why) {
        return new IllegalArgumentException("The database URL cannot be read: " + why
                + ". Maybe write postgresql://user:password@host:5432/db, special characters percent-encoded.");
    }
}
