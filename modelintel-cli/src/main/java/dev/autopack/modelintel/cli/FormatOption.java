package dev.autopack.modelintel.cli;

import picocli.CommandLine.Option;

/** The form of a result. */
final class FormatOption {

    enum Format {
        TEXT,
        JSON,
        MARKDOWN
    }

    @Option(
            names = "--format",
            paramLabel = "text|json|markdown",
            defaultValue = "text",
            description = "The form of the result. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    Format format() {
        return format;
    }
}
