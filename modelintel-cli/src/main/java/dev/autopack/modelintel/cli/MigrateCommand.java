package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.store.Migration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(name = "migrate", description = "Creates the schema, or upgrades it.")
final class MigrateCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        modelintel.withStore(store -> {
            Migration migration = store.migrate();
            modelintel.print(Rendering.render(Documents.migration(migration), format.format(), "migrate"));
        });
    }
}
