package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.market.FeedReading;
import dev.autopack.modelintel.market.Validators;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/**
 * Documents at http(s) addresses. The proxy of the Java runtime is used ({@code https.proxyHost} and its like). A redirect
 * is followed five times at most, and never from https to http. A name and password in the address go to its own server
 * only, and are in no message.
 */
public final class Web {

    private static final int MOST_REDIRECTS = 5;
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private final HttpClient client;
    private final Duration toConnect;
    private final Duration toAnswer;

    Web(Duration toConnect, Duration toAnswer) {
        this.toConnect = toConnect;
        this.toAnswer = toAnswer;
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1) // one document: nothing to gain from an upgrade that old servers refuse
                .followRedirects(Redirect.NEVER)
                .proxy(ProxySelector.getDefault())
                .connectTimeout(toConnect)
                .build();
    }

    /** Gives up after 10 seconds without a connection, and after 60 seconds without the whole document. */
    public static Web patient() {
        return new Web(TO_CONNECT, TO_ANSWER);
    }

    /** Whether a place is an address of the web, and not a file. */
    public static boolean isAddress(String place) {
        String lower = place.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /**
     * Fetches a document.
     *
     * @throws BadInputException if it cannot be reached, is not there, is too long, not UTF-8 or empty, or broke off
     */
    public FeedContent fetch(String address) {
        return fetch(address, Validators.NONE).orElseThrow();
    }

    /**
     * Fetches a document unless it is the one that was read last. Two addresses that differ in their query are shown alike,
     * so that nothing is known of such a document.
     *
     * @param last when and where its source was read last
     * @return the document; empty if it has not changed
     * @throws BadInputException as {@link #fetch(String)}
     */
    public Optional<FeedContent> fetchNewer(String address, Optional<FeedReading> last) {
        return fetch(
                address,
                last.filter(reading -> !address.contains("?") && reading.url().equals(Optional.of(shown(address))))
                        .map(FeedReading::validators)
                        .orElse(Validators.NONE));
    }

    /** Empty only if there are validators. */
    private Optional<FeedContent> fetch(String address, Validators known) {
        String name = shown(address);
        URI start = parsed(address, name);
        URI at = start;
        long deadline = System.nanoTime() + toAnswer.toNanos();
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<byte[]> response = answer(request(at, start, credentials(address), known), name, deadline);
            if (response.statusCode() == 304) {
                if (known.equals(Validators.NONE)) {
                    throw new BadInputException(
                            name + " says that it has not changed, though nobody asked. Maybe try again later.");
                }
                return Optional.empty();
            }
            if (!isRedirect(response)) {
                return Optional.of(content(address, name, response));
            }
            at = target(at, response, name);
        }
        throw new BadInputException(
                name + " was redirected more than " + MOST_REDIRECTS + " times. Maybe its redirects go in a circle.");
    }

    /** The address as messages and the database have it: without user, password, query and fragment. */
    static String shown(String address) {
        String plain = withoutUser(address);
        int end = plain.length();
        for (char beginsSecrets : new char[] {'?', '#'}) {
            int at = plain.indexOf(beginsSecrets);
            end = at < 0 ? end : Math.min(end, at);
        }
        return plain.substring(0, end);
    }

    private static String withoutUser(String address) {
        return address.replaceFirst("^([^/]*//)[^/?#]*@", "$1");
    }

    private static Optional<String> credentials(String address) {
        int begin = address.indexOf("//") + 2;
        int end = begin + address.substring(begin).split("[/?#]", 2)[0].lastIndexOf('@');
        return end < begin
                ? Optional.empty()
                : Optional.of(Optional.ofNullable(URI.create("http://" + address.substring(begin, end) + "@host")
                                .getUserInfo())
                        .orElse(""));
    }

    private static URI parsed(String address, String name) {
        try {
            URI uri = new URI(withoutUser(address).replaceFirst("#.*$", ""));
            credentials(address);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // The reason may quote what must not be seen.
        }
        throw new BadInputException(name + " is no address. Maybe it is mistyped.");
    }

    private HttpRequest request(URI at, URI start, Optional<String> credentials, Validators known) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at).header("User-Agent", "modelintel").header("Accept-Encoding", "gzip");
        known.etag().ifPresent(etag -> request.header("If-None-Match", etag));
        known.lastModified().ifPresent(date -> request.header("If-Modified-Since", date));
        credentials
                .filter(user -> at.getScheme().equals(start.getScheme())
                        && at.getRawAuthority().equals(start.getRawAuthority()))
                .ifPresent(user -> request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))));
        return request.build();
    }

    /** A time-out of the request itself would not cover the body. */
    private HttpResponse<byte[]> answer(HttpRequest request, String name, long deadline) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new LimitedBody(head.statusCode() == 200 ? SourceText.LONGEST : 0));
        try {
            return answer.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new BadInputException(
                    name + " was not there after " + seconds(toAnswer) + ". Maybe try again later.", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new BadInputException(name + " was given up: the program was interrupted.", e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause(), name);
        }
    }

    private BadInputException failed(Throwable reason, String name) {
        if (reason instanceof LimitedBody.TooLongException) {
            return SourceText.tooLong(name);
        }
        if (reason instanceof HttpConnectTimeoutException) {
            return new BadInputException(
                    name + ": no connection after " + seconds(toConnect) + ". Maybe a firewall or proxy is in the way.",
                    reason);
        }
        if (reason instanceof ConnectException) {
            return new BadInputException(
                    name
                            + (isUnknownHost(reason)
                                    ? ": there is no such host. Maybe it is mistyped, or a proxy is needed."
                                    : ": the connection was refused. Maybe the server is down, or the port is wrong."),
                    reason);
        }
        if (reason instanceof SSLException) {
            return new BadInputException(
                    name + ": no secure connection (" + reason.getMessage()
                            + "). Maybe its certificate is not trusted.",
                    reason);
        }
        return new BadInputException(name + " broke off before its end. Maybe try again.", reason);
    }

    private static boolean isUnknownHost(Throwable reason) {
        for (Throwable cause = reason; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRedirect(HttpResponse<?> response) {
        return switch (response.statusCode()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static URI target(URI from, HttpResponse<?> response, String name) {
        String location = response.headers().firstValue("Location").orElse("");
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(name + " is redirected to what is no address. Maybe it was moved.", e);
        }
        boolean plain = "http".equalsIgnoreCase(to.getScheme());
        if (location.isBlank() || to.getHost() == null || !(plain || "https".equalsIgnoreCase(to.getScheme()))) {
            throw new BadInputException(name + " is redirected to what is no address. Maybe it was moved.");
        }
        if (plain && from.getScheme().equalsIgnoreCase("https")) {
            throw new BadInputException(
                    name + " is redirected from https to http, which is not followed. Maybe use" + " another address.");
        }
        return to;
    }

    private FeedContent content(String address, String name, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status != 200) {
            throw new BadInputException(name + " answers " + status + ". Maybe " + advice(status) + ".");
        }
        if (header(response, "Content-Type").orElse("").startsWith("text/html")) {
            throw new BadInputException(name + " is a web page and no data. Maybe use the address of the raw file.");
        }
        SourceText text;
        try (InputStream in = decoded(response, name)) {
            text = SourceText.read(name, in);
        } catch (EOFException | ZipException e) {
            throw failed(e, name);
        } catch (IOException e) {
            throw new BadInputException(name + " cannot be read. Maybe try again.", e);
        }
        return new FeedContent(
                text,
                Optional.of(name),
                new Validators(header(response, "ETag"), header(response, "Last-Modified")),
                other -> fetch(parsed(address, name).resolve(other).toString()));
    }

    private static InputStream decoded(HttpResponse<byte[]> response, String name) throws IOException {
        InputStream body = new ByteArrayInputStream(response.body());
        String encoding = header(response, "Content-Encoding").orElse("identity");
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity" -> body;
            case "gzip", "x-gzip" -> new GZIPInputStream(body);
            default ->
                throw new BadInputException(name + " comes encoded as '" + encoding
                        + "', which nobody asked for. Maybe use another address.");
        };
    }

    private static Optional<String> header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).filter(value -> !value.isBlank());
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403, 407 -> "it asks for a name and password";
            case 404, 410 -> "the address is mistyped, or the file was moved";
            case 429 -> "wait a while: it was asked too often";
            default -> status >= 500 ? "try again later" : "use another address";
        };
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " seconds" : time.toMillis() + " milliseconds";
    }
}
