package dev.autopack.modelintel.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is written behind a model's name to say how hard it shall think, or which preview of the model it was. It is cut
 * only from names that mean nothing with it. */
final class EffortSuffix {

    private static final Pattern SUFFIX = Pattern.compile(
            "-(?:minimal|low|medium|high|xhigh|x-high|max-effort"
                    + "|(?:low|medium|high|xhigh|max)-effort|effort|none|default|auto|thinking|nothinking|no-thinking|non-thinking|non-reasoning|nonreasoning"
                    + "|reasoning|reasoner|base|instruct|preview|exp|highthinking|reasoning-(?:on|off)|(?:0[1-9]|1[0-2])-(?:20\\d\\d|[0-3]\\d)|\\d+k(?:-think(?:ing)?(?:-tokens)?)?|thinking-auto-\\d+k)$");

    private EffortSuffix() {}

    /** The name without its last suffix; empty if it has none. */
    static Optional<String> cut(String canonicalName) {
        Matcher matcher = SUFFIX.matcher(canonicalName);
        return matcher.find() && matcher.start() > 0
                ? Optional.of(canonicalName.substring(0, matcher.start()))
                : Optional.empty();
    }
}
