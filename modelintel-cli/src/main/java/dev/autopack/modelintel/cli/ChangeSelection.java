package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.ingest.BadInputException;
import dev.autopack.modelintel.ingest.ConfigDirectory;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.StatusChange;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.usecase.ConfigPath;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which recommendations make up a patch. */
final class ChangeSelection {

    private final Modelintel modelintel;
    private final ConfigDirectory config;
    private final RecommendationRepository repository;

    ChangeSelection(Modelintel modelintel, ConfigDirectory config, RecommendationRepository repository) {
        this.modelintel = modelintel;
        this.config = config;
        this.repository = repository;
    }

    /** @throws BadInputException if one is unknown or rejected, or none is left */
    List<ProposedChange> choose(List<Long> ids, boolean allAccepted) {
        return allAccepted
                ? accepted()
                : ids.stream().distinct().map(this::change).toList();
    }

    private ProposedChange change(long id) {
        StoredRecommendation stored = modelintel.recommendation(repository, id);
        if (stored.status() == RecommendationStatus.REJECTED) {
            StatusChange rejection = stored.lastChange().orElseThrow();
            throw new BadInputException("Recommendation " + id + " was rejected by " + rejection.by() + " at "
                    + rejection.at() + ". Maybe wait until it is recommended again.");
        }
        return ProposedChange.of(config, stored);
    }

    /** Of several accepted changes of one place the one that was accepted last stands. */
    private List<ProposedChange> accepted() {
        Map<ConfigPath, ProposedChange> pending = new LinkedHashMap<>();
        repository.decided().stream()
                .filter(stored -> stored.status() == RecommendationStatus.ACCEPTED)
                .sorted(Comparator.comparing(ChangeSelection::decidedAt)
                        .thenComparing(StoredRecommendation::id)
                        .reversed())
                .map(stored -> ProposedChange.of(config, stored))
                .forEach(change -> {
                    if (!change.pendingIn(config)) {
                        leaveOut(
                                change,
                                change.path() + " names " + config.currentModel(change.path()) + " and no longer "
                                        + change.stored().recommendation().currentModel());
                    } else if (pending.containsKey(change.path())) {
                        leaveOut(
                                change,
                                "recommendation "
                                        + pending.get(change.path()).stored().id() + " for " + change.path()
                                        + " was accepted later");
                    } else {
                        pending.put(change.path(), change);
                    }
                });
        if (pending.isEmpty()) {
            throw new BadInputException("No accepted recommendation waits to be implemented. Maybe accept one first.");
        }
        return pending.values().stream()
                .sorted(Comparator.comparing(change -> change.stored().id()))
                .toList();
    }

    private void leaveOut(ProposedChange change, String reason) {
        modelintel.note("Recommendation " + change.stored().id() + " is left out: " + reason + ".");
    }

    private static Instant decidedAt(StoredRecommendation stored) {
        return stored.lastChange().map(StatusChange::at).orElse(stored.createdAt());
    }
}
