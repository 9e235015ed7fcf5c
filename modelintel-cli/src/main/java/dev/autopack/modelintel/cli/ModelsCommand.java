package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.audit.CatalogEntry;
import dev.autopack.modelintel.market.UnresolvedName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "models",
        description = {
            "Shows the models of the catalog with all their names.",
            "With --format json it is the export that 'audit --catalog' reads."
        })
final class ModelsCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Option(names = "--provider", paramLabel = "P", description = "Only the models of this provider.")
    private Optional<String> provider;

    @Option(names = "--deprecated", description = "Only the models that their provider advises against.")
    private boolean deprecated;

    @Option(
            names = "--unresolved",
            description =
                    "Instead, the names that were read in telemetry and leaderboards and mean no model, in the form of"
                            + " aliases.yaml.")
    private boolean unresolved;

    @Override
    public void run() {
        if (unresolved) {
            List<UnresolvedName> names =
                    modelintel.withStore(store -> store.market().unresolved());
            modelintel.print(Rendering.render(MarketDocuments.unresolved(names), format.format(), "unresolved"));
            return;
        }
        LocalDate today = modelintel.today();
        List<CatalogEntry> models = modelintel.catalog().entries().stream()
                .filter(entry -> provider.isEmpty() || entry.model().provider().equalsIgnoreCase(provider.get()))
                .filter(entry -> !deprecated || entry.deprecated(today))
                .toList();
        modelintel.print(Rendering.render(AuditDocuments.catalog(models, today), format.format(), "models"));
    }
}
