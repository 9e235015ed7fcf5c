package dev.autopack.modelintel.usecase;

/**
 * What a model must be able to do to serve a use case.
 *
 * @param contextWindowTokens the least context window in tokens; 0 for any
 * @param toolUse whether it must be able to call tools
 */
public record Needs(int contextWindowTokens, boolean toolUse) {

    /** @throws IllegalArgumentException if the context window is negative */
    public Needs {
        if (contextWindowTokens < 0) {
            throw new IllegalArgumentException(
                    "needs.context_window_tokens is " + contextWindowTokens + "; it must not be negative.");
        }
    }
}
