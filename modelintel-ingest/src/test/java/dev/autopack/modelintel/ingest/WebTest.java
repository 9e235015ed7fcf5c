package dev.autopack.modelintel.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.autopack.modelintel.market.FeedReading;
import dev.autopack.modelintel.market.Validators;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents from a server of our own, which does what servers do wrong. */
class WebTest {

    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
    private static final String FEED =
            "{\"nova-9\": {\"litellm_provider\": \"acme\", \"input_cost_per_token\": 1e-06, \"output_cost_per_token\": 2e-06}}";

    private final Web web = new Web(Duration.ofMinutes(1), Duration.ofMinutes(1));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private String at(String path, Answer answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                answer.give(exchange);
            }
        });
        return address(path);
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private String refusal(String address) {
        return refusal(web, address);
    }

    private static String refusal(Web web, String address) {
        try {
            web.fetch(address);
        } catch (BadInputException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError(address + " was not refused");
    }

    @Test
    void aFeedFromTheWebKeepsItsAddressAndVersion() {
        String address = at("/prices.json", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Tue, 24 Nov 2026 12:00:00 GMT");
            send(exchange, 200, FEED.getBytes(UTF_8));
        });

        var feed = MarketSource.LITELLM.read(web.fetch(address), NOW);

        assertThat(feed.sourceUrl()).contains(address);
        assertThat(feed.validators())
                .isEqualTo(new Validators(Optional.of("\"v1\""), Optional.of("Tue, 24 Nov 2026 12:00:00 GMT")));
        assertThat(feed.retrievedAt()).isEqualTo(NOW);
        assertThat(feed.prices()).hasSize(1);
    }

    @Test
    void whatHasNotChangedIsNotFetchedAgain() {
        String address = at("/prices.json", exchange -> {
            boolean known = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                    || "yesterday".equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
            exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : FEED.length());
            if (!known) {
                exchange.getResponseBody().write(FEED.getBytes(UTF_8));
            }
        });

        assertThat(web.fetchNewer(address, reading(address, Optional.of("\"v1\""), Optional.empty())))
                .isEmpty();
        assertThat(web.fetchNewer(address, reading(address, Optional.empty(), Optional.of("yesterday"))))
                .isEmpty();
        assertThat(web.fetchNewer(address, reading(address, Optional.of("\"v0\""), Optional.empty())))
                .isPresent();
        assertThat(web.fetchNewer(address, reading("http://elsewhere", Optional.of("\"v1\""), Optional.empty())))
                .isPresent();
    }

    private static Optional<FeedReading> reading(String url, Optional<String> etag, Optional<String> modified) {
        return Optional.of(new FeedReading(Optional.of(url), new Validators(etag, modified), "1:ab", NOW, List.of()));
    }

    @Test
    void aCompressedDocumentIsUnpacked() {
        String address = at("/prices.json", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding")).isEqualTo("gzip");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, packed(FEED.getBytes(UTF_8)));
        });

        assertThat(web.fetch(address).text().text()).isEqualTo(FEED);
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void anEndlessDocumentIsGivenUpAtTheLimitOfFiles() {
        String endless = at("/endless.json", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            byte[] part = new byte[1 << 16];
            while (true) {
                body.write(part);
            }
        });
        String bomb = at("/bomb.json", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, packed(new byte[SourceText.LONGEST + 1]));
        });

        assertThat(refusal(endless)).isEqualTo(endless + " is longer than 16 MiB. Maybe it is not the file you mean.");
        assertThat(refusal(bomb)).isEqualTo(bomb + " is longer than 16 MiB. Maybe it is not the file you mean.");
    }

    @Test
    void aServerThatTakesForEverIsGivenUp() {
        Web hasty = new Web(Duration.ofMinutes(1), Duration.ofMillis(300));
        String slowBody = at("/slow.json", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (!threads.isShutdown()) {
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                pause();
            }
        });
        String silent = at("/silent.json", exchange -> {
            while (!threads.isShutdown()) {
                pause();
            }
        });

        assertThat(refusal(hasty, slowBody))
                .isEqualTo(slowBody + " was not there after 300 milliseconds. Maybe try again later.");
        assertThat(refusal(hasty, silent)).contains("was not there after 300 milliseconds");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aDocumentThatBreaksOffIsRefused() throws IOException {
        String packedAddress = at("/packed.json", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            byte[] whole = packed(FEED.getBytes(UTF_8));
            send(exchange, 200, java.util.Arrays.copyOf(whole, whole.length / 2));
        });
        try (ServerSocket raw = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(
                    () -> {
                        try (Socket socket = raw.accept()) {
                            readHead(socket);
                            socket.getOutputStream()
                                    .write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"a\": ".getBytes(UTF_8));
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    },
                    threads);
            String address = "http://127.0.0.1:" + raw.getLocalPort() + "/cut.json";

            assertThat(refusal(address)).isEqualTo(address + " broke off before its end. Maybe try again.");
            answering.join();
        }
        assertThat(refusal(packedAddress)).isEqualTo(packedAddress + " broke off before its end. Maybe try again.");
    }

    /** What is left unread when a connection is closed makes the other side lose what it has not read yet. */
    private static void readHead(Socket socket) throws IOException {
        BufferedReader head = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        for (String line = head.readLine(); line != null && !line.isEmpty(); line = head.readLine()) {
            // until the empty line at its end
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, 'the address is mistyped, or the file was moved'",
        "403, it asks for a name and password",
        "429, wait a while: it was asked too often",
        "500, try again later",
        "206, use another address"
    })
    void anAnswerWithoutADocumentSaysWhatToDo(int status, String advice) {
        String address = at("/x.json", exchange -> send(exchange, status, "oops".getBytes(UTF_8)));

        assertThat(refusal(address)).isEqualTo(address + " answers " + status + ". Maybe " + advice + ".");
    }

    @Test
    void anAnswerThatIsNoDocumentIsRefused() {
        String page = at("/page.json", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            send(exchange, 200, "<html>".getBytes(UTF_8));
        });
        String empty = at("/empty.json", exchange -> exchange.sendResponseHeaders(200, -1));
        String latin = at("/latin.json", exchange -> send(exchange, 200, new byte[] {'"', (byte) 0xE9, '"'}));
        String broken = at("/broken.json", exchange -> send(exchange, 200, "[1,".getBytes(UTF_8)));
        String unasked = at("/br.json", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "br");
            send(exchange, 200, new byte[] {1});
        });
        String untimely = at("/304.json", exchange -> exchange.sendResponseHeaders(304, -1));

        assertThat(refusal(page)).contains("is a web page and no data");
        assertThat(refusal(empty)).contains("is empty");
        assertThat(refusal(latin)).contains("not UTF-8");
        assertThat(refusal(unasked)).contains("encoded as 'br'");
        assertThat(refusal(untimely)).contains("has not changed, though nobody asked");
        assertThatThrownBy(() ->
                        web.fetchNewer(untimely, reading("http://elsewhere", Optional.of("\"v1\""), Optional.empty())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has not changed, though nobody asked");
        assertThatThrownBy(() -> MarketSource.GENAI_PRICES.read(web.fetch(broken), NOW))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(broken + ":1:4:");
    }

    @Test
    void redirectsAreFollowedButNotForEver() {
        at("/new.json", exchange -> send(exchange, 200, FEED.getBytes(UTF_8)));
        String moved = redirect("/old.json", "/new.json");
        String loop = redirect("/loop.json", "/loop.json");
        String nowhere = redirect("/nowhere.json", "ftp://example.org/x.json");

        assertThat(web.fetch(moved).text().text()).isEqualTo(FEED);
        assertThat(refusal(loop)).contains("redirected more than 5 times");
        assertThat(refusal(nowhere)).contains("is redirected to what is no address");
    }

    private String redirect(String from, String to) {
        return at(from, exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    @Test
    void aPasswordGoesToItsServerOnlyAndIntoNoMessage() {
        at(
                "/mine.json",
                exchange -> send(
                        exchange,
                        "Basic dTpwQHNz".equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401,
                        FEED.getBytes(UTF_8)));
        String mine = address("/mine.json").replace("//", "//u:p%40ss@") + "?key=secret#part";
        String other = address("/away.json").replace("//", "//u:p%40ss@");
        redirect("/away.json", address("/mine.json").replace("127.0.0.1", "localhost"));

        FeedContent content = web.fetch(mine);

        assertThat(content.url()).contains(address("/mine.json"));
        assertThat(content.text().name()).isEqualTo(address("/mine.json"));
        assertThat(refusal(other))
                .isEqualTo(address("/away.json") + " answers 401. Maybe it asks for a name and password.");
    }

    @Test
    void anAddressThatLeadsNowhereIsSaidSo() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(refusal("http://127.0.0.1:" + free + "/x.json")).contains("the connection was refused");
        assertThat(refusal("http://no-such-host.invalid/x.json")).contains("there is no such host");
        try (ServerSocket raw = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> {
                try (Socket socket = raw.accept()) {
                    socket.getInputStream().read(); // Java 17 may wait for ever for what came before it said hello
                    socket.getOutputStream().write("no handshake\n".getBytes(UTF_8));
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // the client has had enough
                }
            });
            assertThat(refusal("https://127.0.0.1:" + raw.getLocalPort() + "/x.json"))
                    .contains("no secure connection");
        }
        assertThat(refusal("http://u:p@[::x/secret?a=b"))
                .isEqualTo("http://[::x/secret is no address. Maybe it is mistyped.");
        assertThat(refusal("http:///x")).contains("is no address");
    }

    @Test
    void aLeaderboardFromTheWebIsReadWithTheFileBesideIt() {
        at("/table_2026_01_08.csv", exchange -> send(exchange, 200, "model,sort\nnova-9,80\n".getBytes(UTF_8)));
        at("/categories_2026_01_08.json", exchange -> send(exchange, 200, "{\"Coding\": [\"sort\"]}".getBytes(UTF_8)));

        var read = Leaderboard.read(
                Leaderboard.Format.LIVEBENCH,
                web.fetch(address("/table_2026_01_08.csv")),
                name -> Optional.of(dev.autopack.modelintel.catalog.ModelId.of(name)),
                NOW);

        assertThat(read.results())
                .singleElement()
                .satisfies(result -> assertThat(result.score()).isEqualTo(80));
    }
}
