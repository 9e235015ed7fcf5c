package dev.autopack.modelintel.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One name for each provider, whatever a source calls it. */
public final class ProviderName {

    private static final Map<String, String> CANONICAL = new HashMap<>();

    static {
        same("amazon-bedrock", "aws", "bedrock", "bedrock-converse", "bedrock-mantle", "amazon");
        same("google", "gemini", "google-gla", "google-genai", "google-ai-studio");
        same("google-vertex", "vertex-ai", "vertexai", "vertex");
        same("xai", "x-ai");
        same("together", "togetherai", "together-ai");
        same("fireworks", "fireworks-ai");
        same("azure", "azure-openai", "azure-text");
        same("cohere", "cohere-chat");
        same("novita", "novita-ai");
        same("mistral", "mistralai", "text-completion-codestral", "codestral");
        same("moonshotai", "moonshot");
        same("zai", "z-ai", "z.ai", "zhipu-glm");
        same("zhipuai", "zhipu", "bigmodel");
        same("alibaba", "dashscope", "qwen");
        same("meta", "llama", "meta-llama");
        same("nvidia", "nvidia-nim");
        same("voyageai", "voyage");
        same("openai", "text-completion-openai");
        same("vercel", "vercel-ai-gateway");
        same("ovhcloud", "ovh");
    }

    /** Whose prices hold where a provider passes on another's models without a price of its own, as genai-prices has it. */
    private static final Map<String, List<String>> PASSED_ON = Map.of(
            "azure", List.of("openai", "anthropic"),
            "google", List.of("anthropic"),
            "google-vertex", List.of("google", "google-vertex-anthropic", "anthropic"));

    private ProviderName() {}

    private static void same(String canonical, String... others) {
        for (String other : others) {
            CANONICAL.put(other, canonical);
        }
    }

    /** The canonical name; the name itself in lower case with hyphens where nothing else is known. */
    public static String of(String rawName) {
        String name = rawName.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        String canonical = CANONICAL.get(name);
        return canonical == null ? name : canonical;
    }

    /** Under which name a provider makes models: that of Z.ai outside and that of Zhipu inside of China are one maker. */
    public static String maker(String provider) {
        return provider.equals("zai") ? "zhipu" : provider;
    }

    /** Who offers a maker's models first hand, see {@link #maker}. A user may write the one or the other. */
    public static String atFirstHand(String maker) {
        return maker.equalsIgnoreCase("zhipu") ? "zai" : of(maker);
    }

    /** The providers whose prices a provider passes on, in order. */
    public static List<String> passedOn(String provider) {
        List<String> others = PASSED_ON.get(provider);
        return others == null ? List.of() : others;
    }
}
