package dev.autopack.modelintel.audit;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What kind of text a name stands in. */
public enum Place {
    CODE,
    CONFIGURATION,
    /** A file of tests, or of what only tests use. */
    TEST,
    DOCUMENTATION,
    /** A comment, in whatever file. */
    COMMENT;

    private static final Set<String> TEST_DIRECTORIES =
            Set.of("test", "tests", "__tests__", "testing", "spec", "specs", "e2e", "fixtures", "testdata");
    private static final Pattern TEST_FILE = Pattern.compile(
            "(?:test_.*|conftest\\.py|.*[._-](?:test|tests|spec)\\.[^.]+|.*(?:Test|Tests|IT|Spec)\\.[^.]+)");
    private static final Set<String> DOCUMENTATION_DIRECTORIES = Set.of("doc", "docs", "documentation");
    private static final Set<String> DOCUMENTATION_ENDINGS =
            Set.of("md", "markdown", "mdx", "rst", "adoc", "asciidoc", "txt", "tex", "org", "html", "htm");
    private static final Pattern DOCUMENTATION_FILE =
            Pattern.compile("(?:readme|changelog|changes|contributing|license|notice|authors|security)(?:\\..*)?");
    private static final Set<String> CONFIGURATION_ENDINGS = Set.of(
            "yaml",
            "yml",
            "json",
            "jsonc",
            "json5",
            "toml",
            "ini",
            "cfg",
            "conf",
            "config",
            "properties",
            "env",
            "xml",
            "plist",
            "tf",
            "tfvars",
            "hcl",
            "csv",
            "lock");
    private static final Pattern CONFIGURATION_FILE =
            Pattern.compile("\\.env(?:\\..*)?|(?:dockerfile|containerfile|makefile)(?:\\..*)?");

    /**
     * What a file is by its name: a test by its directory ({@code tests/}) or name ({@code test_x.py}, {@code
     * x.spec.ts}, {@code XTest.java}), documentation or configuration by its ending, code otherwise.
     *
     * @param path with slashes
     */
    public static Place ofFile(String path) {
        List<String> parts = Splitter.on('/').splitToList(path);
        List<String> directories = parts.subList(0, parts.size() - 1);
        String name = parts.get(parts.size() - 1);
        String lower = Ascii.toLowerCase(name);
        String ending = lower.substring(lower.lastIndexOf('.') + 1);
        if (directories.stream().anyMatch(TEST_DIRECTORIES::contains)
                || TEST_FILE.matcher(name).matches()) {
            return TEST;
        }
        if (DOCUMENTATION_ENDINGS.contains(ending)
                || DOCUMENTATION_FILE.matcher(lower).matches()) {
            return DOCUMENTATION;
        }
        if (CONFIGURATION_ENDINGS.contains(ending)
                || CONFIGURATION_FILE.matcher(lower).matches()) {
            return CONFIGURATION;
        }
        return directories.stream().anyMatch(DOCUMENTATION_DIRECTORIES::contains) ? DOCUMENTATION : CODE;
    }
}
