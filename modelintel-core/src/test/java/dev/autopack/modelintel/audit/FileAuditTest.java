package dev.autopack.modelintel.audit;

import static dev.autopack.modelintel.audit.Catalogs.SMALL;
import static dev.autopack.modelintel.audit.Catalogs.TODAY;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.autopack.modelintel.catalog.ModelId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileAuditTest {

    private static final NameSearch SEARCH = NameSearch.of(SMALL, List.of());

    @Test
    void linesAndColumnsCountFromOneAndColumnsCountCharacters() {
        List<Match> matches = audit("a.py", "glm-4.7\n\n  é𝄞 glm-4.7 glm-4.7\r\nglm-4.7");
        assertThat(matches).extracting(Match::line).containsExactly(1, 3, 3, 4);
        assertThat(matches).extracting(Match::column).containsExactly(1, 6, 14, 1);
    }

    @Test
    void aByteThatIsNotUtf8CountsAsACharacter() {
        FileAudit audit = new FileAudit(SEARCH, SMALL, TODAY, "a.py");
        byte[] latin1 = "\u00e9 glm-4.7".getBytes(ISO_8859_1);
        audit.add(latin1, 0, latin1.length, latin1.length);
        assertThat(audit.matches()).extracting(Match::column).containsExactly(3);
    }

    @Test
    void aDeprecatedModelHasItsDayAndItsReplacement() {
        Match match = audit("a.py", "m = 'glm-tidy'").get(0);
        assertThat(match.status()).isEqualTo(NameStatus.DEPRECATED);
        assertThat(match.canonical()).contains(ModelId.of("glm-4.6"));
        assertThat(match.entry().flatMap(CatalogEntry::deprecatedOn))
                .hasValueSatisfying(day -> assertThat(day).isEqualTo("2026-09-30"));
        assertThat(match.replacement()).contains(new Replacement(ModelId.of("glm-4.7"), "recommendation 3"));
    }

    @Test
    void aModelIsCurrentUntilTheDayOfItsDeprecation() {
        assertThat(audit("a.py", "deepseek-chat")).extracting(Match::status).containsExactly(NameStatus.CURRENT);
    }

    @Test
    void aNameThatOnlyLooksLikeAModelIsUnknown() {
        Match match = audit("a.py", "glm-9").get(0);
        assertThat(match.status()).isEqualTo(NameStatus.UNKNOWN);
        assertThat(match.canonical()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "src/app.py, x = 'glm-4.7', CODE",
        "src/app.py, x = 1  # glm-4.7, COMMENT",
        "src/app.py, x = '# glm-4.7', CODE",
        "src/app.py, it's  # glm-4.7, COMMENT",
        "src/app.ts, u = \"http://x\" + \"glm-4.7\", CODE",
        "src/app.ts, /* old: glm-4.7 */, COMMENT",
        "src/app.ts, `// glm-4.7`, CODE",
        "tests/app.py, x = 'glm-4.7', TEST",
        "tests/app.py, # glm-4.7, COMMENT",
        "src/AppTest.java, \"glm-4.7\", TEST",
        "src/app.spec.ts, \"glm-4.7\", TEST",
        "config/models.yaml, builder: glm-4.7, CONFIGURATION",
        "config/models.yaml, x: 1 # glm-4.7, COMMENT",
        ".env.local, MODEL=glm-4.7, CONFIGURATION",
        "README.md, use glm-4.7, DOCUMENTATION",
        "README.md, <!-- glm-4.7 -->, COMMENT",
        "docs/guide, glm-4.7, DOCUMENTATION",
        "Dockerfile, ENV MODEL glm-4.7, CONFIGURATION"
    })
    void thePlaceIsToldFromPathAndComment(String path, String text, Place place) {
        assertThat(audit(path, text)).extracting(Match::place).containsExactly(place);
    }

    @Test
    void aCommentOnTheLineOrAloneBeforeItAccepts() {
        String text = """
                a = 'glm-4.6'  # modelintel:allow, replayed in tests
                # modelintel:allow
                b = 'glm-4.6'
                c = 'glm-4.6'
                d = 1  # modelintel:allow
                e = 'glm-4.6'
                """;
        assertThat(audit("a.py", text).stream()
                        .filter(match -> match.acceptance().isPresent())
                        .map(Match::line))
                .containsExactly(1, 3);
    }

    /** Looked at for every name, the line would take minutes. */
    @Test
    void aVeryLongLineIsLookedAtOnce() {
        String line = "'glm-4.6',".repeat(100_000);

        List<Match> matches =
                assertTimeoutPreemptively(Duration.ofSeconds(30), () -> audit("a.json", line + " modelintel:allow"));

        assertThat(matches)
                .hasSize(100_000)
                .allSatisfy(match -> assertThat(match.acceptance()).isPresent());
    }

    @Test
    void quotesThatNothingClosesAreLookedForOnceALine() {
        String line = "\\'".repeat(500_000) + " glm-4.6 # glm-4.7";

        List<Match> matches = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> audit("src/app.py", line));

        assertThat(matches).extracting(Match::place).containsExactly(Place.CODE, Place.COMMENT);
    }

    @Test
    void windowsGiveWhatTheWholeTextGives() {
        String line = "x = 'glm-4.6' # é glm-4.7\n";
        byte[] text = line.repeat(400).getBytes(UTF_8);
        FileAudit windows = new FileAudit(SEARCH, SMALL, TODAY, "a.txt");
        int from = 0;
        for (int to = 997; to + NameSearch.LOOKAHEAD < text.length; to += 997) {
            windows.add(text, from, to, to + NameSearch.LOOKAHEAD);
            from = to;
        }
        windows.add(text, from, text.length, text.length);
        assertThat(windows.matches())
                .isEqualTo(audit("a.txt", line.repeat(400)))
                .hasSize(800);
    }

    private static List<Match> audit(String path, String text) {
        FileAudit audit = new FileAudit(SEARCH, SMALL, TODAY, path);
        byte[] bytes = text.getBytes(UTF_8);
        audit.add(bytes, 0, bytes.length, bytes.length);
        return audit.matches();
    }
}
