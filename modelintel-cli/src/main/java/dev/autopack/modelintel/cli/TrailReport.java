package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.approval.Aftermath;
import dev.autopack.modelintel.ingest.ConfigDirectory;
import dev.autopack.modelintel.recommend.RecommendationRepository;
import dev.autopack.modelintel.recommend.RecommendationRepository.Waiting;
import dev.autopack.modelintel.recommend.RecommendationStatus;
import dev.autopack.modelintel.recommend.StoredRecommendation;
import dev.autopack.modelintel.runtime.NoTelemetryException;
import dev.autopack.modelintel.runtime.RuntimeStats;
import dev.autopack.modelintel.runtime.TelemetryRepository;
import dev.autopack.modelintel.runtime.TimeWindow;
import dev.autopack.modelintel.usecase.UseCase;
import dev.autopack.modelintel.usecase.UseCaseId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of a report that is about people: what waits for them, and what the changes they made have brought. */
final class TrailReport {

    private final RecommendationRepository repository;
    private final TelemetryRepository telemetry;
    private final ConfigDirectory config;
    private final Instant now;
    private final Map<TimeWindow, List<RuntimeStats>> measured = new HashMap<>();

    TrailReport(
            RecommendationRepository repository, TelemetryRepository telemetry, ConfigDirectory config, Instant now) {
        this.repository = repository;
        this.telemetry = telemetry;
        this.config = config;
        this.now = now;
    }

    /** @param only the use case to look at; empty for all */
    void addTo(ObjectNode document, List<Waiting> waiting, Optional<UseCaseId> only) {
        document.set(
                "waiting",
                TrailDocuments.waiting(
                        waiting.stream()
                                .filter(each -> concerns(each.recommendation(), only))
                                .toList(),
                        now));
        ArrayNode implemented = JsonNodeFactory.instance.arrayNode();
        repository.decided().stream()
                .filter(stored -> stored.status() == RecommendationStatus.IMPLEMENTED && concerns(stored, only))
                .forEach(stored -> implemented.add(brought(stored)));
        document.set("implemented", implemented);
    }

    private ObjectNode brought(StoredRecommendation stored) {
        Optional<UseCase> useCase = config.useCases().stream()
                .filter(each -> each.id().equals(stored.recommendation().useCase()))
                .findFirst();
        if (useCase.isEmpty()) {
            return TrailDocuments.implemented(
                    stored, Optional.empty(), "the configuration has no such use case any more");
        }
        try {
            return TrailDocuments.implemented(
                    stored,
                    Aftermath.windows(stored, now)
                            .map(windows -> Aftermath.of(
                                    stored.recommendation(),
                                    useCase.get(),
                                    windows,
                                    measured(windows.before()),
                                    measured(windows.after()))),
                    "it was implemented only just");
        } catch (NoTelemetryException e) {
            return TrailDocuments.implemented(stored, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /** Changes that were implemented together have their windows in common. */
    private List<RuntimeStats> measured(TimeWindow window) {
        return measured.computeIfAbsent(window, any -> telemetry.measure(any, config.tokenMixes()));
    }

    private static boolean concerns(StoredRecommendation stored, Optional<UseCaseId> only) {
        return only.isEmpty() || stored.recommendation().useCase().equals(only.get());
    }
}
