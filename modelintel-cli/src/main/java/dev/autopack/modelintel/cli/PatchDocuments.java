package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.ingest.ConfigPatch;
import dev.autopack.modelintel.recommend.Recommendation;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationRepository.Reference;
import dev.autopack.modelintel.score.Component;
import dev.autopack.modelintel.score.Scorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a patch says of itself. */
final class PatchDocuments {

    private PatchDocuments() {}

    static ObjectNode patch(
            List<ProposedChange> changes,
            ConfigPatch patch,
            Optional<String> branch,
            Optional<String> commit,
            RecommendationRepository repository) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode recommendations = document.putArray("recommendations");
        List<List<Reference>> cited = repository.references(changes.stream()
                .map(change -> change.stored().recommendation().evidence())
                .toList());
        for (int i = 0; i < changes.size(); i++) {
            ProposedChange change = changes.get(i);
            ObjectNode node = Documents.explanation(change.stored(), cited.get(i));
            node.put("path", change.path().toString());
            risks(change.stored().recommendation()).forEach(node.putArray("risks")::add);
            recommendations.add(node);
        }
        patch.notes().forEach(document.putArray("notes")::add);
        return document.put("patch", patch.diff())
                .put("branch", branch.orElse(null))
                .put("commit", commit.orElse(null));
    }

    /** In the form that git expects: a line, a blank one, and more. */
    static String commitMessage(List<ProposedChange> changes) {
        Recommendation first = changes.get(0).stored().recommendation();
        String subject = changes.size() == 1
                ? "Let " + first.recommendedModel() + " serve " + first.useCase()
                : "Change the models of " + changes.size() + " use cases";
        return subject + "\n\n"
                + changes.stream()
                        .map(change -> change.path() + ": " + change.edit().from() + " -> "
                                + change.edit().to() + " (recommendation "
                                + change.stored().id() + ", "
                                + String.format(
                                        Locale.ROOT,
                                        "confidence %.2f",
                                        change.stored().recommendation().confidence())
                                + ")\n")
                        .collect(Collectors.joining());
    }

    private static List<String> risks(Recommendation recommendation) {
        List<String> risks = new ArrayList<>();
        risks.add(String.format(
                Locale.ROOT,
                "With a probability of %.2f, by the uncertainty of the scores, %s is the better choice after all.",
                1 - recommendation.confidence(),
                recommendation.currentModel()));
        for (Scorecard scorecard : List.of(recommendation.scorecard(), recommendation.currentScorecard())) {
            String unknown = scorecard.components().stream()
                    .filter(component -> !component.known())
                    .map(Component::name)
                    .map(name -> name.label())
                    .collect(Collectors.joining(", "));
            if (!unknown.isEmpty()) {
                risks.add("Not known of " + scorecard.model() + ": " + unknown + ".");
            }
        }
        double delta = recommendation.expectedQualityDelta();
        if (delta < 0) {
            risks.add(String.format(Locale.ROOT, "Quality is expected to change by %+.0f points.", 100 * delta));
        }
        return risks;
    }
}
