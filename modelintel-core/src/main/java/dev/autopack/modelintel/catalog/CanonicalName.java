package dev.autopack.modelintel.catalog;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The canonical spelling of a model's raw name, found from the name alone: without the provider in front, without date,
 * {@code -latest} and variants of the offering, in the vendor's own order and punctuation.
 *
 * <p>{@code bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0}, {@code Claude 4.5 Sonnet (20250929)} and
 * {@code claude-sonnet-4.5} are all {@code claude-sonnet-4-5}. Two names of one model may still differ when only a
 * person knows that they mean the same: that is what aliases are for.
 */
public final class CanonicalName {

    /** How names of well-known models begin; a vendor's name in front of one of them is dropped. */
    private static final String FAMILY =
            "(?:claude|gpt|chatgpt|o[134]\\b|codex|gemini|gemma|llama|qwen|qwq|qvq|deepseek|mistral|ministral|mixtral|magistral"
                    + "|codestral|devstral|pixtral|grok|glm|kimi|minimax|nova|phi|command|nemotron|jamba|sonar|mimo|trinity)";

    private static final List<Step> STEPS = List.of(
            // All and active parameters: Qwen3-Coder 480B/A35B.
            step("(?<=\\db)/(?=a\\d+b)", "-"),
            // A path: only its last part names the model.
            step("^.*/(?=[^/]+$)", ""),
            // What stands in brackets is a date, an effort or another remark.
            // A short number in brackets names a release: DeepSeek V3 (0324), Command R (08-24).
            step("\\s*\\((\\d{4})\\)", "-$1"),
            step("(?<=preview|exp)\\s*\\((0[1-9]|1[0-2])-([0-3]\\d)\\)", "-$1-$2"),
            step("\\s*\\((0[1-9]|1[0-2])-(2[3-9])\\)", "-$1-20$2"),
            step("\\s*\\((0[1-9]|1[0-2])-([0-3]\\d)\\)", "-$1-$2"),
            step("\\s*[(\\[](?:19|20)\\d\\d[^)\\]]*[)\\]]", ""),
            step("\\s*[(\\[][^)\\]]*[)\\]]", ""),
            step("[\\s_]+", "-"),
            // A fine-tuned model, which has prices of its own: who tuned it and when says nothing of them.
            step("^(ft:[^:]+):.*$", "$1"),
            step("^(?!ft:)[a-z][a-z0-9-]*:(?=" + FAMILY + ")", ""),
            // Bedrock and its like: regions and vendors in front, a version behind.
            step("^(?:[a-z]+\\.)*deepseek\\.(?=[rv]\\d)", "deepseek-"),
            step("^(?:(?:[a-z][a-z-]*|ai21)\\.)+(?=[a-z])", ""),
            step("^[a-z]+--(?=[a-z])", ""),
            step(
                    "^(?:openai|anthropic|google|meta|alibaba|xai|x-ai|moonshotai|moonshot|zai|z-ai|zhipu|zhipuai|mistralai|deepseek-ai"
                            + "|amazon|nvidia|microsoft|cohere|azure|vertex|databricks|together|groq|arcee|labs)-(?=(?:meta-)?"
                            + FAMILY
                            + ")",
                    ""),
            step("@.*$", ""),
            step("(?<=[0-9a-z])-(?:v\\d+:\\d+|1:0)(?::\\d+k)?$", ""),
            step(":(?:free|beta|nitro|floor|online|extended|exacto|thinking|cloud|latest|batch|flex|priority)$", ""),
            step(":", "-"),
            step("(?<=\\db)-cloud$", ""),
            // Full dates; shorter numbers such as 0324 or 2507 name releases that differ.
            step("-(?:19|20)\\d\\d[-.]?(?:0[1-9]|1[0-2])[-.]?[0-3]\\d(?=$|-)", ""),
            step("-latest$", ""),
            step("-(?:hf|fp16|fp8|fp4|nvfp4|bf16|int8|int4|awq|gguf|tee|q\\d(?:-(?:\\d|k|m|s|l))*)$", ""),
            step("-{2,}", "-"),
            step("(?<=.)-$", ""),
            step("(?<=\\d)p(?=\\d)", "."),
            step("^meta-(?=llama)", ""),
            step("^llama-?v?(?=\\d)", "llama-"),
            step("^qwen-(?=\\d)", "qwen"),
            step("^gpt-?35(?=-|$)", "gpt-3.5"),
            step("^gemma(?=\\d)", "gemma-"),
            step("^code-llama(?=-)", "codellama"),
            step("^(llama-3|gemini-2|qwen2|minimax-m2)([1-7])(?=$|-)", "$1.$2"),
            step("^deepseek-chat-(?=v\\d)", "deepseek-"),
            step("^hermes-?3-(8|70|405)b(?:-llama-?3\\.1)?$", "hermes-3-llama-3.1-$1b"),
            // There is one of each.
            step("^(?:open-)?mistral-nemo(?:-12b)?(?:-instruct)?(?:-2407)?$", "mistral-nemo"),
            step("^nemotron-3-nano(?:-30b)?$", "nemotron-3-nano-30b-a3b"),
            step("^nemotron-3-super(?:-120b)?$", "nemotron-3-super-120b-a12b"),
            step("^nemotron-3-ultra(?:-550b)?$", "nemotron-3-ultra-550b-a55b"),
            step("^(gemma-.*)-instruct(?=$|-)", "$1-it"),
            step("^command-r\\+", "command-r-plus"),
            step("^mistral-large-2-(?=\\d{4}$)", "mistral-large-"),
            step("^(codestral|(?:mistral|pixtral)-(?:large|medium|small))-(2\\d)\\.(0[1-9]|1[0-2])$", "$1-$2$3"),
            step("^minimax-(?=[1-9]\\.\\d)", "minimax-m"),
            step("^gemini-(pro|flash-lite|flash)-(\\d(?:[.-]\\d)?)(?=$|-)", "gemini-$2-$1"),
            // Versions with a dot, as all but Anthropic write them.
            step("^(?!claude)(.*?(?<![\\d.]))(\\d)-(\\d)(?![\\d.a-z])", "$1$2.$3"),
            step("^grok-4\\.1(?=$|-)", "grok-4-1"),
            step("^grok-4-20(?=$|-)", "grok-4.20"),
            step("^claude-(instant-)?v(?=\\d)", "claude-$1"),
            step("^claude-(opus|sonnet|haiku)(?=\\d)", "claude-$1-"),
            step("^(claude-(?:opus|sonnet|haiku)-[3-9])(?=[1-9](?:$|-))", "$1-"),
            step("^(gemini-.*)-00\\d(?:-\\d{4})?$", "$1"),
            step("^(claude.*\\d)\\.(?=\\d)", "$1-"),
            step("^(claude-.*\\d.*)-v\\d$", "$1"),
            // Thinking is a setting of the same Claude.
            step("^(claude-[a-z0-9-]*\\d)-think(?:ing)?(?:$|-.*)", "$1"),
            // Anthropic put the number first up to 3.7 and last from 4 on.
            step("^claude-([4-9](?:-\\d)?)-(opus|sonnet|haiku)(?=$|-)", "claude-$2-$1"),
            step("^claude-(opus|sonnet|haiku)-([123](?:-\\d)?)(?=$|-)", "claude-$2-$1"),
            step("^(claude-(?:opus|sonnet)-4)-0(?=$|-)", "$1"));

    private CanonicalName() {}

    private record Step(Pattern pattern, String replacement) implements UnaryOperator<String> {
        @Override
        public String apply(String name) {
            Matcher matcher = pattern.matcher(name);
            String result = matcher.replaceAll(replacement);
            // A step that leaves nothing, or nothing but a family, has mistaken the model for its decoration.
            return result.isEmpty() || result.equals("claude") ? name : result;
        }
    }

    private static Step step(String pattern, String replacement) {
        return new Step(Pattern.compile(pattern), replacement);
    }

    /** The canonical spelling. It is its own canonical spelling. */
    public static String of(String rawName) {
        String name = rawName.strip().toLowerCase(Locale.ROOT);
        for (String before = ""; !before.equals(name); ) {
            before = name;
            for (Step step : STEPS) {
                name = step.apply(name);
            }
        }
        return name;
    }
}
